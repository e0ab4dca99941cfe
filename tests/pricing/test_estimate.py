"""Bills for a month's volumes: cases as data, the same volumes in every era, and what a budget buys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pricing import parameters
from pricing.bills import Bill, BillItem, Terms, Volume
from pricing.errors import InvalidPhone, InvalidVolume, UnknownCountry, UnknownCurrency, UnknownEra
from pricing.estimate import bills_by_era, buys, estimate
from pricing.ratecards import RateBook
from pricing.types import Category, Customer, NoPrice, Price
from tests.cases.load import cases

CASES = cases("rates/estimates.toml")["case"]
BOOK = RateBook.packaged()
SERVICE, UTILITY = Category.SERVICE, Category.UTILITY


def terms(day: date, **rest: Any) -> Terms:
    """Return terms in dollars with the packaged cards."""
    return Terms(**{"day": day, "currency": "USD", "book": BOOK} | rest)


def volume(country: str | None, category: Category, low: int | str, high: int | str | None = None) -> Volume:
    """Return a volume; without a high end it is exact."""
    ends = Decimal(low), Decimal(low if high is None else high)
    return Volume(customer=Customer(country=country), category=category, low=ends[0], high=ends[1])


def bill_of(case: dict[str, Any]) -> Bill:
    """Return the bill of a case."""
    volumes = [
        Volume(
            customer=Customer(country=one.get("country"), phone=one.get("phone")),
            category=Category(one["category"]),
            low=Decimal(one["low"]),
            high=Decimal(one.get("high", one["low"])),
            free_entry_point=one.get("entry", False),
        )
        for one in case["volumes"]
    ]
    named = {"free_used", "accounts", "numbers"} & case.keys()
    rest: dict[str, Any] = {name: case[name] for name in named}
    return estimate(
        volumes,
        terms(
            parameters.resolve(case["rules"]),
            currency=case.get("currency", "USD"),
            served_by_partner=case.get("partner"),
            **rest,
        ),
    )


def ends(values: list[Any] | str) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of a figure of a case; `none` is one that cannot be given."""
    return (None, None) if isinstance(values, str) else (Decimal(values[0]), Decimal(values[-1]))


def check_item(item: BillItem, wanted: dict[str, Any]) -> None:
    """Compare one item with what a case says of it."""
    if "billable" in wanted:
        assert (item.billable_low, item.billable_high) == ends(wanted["billable"])
    if "total" in wanted:
        assert (item.total_low, item.total_high) == ends(wanted["total"])
    if "amount" in wanted:
        assert isinstance(item.price, Price)
        assert item.price.amount == Decimal(wanted["amount"])
    if "none" in wanted:
        assert isinstance(item.price, NoPrice)
        assert item.price.reason == wanted["none"]
    assert item.free_reason == wanted.get("reason")
    for name in ("country", "market", "category"):
        assert getattr(item, name) == wanted.get(name, getattr(item, name))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_bill(case: dict[str, Any]) -> None:
    """The bill is what the rules and the card of the day say."""
    bill = bill_of(case)
    assert len(bill.items) == len(case["volumes"])
    for item, wanted in zip(bill.items, case.get("items", []), strict=False):
        check_item(item, wanted)
    assert (bill.total_low, bill.total_high) == ends(case["total"])
    assert bill.unpriced == case.get("unpriced", 0)
    if "billable" in case:
        assert (bill.billable_low, bill.billable_high) == ends(case["billable"])
    if "flags" in case:
        assert list(bill.flags) == case["flags"]
    assert set(case.get("rules_cited", [])) <= set(bill.rules)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_bill_says_what_it_rests_on(case: dict[str, Any]) -> None:
    """A bill names the card in force on its day, its currency, and for every volume the rules that decided it."""
    bill = bill_of(case)
    currency = case.get("currency", "USD")
    assert (bill.card, bill.currency) == (BOOK.card_in_force(bill.day, currency), currency)
    assert bill.day == parameters.resolve(case["rules"])
    assert bool(bill.rules) == bool(bill.items)
    assert len(set(bill.rules)) == len(bill.rules)
    for item, given in zip(bill.items, case["volumes"], strict=True):
        assert (item.low, item.high) == (given["low"], given.get("high", given["low"]))


def test_by_era() -> None:
    """The same volumes under each era: its own unit, allowance and last card, oldest first."""
    volumes = [volume("PE", UTILITY, 20, 30), volume("PE", SERVICE, 2000)]
    found = bills_by_era(volumes, terms(date(2024, 1, 1)))
    assert [(one.era, one.bill.card, one.bill.total_low, one.bill.total_high) for one in found] == [
        ("2022-02", None, None, None),
        ("2023-06", date(2024, 10, 1), Decimal("18.3"), Decimal("18.5")),
        ("2024-11", date(2025, 2, 1), Decimal("0.4"), Decimal("0.6")),
        ("2025-04", date(2025, 4, 1), Decimal("0.4"), Decimal("0.6")),
        ("2025-07", date(2026, 7, 1), Decimal("0.4"), Decimal("0.6")),
        ("2026-10", date(2026, 10, 1), Decimal("30.6"), Decimal("30.9")),
    ]


def test_by_era_agrees_with_asking_for_the_era() -> None:
    """An era's bill is the one for the day that its name stands for."""
    volumes = [volume("PE", UTILITY, 100), volume("PE", SERVICE, 2000)]
    for one in bills_by_era(volumes, terms(date(2024, 1, 1))):
        assert one.bill == estimate(volumes, terms(parameters.resolve(one.era)))


def test_by_era_keeps_the_terms() -> None:
    """Accounts, numbers and what was used count in every era that knows them."""
    found = {
        one.era: one.bill.billable_low
        for one in bills_by_era(
            [volume("PE", SERVICE, 5000)], terms(date(2024, 1, 1), accounts=2, numbers=3, free_used=500)
        )
    }
    assert found == {"2022-02": 3500, "2023-06": 3500, "2024-11": 0, "2025-04": 0, "2025-07": 0, "2026-10": 2500}


@pytest.mark.parametrize(
    ("budget", "country", "count"),
    [
        ("10", "ES", 162),
        ("0.0614", "ES", 0),
        ("0.0615", "ES", 1),
        ("0.1229", "ES", 1),
        ("0", "ES", 0),
        ("1000000", "MX", 22935779),
    ],
)
def test_what_a_budget_buys(budget: str, country: str, count: int) -> None:
    """A budget pays for whole units, as many as fit and not one more."""
    price = BOOK.quote({"ES": "Spain", "MX": "Mexico"}[country], Category.MARKETING, "USD", date(2024, 10, 31))
    assert isinstance(price, Price)
    bought = buys(Decimal(budget), price)
    assert bought == count
    assert bought * price.amount <= Decimal(budget) < (bought + 1) * price.amount


def test_a_budget_for_what_is_free() -> None:
    """Where a unit costs nothing there is no number that a budget buys."""
    price = BOOK.quote("Spain", SERVICE, "USD", date(2024, 11, 1))
    assert isinstance(price, Price)
    assert price.amount == 0
    assert buys(Decimal(5), price) is None


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (5, 4), (-2, -1), ("NaN", "5"), (5, "Infinity")])
def test_impossible_volumes(low: int | str, high: int | str) -> None:
    """A volume below zero, upside down or of no number is refused."""
    with pytest.raises(InvalidVolume) as caught:
        estimate([volume("ES", UTILITY, low, high)], terms(date(2024, 1, 1)))
    assert caught.value.field == "volumes"


@pytest.mark.parametrize(
    ("error", "customer", "day", "currency"),
    [
        (UnknownEra, Customer(country="ES"), date(2022, 1, 31), "USD"),
        (UnknownCurrency, Customer(country="ES"), date(2024, 1, 1), "EURO"),
        (UnknownCountry, Customer(country="XX"), date(2024, 1, 1), "USD"),
        (InvalidPhone, Customer(phone="612345678"), date(2024, 1, 1), "USD"),
    ],
)
def test_errors(error: type[Exception], customer: Customer, day: date, currency: str) -> None:
    """What cannot be billed is said by the error of its kind."""
    one = Volume(customer=customer, category=UTILITY, low=Decimal(1), high=Decimal(1))
    with pytest.raises(error):
        estimate([one], terms(day, currency=currency))
