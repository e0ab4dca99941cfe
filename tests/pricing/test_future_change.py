"""A change that Meta has not made: a few lines of data, and it takes effect on its day."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from pricing.assess import assess
from pricing.parameters import PACKAGED, Ruleset
from pricing.ratecards import RateBook
from pricing.rulefiles import load
from pricing.types import Category, Customer, Event, EventType, FreeReason, Price, Timeline, Verdict

CHANGE = """
[[utility_free_in_window]]
from = 2027-04-01
value = true
rules = ["X1"]
source = "an invention"

[[customer_service_window_hours]]
from = 2027-04-01
value = 48
rules = ["X2"]
source = "an invention"

[[free_units]]
from = 2027-04-01
value = 1
rules = ["X3"]
source = "an invention"

[[service_priced_as]]
from = 2027-04-01
value = "authentication"
rules = ["X4"]
source = "an invention"
"""
MIDNIGHT = datetime.fromisoformat("2027-04-01T00:00:00+02:00")


@pytest.fixture
def ruleset(tmp_path: Path) -> Ruleset:
    """The packaged rules, and the change in a file of its own."""
    folder = tmp_path / "rules"
    shutil.copytree(PACKAGED, folder)
    (folder / "change-of-2027-04.toml").write_text(CHANGE, "utf-8")
    with (folder / "eras.toml").open("a", encoding="utf-8") as eras:
        eras.write('"2027-04" = { from = 2027-04-01 }\n')
    return load(folder)


def chat(start: datetime, ruleset: Ruleset, *, customer: str = "MX") -> tuple[Verdict, ...]:
    """A customer's message, then utility, free-form twice, and free-form a day and an hour later."""
    hour = timedelta(hours=1)
    kinds = [EventType.TEMPLATE, EventType.FREEFORM, EventType.FREEFORM, EventType.FREEFORM]
    times = [start + hour, start + hour, start + hour, start + 25 * hour]
    events = [Event(at=start, type=EventType.INBOUND)] + [
        Event(at=at, type=kind, category=Category.UTILITY if kind is EventType.TEMPLATE else None)
        for at, kind in zip(times, kinds, strict=True)
    ]
    timeline = Timeline(
        events=tuple(events), timezone="Europe/Madrid", customer=Customer(country=customer), free_used=0
    )
    return assess(timeline, RateBook.packaged(), ruleset).verdicts


def reasons(verdicts: tuple[Verdict, ...]) -> list[FreeReason | None]:
    """Return why each is free, `None` where it is charged."""
    return [verdict.free_reason for verdict in verdicts]


def test_before_its_day(ruleset: Ruleset) -> None:
    """Until the evening before, utility is charged, 1,000 units are free and the window has 24 hours."""
    verdicts = chat(MIDNIGHT - timedelta(hours=26), ruleset)
    assert reasons(verdicts)[1:] == [None, FreeReason.FREE_TIER, FreeReason.FREE_TIER, FreeReason.NOT_SENDABLE]
    assert {verdict.era for verdict in verdicts} == {"2026-10"}


def test_on_its_day(ruleset: Ruleset) -> None:
    """From midnight utility is free, one unit is, and the window has 48 hours."""
    verdicts = chat(MIDNIGHT, ruleset)
    assert reasons(verdicts)[1:] == [FreeReason.CUSTOMER_SERVICE_WINDOW, FreeReason.FREE_TIER, None, None]
    assert {verdict.era for verdict in verdicts} == {"2027-04"}
    assert verdicts[1].rules == ("X1",)
    assert "X3" in verdicts[2].rules


def test_price_follows_its_parameter(ruleset: Ruleset) -> None:
    """Service pays the rate that the parameter names: now authentication's, in Italy."""
    price = chat(MIDNIGHT, ruleset, customer="IT")[3].price
    assert isinstance(price, Price)
    assert price.category is Category.AUTHENTICATION
    assert price.amount == Decimal("0.0300")


def test_by_name(ruleset: Ruleset) -> None:
    """The new era can be asked for by name, the old one still stands for its own last day."""
    assert ruleset.at(ruleset.resolve("2027-04")).customer_service_window_hours == 48
    assert ruleset.at(ruleset.resolve("2026-10")).customer_service_window_hours == 24
