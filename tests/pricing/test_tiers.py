"""Volume tiers: marginal, each unit at the rate of the tier it falls into."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.bills import Terms, Volume
from pricing.estimate import buys, estimate
from pricing.ratecards import RateBook
from pricing.tiers import Ladder, Tier
from pricing.types import Category, Customer, Price

LADDER = Ladder((Tier(1, Decimal("0.02")), Tier(1001, Decimal("0.015")), Tier(3001, Decimal("0.01"))), "tiers.csv")
TIERS = """Market,Category,Currency,From,To,Rate
Mexico,Utility,USD,0,1000,0.0085
Mexico,Utility,USD,1001,3000,0.0080
Mexico,Utility,USD,3001,,0.0070
Mexico,Authentication,USD,0,500,0.0085
Mexico,Authentication,USD,501,,0.0060
"""


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Any ladder whose rates fall."""
    firsts = sorted(draw(st.sets(st.integers(2, 5000), max_size=4)))
    rates = sorted(
        draw(st.lists(st.decimals("0.0001", "1", places=4), min_size=len(firsts) + 1, max_size=len(firsts) + 1))
    )
    return Ladder(tuple(map(Tier, [1, *firsts], reversed(rates))), "any.csv")


@pytest.mark.parametrize(
    ("before", "first", "rate"),
    [
        (0, 1, "0.02"),
        (999, 1, "0.02"),
        (1000, 1001, "0.015"),
        (1001, 1001, "0.015"),
        (2999, 1001, "0.015"),
        (3000, 3001, "0.01"),
        (10_000_000, 3001, "0.01"),
    ],
)
def test_each_side_of_each_threshold(before: int, first: int, rate: str) -> None:
    """The last unit of a tier has its rate, the next one that of the next tier."""
    assert LADDER.tier_after(before) == Tier(first, Decimal(rate))


@pytest.mark.parametrize(
    ("before", "units", "cost"),
    [
        ("0", "0", "0"),
        ("0", "1000", "20"),
        ("0", "1001", "20.015"),
        ("999", "2", "0.035"),
        ("1000", "2000", "30"),
        ("1000", "2001", "30.01"),
        ("0", "4000", "60"),
        ("5000", "10", "0.1"),
    ],
)
def test_cost(before: str, units: str, cost: str) -> None:
    """Reaching a tier leaves the units before it at their price (rule P12)."""
    assert LADDER.cost(Decimal(before), Decimal(units)) == Decimal(cost)


@given(ladders(), st.integers(0, 6000), st.integers(0, 40))
def test_cost_is_the_sum_of_the_units(ladder: Ladder, before: int, units: int) -> None:
    """Many units cost what they cost one by one."""
    one_by_one = sum((ladder.tier_after(before + at).rate for at in range(units)), Decimal())
    assert ladder.cost(Decimal(before), Decimal(units)) == one_by_one


@given(ladders(), st.integers(0, 6000), st.integers(0, 6000), st.integers(0, 6000))
def test_cost_can_be_split(ladder: Ladder, before: int, first: int, second: int) -> None:
    """Units billed in two goes cost the same, and none is left out."""
    whole = ladder.cost(Decimal(before), Decimal(first + second))
    assert whole == ladder.cost(Decimal(before), Decimal(first)) + ladder.cost(Decimal(before + first), Decimal(second))
    assert sum(units for _, units in ladder.stretches(before, Decimal(first))) == first


@given(ladders(), st.integers(0, 9000))
def test_tiers_never_cost_more_than_the_list_rate(ladder: Ladder, units: int) -> None:
    """Falling rates only ever save."""
    assert ladder.cost(Decimal(), Decimal(units)) <= units * ladder.tiers[0].rate


@given(ladders(), st.decimals("0", "3000", places=2))
def test_a_budget_with_tiers(ladder: Ladder, budget: Decimal) -> None:
    """A budget pays for as many units as fit into it, tier by tier, and not one more."""
    price = Price(
        amount=ladder.tiers[0].rate,
        currency="USD",
        market="Mexico",
        category=Category.UTILITY,
        card=date(2026, 10, 1),
        source="any.csv",
        basis="own",
    )
    bought = buys(budget, price, ladder)
    assert bought is not None
    assert ladder.cost(Decimal(), bought) <= budget < ladder.cost(Decimal(), bought + 1)


def test_a_budget_that_reaches_a_free_tier() -> None:
    """A tier that costs nothing has no end for a budget."""
    ladder = Ladder((Tier(1, Decimal("0.01")), Tier(11, Decimal(0))), "any.csv")
    price = RateBook.packaged().quote("Mexico", Category.UTILITY, "USD", date(2026, 10, 1))
    assert isinstance(price, Price)
    assert buys(Decimal("0.09"), price, ladder) == 9
    assert buys(Decimal("0.10"), price, ladder) is None


@pytest.fixture
def book(tmp_path: Path) -> RateBook:
    """The packaged cards with the account's own tiers for Mexico."""
    (tmp_path / "tiers 2026-10-01.csv").write_text(TIERS, "utf-8")
    return RateBook.with_own(tmp_path)


def bill(book: RateBook, *parts: tuple[str, str, int], day: date = date(2026, 11, 1)) -> list[Decimal | None]:
    """Return the totals of a bill's items for exact volumes."""
    volumes = [
        Volume(customer=Customer(country=country), category=Category(category), low=Decimal(count), high=Decimal(count))
        for country, category, count in parts
    ]
    return [item.total_high for item in estimate(volumes, Terms(day=day, currency="USD", book=book)).items]


@pytest.mark.parametrize(
    ("count", "total"),
    [(1, "0.0085"), (1000, "8.5"), (1001, "8.508"), (3000, "24.5"), (3001, "24.507")],
)
def test_bill_with_tiers(book: RateBook, count: int, total: str) -> None:
    """A bill prices each unit in its tier."""
    assert bill(book, ("MX", "utility", count)) == [Decimal(total)]


def test_each_category_has_its_own_ladder(book: RateBook) -> None:
    """Utility does not fill authentication's tiers (rule P9)."""
    assert bill(book, ("MX", "utility", 1000), ("MX", "authentication", 501)) == [Decimal("8.5"), Decimal("4.256")]


def test_volumes_of_one_market_fill_one_ladder(book: RateBook) -> None:
    """What stands in two lines of a bill counts together, in the order of the lines."""
    assert bill(book, ("MX", "utility", 1000), ("MX", "utility", 1)) == [Decimal("8.5"), Decimal("0.008")]


def test_no_tiers_for_service(book: RateBook) -> None:
    """Service is charged at the list rate however much there is (rule N1)."""
    assert bill(book, ("MX", "service", 6000)) == [Decimal("42.5")]


def test_no_tiers_on_another_day(book: RateBook) -> None:
    """Tiers belong to the card of their day."""
    assert bill(book, ("MX", "utility", 5000), day=date(2026, 9, 30)) == [Decimal("42.5")]


def test_no_tiers_elsewhere(book: RateBook) -> None:
    """A market without tiers has the list rate for every unit."""
    assert bill(book, ("PE", "utility", 5000)) == [Decimal(150)]
    assert book.ladder("Peru", Category.UTILITY, "USD", date(2026, 10, 1)) is None
    assert book.ladder("Mexico", Category.UTILITY, "GBP", date(2026, 10, 1)) is None


def test_nothing_is_packaged() -> None:
    """No tiers come with the packaged cards: none is public in full."""
    packaged = RateBook.packaged()
    for info in packaged.cards():
        card = packaged.card(info.day, info.currency)
        assert card is not None
        assert card.ladders == {}
