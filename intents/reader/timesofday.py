"""Which time of day a clock means: `3` may be 3:00 or 15:00, and a text that says 15:00 once means 3:00 by 3:00."""

from __future__ import annotations

from datetime import time
from enum import Enum, auto

from intents.reader.marks import Clock

_LAST_AFTERNOON_HOUR = 6
"""Nobody writes to customers at three in the morning: up to here a bare hour is taken for the afternoon."""


class Style(Enum):
    """How a text counts the hours of the day."""

    UNKNOWN = auto()
    HALVES = auto()
    FULL = auto()


def style_after(style: Style, clock: Clock | None) -> Style:
    """The style once this clock is read too."""
    if clock is None or style is Style.FULL:
        return style
    if clock.half is None and (clock.hour > 12 or clock.hour == 0):
        return Style.FULL
    return Style.HALVES if clock.half is not None else style


def candidates(clock: Clock, style: Style) -> tuple[time, ...]:
    """All times of day that a clock can mean, one or two."""
    if clock.half is not None:
        return (time(clock.hour % 12 + (12 if clock.half == "pm" else 0), clock.minute),)
    plain = time(clock.hour, clock.minute)
    if style is Style.FULL or clock.hour > 12 or clock.hour == 0:
        return (plain,)
    return plain, plain.replace(hour=(clock.hour + 12) % 24)


def likeliest(clock: Clock, style: Style) -> time:
    """The time of day that a clock means on a day of its own."""
    times = candidates(clock, style)
    return times[1] if len(times) > 1 and clock.hour <= _LAST_AFTERNOON_HOUR else times[0]
