"""What the marks of one message say of its time, without the parts that say none."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from intents.reader.marks import CalendarDate, Clock, Day, Mark, MarkKind, Span, SpanSense

_TELLING = (SpanSense.AFTER, SpanSense.AGO, SpanSense.AHEAD, SpanSense.AT)


class Said(Struct, frozen=True, kw_only=True):
    """What one message's marks say of its time; what only says how long (`24 h`) or when rules held is left out."""

    clock: Clock | None = None
    day: Day | None = None
    date: CalendarDate | None = None
    span: Span | None = None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to go by."""
        return self == Said()


def said_by(marks: Iterable[Mark]) -> Said:
    """The first of each kind that says when."""
    found: dict[MarkKind, object] = {}
    for mark in marks:
        dated = mark.kind is not MarkKind.DATE or mark.value.day is not None
        timed = mark.kind is not MarkKind.SPAN or mark.value.sense in _TELLING
        if dated and timed:
            found.setdefault(mark.kind, mark.value)
    clock, day = found.get(MarkKind.CLOCK), found.get(MarkKind.DAY)
    if isinstance(clock, Clock) and clock.half is None and isinstance(day, Day) and day.half and 1 <= clock.hour <= 12:
        clock = Clock(clock.hour, clock.minute, day.half, clock.second)
    return Said(clock=clock, day=day, date=found.get(MarkKind.DATE), span=found.get(MarkKind.SPAN))  # type: ignore[arg-type]  # a mark's kind says its value's type
