"""Rate cards: every figure pinned, which card holds on a day, and what a quote says."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.cards import CATEGORIES, Card, Unit, packaged_card, packaged_infos, unit_on
from pricing.errors import UnknownCountry, UnknownCurrency
from pricing.markets import markets_on
from pricing.ratecards import RateBook, line, rate
from pricing.tables import FOLDER, rows
from pricing.types import Category, Customer, NoPrice, Price
from tests.cases.load import cases

CARDS = cases("rates/cards.toml")["card"]
QUOTES = cases("rates/quotes.toml")
BOOK = RateBook.packaged()
DAY = timedelta(days=1)
DAYS = st.dates(date(2022, 2, 1), date(2027, 12, 31))
CURRENCIES = st.sampled_from(["USD", "EUR", "INR", "GBP"])
COUNTRIES = st.sampled_from(sorted(markets_on(date(2023, 6, 1))))


def card_of(case: dict[str, Any]) -> Card:
    """Return the packaged card of a case."""
    card = BOOK.card(case["day"], case["currency"])
    assert card is not None
    return card


@pytest.mark.parametrize("case", CARDS, ids=lambda case: f"{case['day']} {case['currency']}")
class TestPinned:
    """What is on each card, from counts to every single figure."""

    def test_every_figure(self, case: dict[str, Any]) -> None:
        """No figure is another than was taken from the sources: one changed digit fails."""
        card = card_of(case)
        lines = "".join(
            f"{market},{category},{_text(cell.amount)}\n" for (market, category), cell in card.cells.items()
        )
        assert hashlib.sha256(lines.encode()).hexdigest() == case["sha256"]

    def test_sums(self, case: dict[str, Any]) -> None:
        """Each column sums up to what it did: says which column changed when a figure does."""
        cells = card_of(case).cells
        sums = {
            category.value: sum(
                (cell.amount for (_, at), cell in cells.items() if at == category and cell.amount), Decimal()
            )
            for category in CATEGORIES
        }
        assert sums == {name: Decimal(total) for name, total in case["sums"].items()}

    def test_counts(self, case: dict[str, Any]) -> None:
        """As many markets and filled cells as there are."""
        cells = card_of(case).cells
        assert len({market for market, _ in cells}) == case["rows"]
        assert sum(cell.amount is not None for cell in cells.values()) == case["filled"]

    def test_unit(self, case: dict[str, Any]) -> None:
        """A card prices conversations until 2025-06-30 and messages from 2025-07-01 on."""
        info = card_of(case).info
        assert info.unit.value == case["unit"]
        assert info.unit is unit_on(case["day"])
        assert info.source == "packaged"

    def test_markets_are_those_of_the_day(self, case: dict[str, Any]) -> None:
        """A card has exactly the markets that the table knows on its first day."""
        assert {market for market, _ in card_of(case).cells} == set(markets_on(case["day"]).values())

    def test_every_figure_has_a_source(self, case: dict[str, Any]) -> None:
        """Behind each filled cell stands how it is known and by whom; a blank one has a reason or is Meta's own n/a."""
        for cell in card_of(case).cells.values():
            if cell.amount is None:
                assert cell.basis in ("", "empty")
            else:
                assert cell.basis in ("direct", "carried", "derived")
                assert cell.evidence

    def test_how_well_attested(self, case: dict[str, Any]) -> None:
        """As many cells are printed, carried over, derived or left blank on purpose as were."""
        counted = Counter(cell.basis for cell in card_of(case).cells.values() if cell.basis)
        assert dict(counted) == case["basis"]

    def test_figures_are_written_as_meta_prints_them(self, case: dict[str, Any]) -> None:
        """Four decimals, so that nothing was rounded on the way; the free service of 2024 is a bare 0."""
        for cell in card_of(case).cells.values():
            assert cell.amount is None or cell.amount == 0 or cell.amount.as_tuple().exponent == -4

    def test_first_day_and_the_day_before(self, case: dict[str, Any]) -> None:
        """A card is in force on its first day and not on the day before."""
        assert BOOK.card_in_force(case["day"], case["currency"]) == case["day"]
        assert BOOK.card_in_force(case["day"] - DAY, case["currency"]) != case["day"]


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)


def test_the_list_of_cards() -> None:
    """The book lists exactly the pinned cards, in order of day and currency, and each has its file."""
    listed = [(info.day, info.currency, info.unit.value) for info in BOOK.cards()]
    assert listed == [(case["day"], case["currency"], case["unit"]) for case in CARDS]
    assert {path.stem for path in (FOLDER / "cards").iterdir()} == {f"{day}_{currency}" for day, currency, _ in listed}
    assert BOOK.cards() == packaged_infos()


def test_notes_are_one_of_a_kind_and_all_used() -> None:
    """A note's name stands for one thing, and none is left over."""
    names = [note for note, *_ in rows("notes.csv")]
    used = {
        cell
        for info in packaged_infos()
        for cells in rows(f"cards/{info.day}_{info.currency}.csv")
        for cell in cells[2::2]
        if cell
    }
    assert len(names) == len(set(names))
    assert set(names) == used


def test_service_is_charged_like_utility_since_october_2026() -> None:
    """On the card of 2026-10-01 service costs what utility costs, in every market (rule N1)."""
    card = BOOK.card(date(2026, 10, 1), "USD")
    assert card is not None
    for market in {market for market, _ in card.cells}:
        assert card.cells[market, Category.SERVICE].amount == card.cells[market, Category.UTILITY].amount


@pytest.mark.parametrize("case", QUOTES["in_force"], ids=lambda case: f"{case['currency']} {case['day']}")
def test_card_in_force(case: dict[str, Any]) -> None:
    """The card of a day and currency; none where the next card's day has come, in whatever currency that one is."""
    assert BOOK.card_in_force(case["day"], case["currency"]) == case.get("card")


@pytest.mark.parametrize("case", QUOTES["price"], ids=lambda case: f"{case['market']} {case['category']} {case['day']}")
def test_quote(case: dict[str, Any]) -> None:
    """A figure comes with its market, category, card and source."""
    price = BOOK.quote(case["market"], Category(case["category"]), case["currency"], case["day"])
    assert isinstance(price, Price)
    assert (price.amount, price.currency) == (Decimal(case["amount"]), case["currency"])
    assert (price.market, price.card, price.source) == (case["market"], case["card"], "packaged")
    assert price.category.value == case.get("column", case["category"])
    assert price.tier_from is None
    assert price.basis == case["basis"]


@pytest.mark.parametrize("case", QUOTES["none"], ids=lambda case: f"{case['reason']} {case['category']} {case['day']}")
def test_no_quote(case: dict[str, Any]) -> None:
    """Where there is no figure the reason is given, and the nearest dated one as information only."""
    answer = BOOK.quote(case.get("market"), Category(case["category"]), case["currency"], case["day"])
    assert isinstance(answer, NoPrice)
    assert (answer.reason, answer.market, answer.card) == (case["reason"], case.get("market"), case.get("card"))
    assert answer.category == case["category"]
    nearest = case.get("nearest")
    assert (answer.nearest is None) == (nearest is None)
    if nearest and answer.nearest:
        assert (answer.nearest.card, answer.nearest.amount) == (nearest["card"], Decimal(nearest["amount"]))
        assert (answer.nearest.currency, answer.nearest.market) == (case["currency"], case["market"])


@pytest.mark.parametrize("currency", ["", "usd", "US", "DOLLAR", "XXX", "€", "$US"])
def test_unknown_currency(currency: str) -> None:
    """What is not a currency is an error, not a currency without a card."""
    with pytest.raises(UnknownCurrency):
        BOOK.quote("Spain", Category.UTILITY, currency, date(2024, 1, 1))
    with pytest.raises(UnknownCurrency):
        BOOK.card_in_force(date(2024, 1, 1), currency)


def test_unknown_market() -> None:
    """A market that there never was is an error: a country's market comes from the table."""
    with pytest.raises(UnknownCountry):
        BOOK.quote("Ecuador", Category.UTILITY, "USD", date(2024, 1, 1))


def test_rate_by_customer_or_country() -> None:
    """A unit is priced by customer or by country, in the market of the day."""
    day, later = date(2026, 6, 30), date(2026, 7, 1)
    for where in ("PL", Customer(country="PL"), Customer(phone="+48512345678")):
        before = rate(where, Category.UTILITY, day=day, currency="USD", book=BOOK)
        after = rate(where, Category.UTILITY, day=later, currency="USD", book=BOOK)
        assert isinstance(before, Price)
        assert isinstance(after, Price)
        assert (before.market, before.amount) == ("Rest of Central & Eastern Europe", Decimal("0.0212"))
        assert (after.market, after.amount) == ("Poland", Decimal("0.0122"))


def test_rate_of_nobody() -> None:
    """Without a country there is no price, and the reason is that."""
    answer = rate(Customer(), Category.MARKETING, day=date(2024, 10, 31), currency="USD", book=BOOK)
    assert isinstance(answer, NoPrice)
    assert (answer.reason, answer.card, answer.nearest) == ("no_country", date(2024, 10, 1), None)


def test_whole_line() -> None:
    """A country's line has every column of the card, filled or not."""
    found = line("MX", date(2026, 11, 1), "USD", BOOK)
    assert tuple(found) == CATEGORIES
    amounts = {category.value: price.amount for category, price in found.items() if isinstance(price, Price)}
    assert amounts == {
        "marketing": Decimal("0.0397"),
        "utility": Decimal("0.0085"),
        "authentication": Decimal("0.0085"),
        "service": Decimal("0.0085"),
    }


def test_a_read_card_is_kept() -> None:
    """A card is read once: the same object comes back."""
    info = packaged_infos()[0]
    assert packaged_card(info) is packaged_card(info)
    assert RateBook.packaged() is RateBook.packaged()


@given(COUNTRIES, st.sampled_from(list(Category)), CURRENCIES, DAYS)
def test_a_price_is_a_cell_of_the_card_in_force(country: str, category: Category, currency: str, day: date) -> None:
    """Whatever is asked: a figure stands in a cell of the card in force that day, and a missing one is never a zero."""
    answer = rate(country, category, day=day, currency=currency, book=BOOK)
    in_force = BOOK.card_in_force(day, currency)
    if isinstance(answer, NoPrice):
        assert answer.reason in ("no_card", "currency", "blank_cell")
        assert (answer.card is None) == (answer.reason != "blank_cell")
    else:
        card = BOOK.card(answer.card, currency)
        assert card is not None
        assert answer.card == in_force
        assert answer.market == markets_on(day)[country]
        assert card.cells[answer.market, answer.category].amount == answer.amount


@given(DAYS, CURRENCIES)
def test_an_older_card_never_counts(day: date, currency: str) -> None:
    """No card of any currency lies between the card in force and the day."""
    in_force = BOOK.card_in_force(day, currency)
    if in_force:
        assert in_force <= day
        assert not any(in_force < info.day <= day for info in BOOK.cards())


@given(COUNTRIES, DAYS)
def test_marketing_lite_costs_what_marketing_costs(country: str, day: date) -> None:
    """Marketing Messages Lite has marketing's rate (rule P6), and points at marketing's cell."""
    lite = rate(country, Category.MARKETING_LITE, day=day, currency="USD", book=BOOK)
    plain = rate(country, Category.MARKETING, day=day, currency="USD", book=BOOK)
    assert isinstance(lite, Price) == isinstance(plain, Price)
    assert isinstance(lite, NoPrice) or lite == plain


def test_units() -> None:
    """The change from conversations to messages is on 2025-07-01, to the day."""
    assert unit_on(date(2025, 6, 30)) is Unit.CONVERSATION
    assert unit_on(date(2025, 7, 1)) is Unit.MESSAGE
