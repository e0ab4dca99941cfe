"""Which time of day a clock means: `3` may be 3:00 or 15:00, and the whole text tells how its hours count."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from enum import Enum, auto

from intents.reader.marks import Clock, ClockForm

_LAST_AFTERNOON_HOUR = 6
"""Nobody writes to customers at three in the morning: up to here a spoken hour is taken for the afternoon."""
_NOON = Clock(12, 0, "pm")
"""`mediodía` says noon to everybody."""


class Style(Enum):
    """How a text counts the hours of the day."""

    HALVES = auto()
    """To 12: each clock that says no half has two readings."""
    AS_WRITTEN = auto()
    """To 24, as far as nothing runs backwards: only a spoken hour may be of the afternoon."""
    FIGURES = auto()
    """To 24 in figures (`15:30`, `4:00`); a spoken `a las 4` may be of the afternoon all the same."""
    FULL = auto()
    """To 24 in words too (`a las 22`)."""


def style_of(clocks: Collection[Clock]) -> Style:
    """How a text with these clocks counts; `AS_WRITTEN` is only a guess, which its story must bear out."""
    plain = [clock for clock in clocks if clock.half is None]
    full = {clock.form is ClockForm.SPOKEN for clock in plain if clock.hour > 12 or clock.hour == 0}
    if full:
        return Style.FULL if True in full else Style.FIGURES
    if any(clock.half is not None and clock.hour and clock != _NOON for clock in clocks):
        return Style.HALVES
    if any(clock.form is ClockForm.PADDED for clock in plain):
        return Style.FIGURES
    return Style.HALVES if any(map(_of_business, plain)) else Style.AS_WRITTEN


def _of_business(clock: Clock) -> bool:
    return clock.form is ClockForm.SPOKEN and clock.hour <= _LAST_AFTERNOON_HOUR


def candidates(clock: Clock, style: Style) -> tuple[time, ...]:
    """All times of day that a clock can mean, one or two."""
    if clock.half is not None:
        return (time(clock.hour % 12 + (12 if clock.half == "pm" else 0), clock.minute, clock.second),)
    plain = time(clock.hour, clock.minute, clock.second)
    if clock.hour > 12 or clock.hour == 0 or style is Style.FULL:
        return (plain,)
    if style is not Style.HALVES and not _of_business(clock):
        return (plain,)
    return plain, plain.replace(hour=(clock.hour + 12) % 24)


def likeliest(clock: Clock, style: Style) -> time:
    """The time of day that a clock means on a day of its own."""
    times = candidates(clock, style)
    return times[1] if len(times) > 1 and clock.hour <= _LAST_AFTERNOON_HOUR else times[0]
