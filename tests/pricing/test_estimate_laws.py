"""What holds for every bill, whatever the volumes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from pricing import parameters, shares
from pricing.bills import Bill, Terms, Volume
from pricing.estimate import estimate
from pricing.markets import markets_on
from pricing.ratecards import RateBook, rate
from pricing.types import Category, Customer, Price

BOOK = RateBook.packaged()
COUNTRIES = st.sampled_from([*sorted(markets_on(date(2023, 6, 1))), None])
COUNTS = st.integers(0, 5000).map(Decimal)
DAYS = st.dates(date(2022, 2, 1), date(2027, 1, 1))
CHARGED = st.sampled_from([Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION, Category.SERVICE])


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    """A volume to anybody, exact or not."""
    low, high = sorted((draw(COUNTS), draw(COUNTS)))
    return Volume(
        customer=Customer(country=draw(COUNTRIES)), category=draw(st.sampled_from(list(Category))), low=low, high=high
    )


TERMS = st.builds(
    Terms,
    day=DAYS,
    currency=st.sampled_from(["USD", "EUR", "INR", "GBP"]),
    book=st.just(BOOK),
    free_used=st.integers(0, 3000),
    accounts=st.integers(1, 3),
    numbers=st.integers(1, 3),
    served_by_partner=st.sampled_from([None, True, False]),
)
BILLS = st.lists(volumes(), max_size=4)


def totals(bill: Bill) -> tuple[Decimal, Decimal] | None:
    """Return both ends of a bill's total if it has one."""
    return None if bill.total_low is None or bill.total_high is None else (bill.total_low, bill.total_high)


@given(BILLS, TERMS)
def test_ends_are_in_order(parts: list[Volume], terms: Terms) -> None:
    """Every low end is at most its high end, nothing is below zero, and no more is billed than there is."""
    bill = estimate(parts, terms)
    assert 0 <= bill.billable_low <= bill.billable_high <= sum(one.high for one in parts)
    for item in bill.items:
        assert 0 <= item.billable_low <= item.billable_high <= item.high
        assert item.billable_low <= item.low
        assert item.total_low is None or item.total_high is None or 0 <= item.total_low <= item.total_high
    found = totals(bill)
    assert found is None or 0 <= found[0] <= found[1]


@given(BILLS, TERMS)
def test_a_total_is_never_made_up(parts: list[Volume], terms: Terms) -> None:
    """A total is missing exactly when something billable has no price."""
    bill = estimate(parts, terms)
    unpriced = [item for item in bill.items if item.billable_high > 0 and not isinstance(item.price, Price)]
    assert bill.unpriced == len(unpriced)
    assert (bill.total_low is None) == (bill.total_high is None) == bool(unpriced)
    assert all((item.total_high is None) == (item in unpriced) for item in bill.items)


@given(BILLS, TERMS)
def test_the_sum_lies_within_the_items(parts: list[Volume], terms: Terms) -> None:
    """The bill's ends are not wider than the items' together: sharing an allowance only narrows them."""
    bill = estimate(parts, terms)
    found = totals(bill)
    assume(found is not None)
    assert found is not None
    assert sum(item.total_low or 0 for item in bill.items) <= found[0]
    assert found[1] <= sum(item.total_high or 0 for item in bill.items)


@given(BILLS, TERMS, st.integers(0, 3), COUNTS)
def test_more_volume_never_costs_less(parts: list[Volume], terms: Terms, which: int, more: Decimal) -> None:
    """Raising a volume raises the bill or leaves it."""
    assume(which < len(parts))
    raised = [
        replace(one, low=one.low + more, high=one.high + more) if at == which else one for at, one in enumerate(parts)
    ]
    before, after = totals(estimate(parts, terms)), totals(estimate(raised, terms))
    if before and after:
        assert before[0] <= after[0]
        assert before[1] <= after[1]


@given(BILLS, TERMS, st.integers(1, 2000))
def test_a_larger_allowance_never_costs_more(parts: list[Volume], terms: Terms, less_used: int) -> None:
    """More free units, by using fewer before or by another account or number, never raise the bill."""
    before = estimate(parts, terms)
    for better in (
        replace(terms, free_used=max(0, terms.free_used - less_used)),
        replace(terms, accounts=terms.accounts + 1, numbers=terms.numbers + 1),
    ):
        after = estimate(parts, better)
        assert after.billable_low <= before.billable_low
        assert after.billable_high <= before.billable_high
        found, was = totals(after), totals(before)
        if was:
            assert found is not None
            assert found[0] <= was[0]
            assert found[1] <= was[1]


@given(COUNTRIES, CHARGED, TERMS)
def test_one_unit_costs_what_is_quoted(country: str | None, category: Category, terms: Terms) -> None:
    """A bill for a single unit that is charged is its price; with the allowance used up, service is charged too."""
    terms = replace(terms, free_used=5000)
    rules = parameters.at(terms.day)
    assume(rules.conversation_category == "template")
    customer = Customer(country=country)
    bill = estimate([Volume(customer=customer, category=category, low=Decimal(1), high=Decimal(1))], terms)
    (item,) = bill.items
    quoted = rate(customer, category, day=terms.day, currency=terms.currency, book=BOOK)
    if item.free_reason is not None:
        assert totals(bill) == (0, 0)
    elif isinstance(quoted, Price):
        assert totals(bill) == (quoted.amount, quoted.amount)
        assert item.price == quoted
    else:
        assert totals(bill) is None


@given(BILLS, TERMS, st.randoms())
def test_the_order_of_volumes_does_not_matter(parts: list[Volume], terms: Terms, random: Random) -> None:
    """The bill is the same in whatever order the volumes are given."""
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert totals(estimate(parts, terms)) == totals(estimate(shuffled, terms))
    assert estimate(parts, terms).billable_high == estimate(shuffled, terms).billable_high


@given(st.lists(st.tuples(COUNTS, st.decimals("0", "1", places=4)), max_size=4), COUNTS)
def test_shares_agree_with_trying_every_order(parts: list[tuple[Decimal, Decimal]], free: Decimal) -> None:
    """The least and the most that sharing an allowance can cost are those of the best and the worst order."""
    costs = [_in_order(order, free) for order in permutations(parts)]
    assert shares.cheapest(parts, free) == min(costs)
    assert shares.dearest(parts, free) == max(costs)


def _in_order(parts: tuple[tuple[Decimal, Decimal], ...], free: Decimal) -> Decimal:
    """Return what volumes cost that come one after the other, the first ones free."""
    cost = Decimal()
    for count, price in parts:
        taken = min(count, free)
        free -= taken
        cost += (count - taken) * price
    return cost
