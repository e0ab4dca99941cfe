"""What the whole text tells of its times before any message of it is placed: how it counts the hours of the day."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from intents.reader.instants import StoryClock
from intents.reader.marks import Mark
from intents.reader.said import said_by
from intents.reader.timesofday import Style, style_of


def at_outset(clock: StoryClock, times: Sequence[Sequence[Mark]]) -> StoryClock:
    """The clock to tell a story by, given what is said of the time of each of its messages, in order."""
    style = style_of([said.clock for said in map(said_by, times) if said.clock is not None])
    guessed = replace(clock, style=style)
    if style is Style.AS_WRITTEN and _turns(guessed, times):
        return replace(clock, style=Style.HALVES)
    return guessed


def _turns(clock: StoryClock, times: Sequence[Sequence[Mark]]) -> bool:
    """Whether the story runs backwards if its hours are taken as they are written."""
    for marks in times:
        clock, _ = clock.advance(marks)
    return clock.turned
