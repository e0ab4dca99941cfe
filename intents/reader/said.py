"""What the marks of one message say of its time, without the parts that say none."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

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

    @property
    def half(self) -> str | None:
        """The part of the day that goes with a day or a length in days."""
        halves = (told.half for told in (self.day, self.span) if told is not None)
        return next((half for half in halves if half is not None), None)


def said_by(marks: Iterable[Mark]) -> Said:
    """The first of each kind that says when; a month goes with the number of a day (`en marzo, el 6`)."""
    found: dict[MarkKind, object] = {}
    marks = tuple(marks)
    for mark in (*marks, *_joined(marks)):
        dated = mark.kind is not MarkKind.DATE or mark.value.day is not None
        timed = mark.kind is not MarkKind.SPAN or mark.value.sense in _TELLING
        if dated and timed:
            found.setdefault(mark.kind, mark.value)
    clock, day = found.get(MarkKind.CLOCK), found.get(MarkKind.DAY)
    said = Said(clock=clock, day=day, date=found.get(MarkKind.DATE), span=found.get(MarkKind.SPAN))  # type: ignore[arg-type]  # a mark's kind says its value's type
    if said.half is None or said.clock is None or said.clock.half is not None or not 1 <= said.clock.hour <= 12:
        return said
    return replace(said, clock=Clock(said.clock.hour, said.clock.minute, said.half, said.clock.second))


def _joined(marks: Iterable[Mark]) -> Iterable[Mark]:
    """The date that a month and the number of a day make together, if both are there."""
    month = next((mark for mark in marks if mark.kind is MarkKind.DATE and mark.value.month is not None), None)
    day = next((mark for mark in marks if mark.kind is MarkKind.DAY and mark.value.of_month is not None), None)
    if month is None or day is None or month.value.day is not None:
        return ()
    return (Mark(MarkKind.DATE, CalendarDate(month.value.year, month.value.month, day.value.of_month), 0, 0),)
