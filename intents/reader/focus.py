"""Which message of a story the question is about, and to how many customers it goes."""

from __future__ import annotations

from collections.abc import Sequence

from intents.reader.chunks import Chunk
from intents.reader.frame import Frame
from intents.reader.marks import Mark, MarkKind
from intents.reader.story import Story
from intents.reader.timesofday import Style, candidates
from intents.reader.vocabulary import group

_MOST_COPIES = 100_000_000


def asked_of(story: Story, frames: Sequence[Frame], chunks: Sequence[Chunk]) -> int | None:
    """Position of the message that is asked about: one named by its time or category, else the last one sent."""
    sent = story.sent
    if not sent:
        return len(story.messages) - 1 if story.messages else None
    if len(frames) == 1 and frames[0].repeat > 1:
        # of two the second is asked about, of `8 plantillas al mismo cliente` all of them
        return sent[-1] if len(sent) == 2 else _ordinal(chunks, sent)
    named = _by_time(story, frames, chunks)
    return named if named is not None else _by_category(story, frames, chunks) or sent[-1]


def _ordinal(chunks: Sequence[Chunk], sent: Sequence[int]) -> int | None:
    words = {norm for chunk in chunks for norm in chunk.norms}
    for place, name in ((1, "second"), (2, "third")):
        if group(name) & words and len(sent) > place:
            return sent[place]
    return None


def copies_of(chunks: Sequence[Chunk]) -> int:
    """`a 300 clientes`: the same story with each of them; 1 where nobody counts customers."""
    for chunk in chunks:
        for mark in chunk.marks:
            if mark.kind is MarkKind.QUANTITY and mark.value.low == mark.value.high and _counts_customers(chunk, mark):
                return min(max(int(mark.value.low), 1), _MOST_COPIES)
    return 1


def _counts_customers(chunk: Chunk, mark: Mark) -> bool:
    return any(cue.kind == "customer" and 0 <= cue.start - mark.end <= 1 for cue in chunk.cues)


def _questions(frames: Sequence[Frame], chunks: Sequence[Chunk]) -> list[Chunk]:
    """Chunks that ask without telling of a message."""
    told = {(frame.start, frame.end) for frame in frames}
    return [chunk for chunk in chunks if chunk.question and (chunk.start, chunk.end) not in told]


def _by_time(story: Story, frames: Sequence[Frame], chunks: Sequence[Chunk]) -> int | None:
    """`is Tuesday 9:30 a fresh conversation?`: the message whose own time is named again, at best all of it."""
    named = [mark for chunk in _questions(frames, chunks) for mark in chunk.times]
    told = [number for number in story.told if number in story.sent]
    best = max(told, key=lambda number: (_common(story, number, named), number), default=None)
    return best if best is not None and _common(story, best, named) else None


def _common(story: Story, number: int, named: Sequence[Mark]) -> int:
    """How much of what was said of a message's time is named; a clock by what it came to mean (`la de las 4`)."""
    times, moment = story.times_of(number), story.messages[number].at
    clocked = any(mark.kind is MarkKind.CLOCK for mark in times)
    return sum(
        clocked and moment.time() in candidates(mark.value, Style.HALVES)
        if mark.kind is MarkKind.CLOCK
        else any(mark.value == said.value for said in times)
        for mark in named
    )


def _by_category(story: Story, frames: Sequence[Frame], chunks: Sequence[Chunk]) -> int | None:
    """`is the utility one charged?`: the last message of the category that the question names."""
    named = {
        mark.value
        for chunk in _questions(frames, chunks)
        if not chunk.has("conversation", "open")
        for mark in chunk.marks
        if mark.kind is MarkKind.CATEGORY
    }
    if len(named) != 1:
        return None
    return next((n for n in reversed(story.sent) if story.messages[n].category in named), None)
