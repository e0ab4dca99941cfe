"""The time axis: instants to places, and which of them are named."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

_STEPS = tuple(timedelta(hours=hours) for hours in (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672, 1344, 4032, 8064, 16128))
_MOST = 6
"""More ticks than this would run into one another at 600 pixels."""


class Axis(Struct, frozen=True, kw_only=True):
    """A straight line from `start`, at `left`, to `end`, at `right`."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, instant: datetime) -> float:
        """Return the place of an instant, never outside the axis."""
        share = (instant - self.start) / (self.end - self.start)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def step(self) -> timedelta:
        """Return the span between two ticks."""
        span = self.end - self.start
        return next((step for step in _STEPS if span / step <= _MOST), span / _MOST)

    def ticks(self, zone: ZoneInfo) -> list[datetime]:
        """Return the instants to name: whole hours of the clock in a zone, counted from its midnight."""
        local = self.start.astimezone(zone)
        at = local.replace(hour=0, minute=0, second=0, microsecond=0)
        step, found = self.step(), []
        while at <= self.end:
            if at >= self.start:
                found.append(at)
            at += step  # wall-clock arithmetic: a day with a change of the clocks keeps its midnights
        return found

    def elapsed(self) -> list[timedelta]:
        """Return the spans since the start to name, where no time of day was said."""
        step = self.step()
        return [step * number for number in range(int((self.end - self.start) / step) + 1)]
