"""What `cuanto rates` shows: lines of a card, changes between two, as values and as JSON objects."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from locales.formats import formats
from locales.translate import Translator
from pricing.cards import CATEGORIES, Card, CardInfo, Cell
from pricing.errors import Problem, UnknownCountry
from pricing.markets import markets_on
from pricing.ratecards import RateBook
from pricing.types import Category

ABSENT = Cell(None, "")
"""A cell of a market that is not on a card."""


class Line(Struct, frozen=True):
    """One market of a card."""

    market: str
    cells: dict[Category, Cell]


class Change(Struct, frozen=True):
    """A cell whose figure differs between two cards."""

    market: str
    category: Category
    before: Cell
    after: Cell


def card_on(book: RateBook, day: date, currency: str) -> Card | None:
    """Return the card in force on a day. Raises `UnknownCurrency`."""
    in_force = book.card_in_force(day, currency)
    return book.card(in_force, currency) if in_force else None


def markets_named(where: str, day: date, say: Translator) -> list[str]:
    """Return the market that a country's ISO code or name, or a market's name, stands for. Raises `UnknownCountry`."""
    table, write, wanted = markets_on(day), formats(say.language), _folded(where)
    if where.upper() in table:
        return [table[where.upper()]]
    for market in sorted(set(table.values())):
        if wanted in (_folded(market), _folded(write.market(market))):
            return [market]
    for country, market in table.items():
        if wanted == _folded(write.country(country)):
            return [market]
    raise UnknownCountry(where, field="where")


def rates(card: Card, markets: Sequence[str] | None) -> list[Line]:
    """Return the lines of the given markets, or of all in the card's order."""
    names = markets or list(dict.fromkeys(market for market, _ in card.cells))
    return [
        Line(name, {category: card.cells.get((name, category), ABSENT) for category in CATEGORIES}) for name in names
    ]


def changes(before: Card, after: Card) -> list[Change]:
    """Return every cell whose figure differs, in the order of the later card, then of the earlier."""
    keys = dict.fromkeys([*after.cells, *before.cells])
    found = ((key, before.cells.get(key, ABSENT), after.cells.get(key, ABSENT)) for key in keys)
    return [Change(market, category, old, new) for (market, category), old, new in found if old.amount != new.amount]


def rates_object(card: Card, lines: Iterable[Line]) -> dict[str, Any]:
    """Return lines of a card as JSON; a blank cell has `amount` null and, where a figure is known to exist, a basis."""
    return {
        **_info(card.info),
        "rates": [
            {
                "market": line.market,
                "category": category.value,
                "amount": _amount(cell.amount),
                "basis": cell.basis or None,
                "evidence": cell.evidence.split(),
            }
            for line in lines
            for category, cell in line.cells.items()
        ],
    }


def changes_object(before: Card, after: Card, found: Iterable[Change]) -> dict[str, Any]:
    """Return the changes between two cards as JSON."""
    return {
        "before": _info(before.info),
        "after": _info(after.info),
        "changes": [
            {
                "market": change.market,
                "category": change.category.value,
                "before": _amount(change.before.amount),
                "after": _amount(change.after.amount),
            }
            for change in found
        ],
    }


def cards_object(infos: Iterable[CardInfo]) -> dict[str, Any]:
    """Return which cards there are as JSON."""
    return {"cards": [_info(info) for info in infos]}


def problems_object(problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the mistakes of files as JSON."""
    return {"problems": [{name: getattr(one, name) for name in Problem.__struct_fields__} for one in problems]}


def _info(info: CardInfo) -> dict[str, Any]:
    return {"card": info.day.isoformat(), "currency": info.currency, "unit": info.unit.value, "source": info.source}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
