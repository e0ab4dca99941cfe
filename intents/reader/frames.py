"""From chunks to frames: one frame a message, with all that its chunk and the ones around it say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from intents.reader.actors import BUSINESS, CUSTOMER
from intents.reader.attributes import attributes_of
from intents.reader.chunks import Chunk
from intents.reader.frame import Frame, announces, repeats
from intents.reader.situations import tally
from intents.reader.telling import Telling
from pricing.types import Category

_DATED = 2
"""So many messages with a time of their own are a story, and a question before them only leads up to it."""


def frames_of(chunks: Iterable[Chunk]) -> tuple[Frame, ...]:
    """Read chunks into frames, in the order of the text."""
    chunks = tuple(chunks)
    story = _told([chunk for chunk in chunks if tally(chunk) is None]) or _told(chunks)
    return _without_preamble(story) or _only_named(chunks)


def _told(chunks: Iterable[Chunk]) -> Sequence[Frame]:
    telling = Telling()
    for chunk in chunks:
        telling.take(chunk)
    return telling.frames


def _only_named(chunks: Sequence[Chunk]) -> tuple[Frame, ...]:
    """A text that tells of nothing done but names a message: `la misma plantilla de utilidad a 45 clientes`."""
    for chunk in chunks:
        what = attributes_of(chunk)
        if what.category is Category.SERVICE or what.names_message:
            act = "reply" if what.category is Category.SERVICE else "noun"
            return (
                Frame(
                    actor=BUSINESS,
                    act=act,
                    what=what,
                    times=chunk.times,
                    repeat=repeats(chunk),
                    start=chunk.start,
                    end=chunk.end,
                    sentence=chunk.sentence,
                    question=chunk.question,
                ),
            )
    return ()


def _without_preamble(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """`What if I answer late? Say they clicked Monday 9am …`: the story proper begins after a general question."""
    first = next((number for number, frame in enumerate(frames) if not frame.question), 0)
    if first == 0 and len(frames) > 1 and announces(frames[0], frames[1]):
        first = 1
    if first == 0 or sum(frame.dated for frame in frames[first:]) < _DATED:
        return tuple(frames)
    entry = next((frame.what.entry_point for frame in frames[:first] if frame.what.entry_point), None)
    return _with_entry(frames[first:], entry)


def _with_entry(frames: Sequence[Frame], entry: Any) -> tuple[Frame, ...]:
    if entry is None or not frames or frames[0].actor != CUSTOMER or frames[0].what.elsewhere:
        return tuple(frames)
    return (replace(frames[0], what=replace(frames[0].what, entry_point=entry)), *frames[1:])
