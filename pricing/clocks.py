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
        raise UnknownTimeZone(name, field="timezone") from None


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """Return the day of an instant in the account's calendar."""
    return instant.astimezone(zone).date()


def month_of(instant: datetime, zone: ZoneInfo) -> date:
    """Return the first day of the month of an instant in the account's calendar."""
    local = instant.astimezone(zone)
    return date(local.year, local.month, 1)


def within(instant: datetime, month: date, zone: ZoneInfo) -> bool:
    """Tell whether an instant, given in UTC, is in the month that begins on a day."""
    start, end = _bounds(month, zone)
    return start <= instant < end


@lru_cache(maxsize=4096)
def _bounds(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return midnight(month, zone), midnight(following, zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return, in UTC, the instant at which a day begins. Where clocks skip 00:00 the day begins at the jump."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
