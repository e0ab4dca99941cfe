"""Markets: the whole table on every day it changed, and who is in which."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.errors import InvalidPhone, UnknownCountry
from pricing.markets import OTHER, country_of, is_market, market_names, market_of, markets_on
from pricing.tables import rows
from pricing.types import Customer
from tests.cases.load import cases

TABLES = cases("rates/markets.toml")["table"]
PHONES = cases("rates/phones.toml")["number"]
FIRST, LAST = date(2023, 6, 1), date(2026, 10, 1)
COUNTRIES = sorted(markets_on(FIRST))
DAYS = st.dates(date(2022, 2, 1), date(2027, 12, 31))


@pytest.mark.parametrize("case", TABLES, ids=lambda case: str(case["day"]))
class TestTable:
    """The table on each day it changed, pinned whole."""

    def test_every_row(self, case: dict[str, Any]) -> None:
        """No country is in another market than was checked against the sources."""
        table = markets_on(case["day"])
        lines = "".join(f"{country},{table[country]}\n" for country in sorted(table))
        assert hashlib.sha256(lines.encode()).hexdigest() == case["sha256"]

    def test_size(self, case: dict[str, Any]) -> None:
        """As many countries and markets as there are, and as many countries in each region."""
        counts = Counter(markets_on(case["day"]).values())
        assert (sum(counts.values()), len(counts)) == (case["countries"], case["markets"])
        assert {market: count for market, count in counts.items() if count > 1} == case["several"]

    def test_who_moves(self, case: dict[str, Any]) -> None:
        """On the day of a change exactly its countries have another market than on the day before."""
        before, after = markets_on(case["day"] - timedelta(days=1)), markets_on(case["day"])
        moved = [{"country": country, "was": before[country], "is": after[country]} for country in sorted(after)]
        assert [move for move in moved if move["was"] != move["is"]] == case["moved"]

    def test_a_customer_moves_with_the_table(self, case: dict[str, Any]) -> None:
        """A customer of a country that moves is priced by the old market the day before and by the new one that day."""
        for move in case["moved"]:
            customer = Customer(country=move["country"])
            assert market_of(customer, case["day"] - timedelta(days=1)) == move["was"]
            assert market_of(customer, case["day"]) == move["is"]


def test_changes_are_all_known() -> None:
    """Only the pinned days change anything: between them, the day after one is like the day before the next."""
    days = [case["day"] for case in TABLES]
    for start, end in zip(days, [*days[1:], date(2027, 12, 31)], strict=True):
        assert markets_on(start) == markets_on(end - timedelta(days=1))


def test_moves_start_from_where_the_country_was() -> None:
    """Each move in the data names the market that the country really leaves."""
    for day, country, was, market in rows("market_moves.csv"):
        assert markets_on(date.fromisoformat(day) - timedelta(days=1))[country] == was
        assert was != market


@pytest.mark.parametrize("case", PHONES, ids=lambda case: case["phone"])
def test_phone_markets(case: dict[str, Any]) -> None:
    """A number is priced by the market of its country, on the first day of the table and on the last."""
    customer = Customer(phone=case["phone"])
    assert country_of(customer) == case.get("country")
    assert market_of(customer, FIRST) == case["market"]
    assert market_of(customer, LAST) == case.get("after", case["market"])


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_by_code(code: str) -> None:
    """Every country of the table is found by its code, in capitals or not."""
    assert country_of(Customer(country=code)) == code
    assert country_of(Customer(country=code.lower())) == code
    assert is_market(market_of(Customer(country=code), LAST) or "")


@pytest.mark.parametrize("code", ["", "XX", "ESP", "España", "AQ", "+34", "UK", "Spain"])
def test_unknown_country(code: str) -> None:
    """What is not a code of the table is refused: a wrong country would be a wrong price."""
    with pytest.raises(UnknownCountry) as caught:
        market_of(Customer(country=code), LAST)
    assert caught.value.field == "customer.country"


def test_nobody() -> None:
    """A customer of whom nothing is known has neither country nor market."""
    assert market_of(Customer(), LAST) is None
    assert country_of(Customer()) is None


def test_the_number_decides() -> None:
    """The market follows the number, not what else is believed of the customer (rule A10)."""
    both = Customer(phone="+525512345678", country="ES")
    assert country_of(both) == "MX"
    assert market_of(both, LAST) == "Mexico"


def test_a_wrong_number_is_not_saved_by_a_country() -> None:
    """A number that is none is an error even where a country is given: the two contradict each other."""
    with pytest.raises(InvalidPhone):
        market_of(Customer(phone="12", country="ES"), LAST)


@given(st.sampled_from(COUNTRIES), DAYS)
def test_country_and_number_agree(country: str, day: date) -> None:
    """Whoever is asked by code on any day is in a market that Meta has or had."""
    assert market_of(Customer(country=country), day) in market_names()


@given(DAYS, st.sampled_from(PHONES))
def test_numbers_go_with_their_country(day: date, case: dict[str, Any]) -> None:
    """On any day a number has the market of its country, or `Other` where it has none."""
    expected = markets_on(day)[case["country"]] if "country" in case else OTHER
    assert market_of(Customer(phone=case["phone"]), day) == expected


@pytest.mark.parametrize(
    ("name", "known"),
    [("Spain", True), ("Other", True), ("Poland", True), ("Kazakhstan", True), ("spain", False), ("Ecuador", False)],
)
def test_is_market(name: str, known: bool) -> None:
    """A market's name is the one on Meta's cards, of whatever day."""
    assert is_market(name) is known


def test_calling_codes_are_well_formed() -> None:
    """Each calling code of the table is digits, and none but the shared ones is given to two countries."""
    held: Counter[str] = Counter()
    for _, prefixes, _ in rows("markets.csv"):
        assert all(prefix.isdigit() and len(prefix) <= 4 for prefix in prefixes.split())
        held.update(prefixes.split())
    shared = {prefix for prefix, count in held.items() if count > 1}
    named = {prefix for _, prefixes in rows("numbering.csv") for prefix in prefixes.split()}
    assert shared == {"1", "39", "44", "47", "61", "212", "262", "290", "358", "590", "599"}
    assert shared <= named


def test_numbering_names_known_countries() -> None:
    """The prefixes that are split off belong to countries of the table, each prefix to one."""
    prefixes = [prefix for _, some in rows("numbering.csv") for prefix in some.split()]
    assert len(prefixes) == len(set(prefixes))
    assert {country for country, _ in rows("numbering.csv")} <= set(COUNTRIES)
