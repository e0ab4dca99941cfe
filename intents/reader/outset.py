"""What the whole text tells of its times before any message is placed: how hours count, and which month it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from intents.reader.instants import StoryClock
from intents.reader.marks import CalendarDate, Mark, MarkKind
from intents.reader.said import said_by
from intents.reader.timesofday import Style, style_of


def at_outset(clock: StoryClock, times: Sequence[Sequence[Mark]], marks: Iterable[Mark] = ()) -> StoryClock:
    """The clock to tell a story by, given what is said of each message's time, in order, and all marks of the text."""
    clock = _in_month(clock, [mark.value for mark in marks if mark.kind is MarkKind.DATE])
    style = style_of([said.clock for said in map(said_by, times) if said.clock is not None])
    guessed = replace(clock, style=style)
    if style is Style.AS_WRITTEN and _turns(guessed, times):
        return replace(clock, style=Style.HALVES)
    return guessed


def _in_month(clock: StoryClock, dates: Sequence[CalendarDate]) -> StoryClock:
    """Take the first year and the first month that are named anywhere, with the message or with the rules."""
    year = next((date.year for date in dates if date.year is not None), None)
    return replace(clock, year=year, month=next((date.month for date in dates if date.month is not None), None))


def _turns(clock: StoryClock, times: Sequence[Sequence[Mark]]) -> bool:
    """Whether the story runs backwards if its hours are taken as they are written."""
    for marks in times:
        clock, _ = clock.advance(marks)
    return clock.turned
