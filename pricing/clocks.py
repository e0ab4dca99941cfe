"""Days and months of the account's calendar: rules, cards and counters switch at its midnight (rule A9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from pricing.errors import UnknownTimeZone


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """Return a zone of the IANA database; raises `UnknownTimeZone`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone; not a name (`../x`); a folder of zones (`America`)
        raise UnknownTimeZone(name) from None


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """Return the day of an instant in the account's calendar."""
    return instant.astimezone(zone).date()


def month_of(instant: datetime, zone: ZoneInfo) -> date:
    """Return the first day of the month of an instant in the account's calendar."""
    return day_of(instant, zone).replace(day=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return, in UTC, the instant at which a day begins. Where clocks skip 00:00 the day begins at the jump."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
