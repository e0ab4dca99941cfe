"""What a unit costs: the rate card in force, and the cell of a market and category on it.

A card is in force from 00:00 of its day in the account's time zone until the next card's day, whatever currency that
one is in: Meta changes all currencies at once, so an older card of another currency no longer holds. The account's own
cards come before the packaged ones of the same day and currency. Nothing is ever taken from another day, market or
category; where there is no figure the answer is a `NoPrice` with the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from pricing.cards import CATEGORIES, OWN, Card, CardInfo, packaged_card, packaged_infos
from pricing.currencies import is_currency
from pricing.errors import UnknownCountry, UnknownCurrency
from pricing.markets import is_market, market_of
from pricing.tiers import Ladder
from pricing.types import Category, Customer, NoPrice, Price

_REMEMBERED = 1 << 16
"""How many quotes a book remembers: every cell of two years of cards."""
_COLUMN = {category: category for category in CATEGORIES} | {Category.MARKETING_LITE: Category.MARKETING}
"""The column a category is priced by; Marketing Messages Lite has marketing's (rule P6)."""


class RateBook:
    """All the cards there are. Immutable; quotes are remembered."""

    def __init__(self, own: Iterable[Card] = ()) -> None:
        self._own = {(card.info.currency, card.info.day): card for card in own}
        self._packaged = {(info.currency, info.day): info for info in packaged_infos()}
        self._keys = self._own.keys() | self._packaged.keys()
        self._currencies = {currency for currency, _ in self._keys}
        self._tiered = any(card.ladders for card in self._own.values())
        self._quotes = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._in_force = lru_cache(maxsize=_REMEMBERED)(self._find_day)

    @staticmethod
    def packaged() -> RateBook:
        """Return the book of the packaged cards alone, always the same one."""
        return _packaged()

    @staticmethod
    def with_own(folder: Path) -> RateBook:
        """Return the packaged cards and the account's own; raises `InvalidRateCard` with every mistake in them."""
        # few accounts have cards of their own: the others do not wait for what reads them
        from pricing.own.folder import read_folder

        return RateBook(read_folder(folder))

    @staticmethod
    def for_account(folder: str) -> RateBook:
        """Return the book of an account: with its own cards where a folder is set, else the packaged ones alone."""
        return RateBook.with_own(Path(folder)) if folder else RateBook.packaged()

    def cards(self) -> tuple[CardInfo, ...]:
        """Return every card, in order of day and currency, without reading any."""
        infos = {**self._packaged, **{key: card.info for key, card in self._own.items()}}
        return tuple(sorted(infos.values(), key=lambda info: (info.day, info.currency)))

    def card(self, day: date, currency: str) -> Card | None:
        """Return the card whose first day is `day`, the account's own before the packaged one."""
        key = (currency, day)
        if key in self._own:
            return self._own[key]
        info = self._packaged.get(key)
        return None if info is None else packaged_card(info)

    def card_in_force(self, day: date, currency: str) -> date | None:
        """Return the first day of the card in force on a day, or `None`. Raises `UnknownCurrency`."""
        return self._in_force(day, currency)

    def quote(
        self, market: str | None, category: Category, currency: str, day: date, units_before: int = 0
    ) -> Price | NoPrice:
        """Return what a unit costs on a day, or why that is not known.

        `units_before` counts the units of this market and category already charged in the month; it matters where the
        account gave volume tiers. Raises `UnknownCurrency` and `UnknownCountry` (for a market there never was).
        """
        return self._quotes(market, category, currency, day, units_before if self._tiered else 0)

    def ladder(self, market: str, category: Category, currency: str, day: date) -> Ladder | None:
        """Return the volume tiers of the card in force on a day, if the account gave any."""
        in_force = self.card_in_force(day, currency)
        card = None if in_force is None else self.card(in_force, currency)
        return card.ladders.get((market, category)) if card else None

    def _find_day(self, day: date, currency: str) -> date | None:
        if currency not in self._currencies:
            if not is_currency(currency):
                raise UnknownCurrency(currency, field="currency")
            return None
        days = self._calendar(currency)
        position = bisect_right(days, day)
        found = days[position - 1] if position else None
        return found if found and (currency, found) in self._keys else None

    def _calendar(self, currency: str) -> list[date]:
        """Return the days on which the card of a currency gives way to another or to none."""
        return sorted({day for _, day in self._packaged} | {day for own, day in self._own if own == currency})

    def _look_up(
        self, market: str | None, category: Category, currency: str, day: date, units_before: int
    ) -> Price | NoPrice:
        in_force = self.card_in_force(day, currency)
        if market is None:
            return NoPrice(reason="no_country", category=category, card=in_force)
        if not is_market(market):
            raise UnknownCountry(market, field="market")
        column = _COLUMN.get(category)
        card = None if in_force is None else self.card(in_force, currency)
        if column is None or card is None:
            return self._without_card(market, category, currency, day)
        price = _price(card, market, column, units_before)
        return price or NoPrice(
            reason="blank_cell",
            market=market,
            category=category,
            card=in_force,
            nearest=self._nearest(market, column, currency, day),
        )

    def _without_card(self, market: str, category: Category, currency: str, day: date) -> NoPrice:
        column = _COLUMN.get(category)
        other = any(self.card_in_force(day, known) for known in self._currencies)
        return NoPrice(
            reason="currency" if column and other else "no_card",
            market=market,
            category=category,
            nearest=self._nearest(market, column, currency, day) if column else None,
        )

    def _nearest(self, market: str, column: Category, currency: str, day: date) -> Price | None:
        """Return the filled cell of the card whose first day is nearest, the later of two; currencies do not mix."""
        prices = (
            _price(card, market, column, 0)
            for info in self.cards()
            if info.currency == currency and (card := self.card(info.day, currency))
        )
        filled = [price for price in prices if price]
        return min(reversed(filled), key=lambda price: abs((price.card - day).days), default=None)


def _price(card: Card, market: str, column: Category, units_before: int) -> Price | None:
    cell = card.cells.get((market, column))
    if cell is None or cell.amount is None:
        return None
    ladder = card.ladders.get((market, column))
    info = card.info
    price = Price(
        amount=cell.amount,
        currency=info.currency,
        market=market,
        category=column,
        card=info.day,
        source=info.source,
        basis=cell.basis,
        evidence=cell.evidence,
    )
    tier = ladder.tier_after(units_before) if ladder else None
    if ladder is None or tier is None or tier.first == 1:
        return price
    return replace(price, amount=tier.rate, source=ladder.source, basis=OWN, evidence="", tier_from=tier.first)


def rate(where: Customer | str, category: Category, *, day: date, currency: str, book: RateBook) -> Price | NoPrice:
    """Return what a unit to a customer, or to a country by its ISO code, costs on a day.

    Raises `InvalidPhone`, `UnknownCountry` and `UnknownCurrency`.
    """
    customer = where if isinstance(where, Customer) else Customer(country=where)
    return book.quote(market_of(customer, day), category, currency, day)


def line(country: str, day: date, currency: str, book: RateBook) -> dict[Category, Price | NoPrice]:
    """Return a country's whole line of the card: every column, filled or not."""
    return {category: rate(country, category, day=day, currency=currency, book=book) for category in CATEGORIES}


@lru_cache(maxsize=1)
def _packaged() -> RateBook:
    return RateBook()
