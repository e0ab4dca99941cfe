"""Days, months and midnights of the account's calendar (A9)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pricing.calendars import Dated, Fixed, calendar
from pricing.clocks import day_of, midnight, month_of, within, zone
from pricing.errors import UnknownEra, UnknownTimeZone
from pricing.parameters import packaged


@pytest.mark.parametrize(
    ("name", "day", "utc"),
    [
        ("UTC", "2025-07-01", "2025-07-01T00:00:00+00:00"),
        ("Europe/Madrid", "2025-07-01", "2025-06-30T22:00:00+00:00"),
        ("America/Mexico_City", "2024-11-01", "2024-11-01T06:00:00+00:00"),
        ("Pacific/Kiritimati", "2026-10-01", "2026-09-30T10:00:00+00:00"),
        ("Asia/Kathmandu", "2023-06-01", "2023-05-31T18:15:00+00:00"),
        # midnight does not exist: clocks jump from 00:00 to 01:00
        ("America/Santiago", "2024-09-08", "2024-09-08T04:00:00+00:00"),
        ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00+00:00"),
        # midnight comes twice: the first one counts
        ("America/Havana", "2024-11-03", "2024-11-03T04:00:00+00:00"),
    ],
)
def test_midnight(name: str, day: str, utc: str) -> None:
    """A day begins at 00:00 of the zone, or at the jump that skips it, and never before."""
    start = midnight(date.fromisoformat(day), zone(name))
    assert start == datetime.fromisoformat(utc)
    assert start.tzinfo is UTC
    assert day_of(start, zone(name)) == date.fromisoformat(day)
    before = datetime.fromtimestamp(start.timestamp() - 1, UTC)
    assert day_of(before, zone(name)) < date.fromisoformat(day)


@pytest.mark.parametrize(
    "name", ["", "Madrid", "America", "../etc/passwd", "/etc/localtime", "UTC\0", "x" * 5000, "Europe/madrid "]
)
def test_unknown_zone(name: str) -> None:
    """What is no zone, a folder of zones or a path included, is refused by one error."""
    with pytest.raises(UnknownTimeZone) as caught:
        zone(name)
    assert caught.value.field == "timezone"


@pytest.mark.parametrize(
    ("instant", "name", "month"),
    [
        ("2024-03-31T22:30:00+00:00", "Europe/Madrid", "2024-04-01"),
        ("2024-03-31T21:59:59+00:00", "Europe/Madrid", "2024-03-01"),
        ("2024-04-01T05:59:59+00:00", "America/Mexico_City", "2024-03-01"),
        ("2024-12-31T23:59:59+00:00", "UTC", "2024-12-01"),
        ("2024-12-31T10:00:00+00:00", "Pacific/Kiritimati", "2025-01-01"),
    ],
)
def test_month(instant: str, name: str, month: str) -> None:
    """A month is that of the account's calendar, and an instant is within exactly one."""
    at, first = datetime.fromisoformat(instant), date.fromisoformat(month)
    assert month_of(at, zone(name)) == first
    assert within(at, first, zone(name))
    assert not within(at, first.replace(month=first.month % 12 + 1), zone(name))
    assert not within(at, first.replace(year=first.year - 1), zone(name))


def test_calendar_of_dates() -> None:
    """Without `rules` each instant has the rules and the card of its own day."""
    dates = calendar(packaged(), None, zone("Pacific/Kiritimati"))
    assert isinstance(dates, Dated)
    new_year = datetime(2025, 6, 30, 10, tzinfo=UTC)
    assert dates.at(new_year).charged_unit == "message"
    assert dates.card_day(new_year) == date(2025, 7, 1)
    assert dates.at(datetime(2025, 6, 30, 9, 59, 59, tzinfo=UTC)).charged_unit == "conversation"


def test_calendar_of_one_day() -> None:
    """With `rules` every instant has the rules and the card of one day."""
    fixed = calendar(packaged(), "2023-06", zone("UTC"))
    assert isinstance(fixed, Fixed)
    long_after = datetime(2030, 1, 1, tzinfo=UTC)
    assert fixed.at(long_after).era == "2023-06"
    assert fixed.card_day(long_after) == date(2024, 10, 31)


def test_calendar_before_the_first_rules() -> None:
    """The last second of January 2022, account time, has no rules."""
    dates = calendar(packaged(), None, zone("Asia/Kolkata"))
    assert dates.at(datetime(2022, 1, 31, 18, 30, tzinfo=UTC)).era == "2022-02"
    with pytest.raises(UnknownEra):
        dates.at(datetime(2022, 1, 31, 18, 29, 59, tzinfo=UTC))


def test_calendar_of_unknown_rules() -> None:
    """Unknown rules are refused, and the field is named."""
    with pytest.raises(UnknownEra) as caught:
        calendar(packaged(), "2019", zone("UTC"))
    assert caught.value.field == "rules"
