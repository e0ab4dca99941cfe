"""Which rules and which day's card hold for each event of a timeline: by its own date, or one day for all."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from pricing.clocks import day_of, midnight
from pricing.errors import UnknownEra
from pricing.parameters import Parameters, Ruleset


class Fixed(Struct, frozen=True):
    """The rules and the card of one day, for every event whatever its date."""

    rules: Parameters
    day: date

    def at(self, instant: datetime) -> Parameters:
        """Return the rules of that day."""
        return self.rules

    def card_day(self, instant: datetime) -> date:
        """Return that day."""
        return self.day


class Dated(Struct, frozen=True):
    """The rules and the card of each event's own day in a time zone."""

    zone: ZoneInfo
    starts: tuple[datetime, ...]
    """The instants, in UTC, from which the rules beside them hold."""
    segments: tuple[Parameters, ...]

    def at(self, instant: datetime) -> Parameters:
        """Return the rules in force at an instant given in UTC. Raises `UnknownEra` before the first."""
        position = bisect_right(self.starts, instant)
        if position == 0:
            raise UnknownEra(day_of(instant, self.zone).isoformat())
        return self.segments[position - 1]

    def card_day(self, instant: datetime) -> date:
        """Return the day of an instant in the account's calendar."""
        return day_of(instant, self.zone)


Calendar = Fixed | Dated


def calendar(ruleset: Ruleset, rules: str | None, zone: ZoneInfo) -> Calendar:
    """Return the calendar of a timeline's `rules`. Raises `UnknownEra`."""
    return _dated(ruleset, zone) if rules is None else _fixed(ruleset, rules)


@lru_cache(maxsize=1024)
def _fixed(ruleset: Ruleset, rules: str) -> Fixed:
    try:
        day = ruleset.resolve(rules)
    except UnknownEra as error:
        raise UnknownEra(error.detail, field="rules") from None
    return Fixed(ruleset.at(day), day)


@lru_cache(maxsize=1024)
def _dated(ruleset: Ruleset, zone: ZoneInfo) -> Dated:
    segments = ruleset.segments
    return Dated(zone, tuple(midnight(segment.since, zone) for segment in segments), segments)
