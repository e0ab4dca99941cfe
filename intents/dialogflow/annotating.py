"""Marks in a phrase what an entity recognizes, as the console would: `precio en [México](@country:country)`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from intents.dialogflow.agent import Part, Phrase, joined
from intents.dialogflow.blueprint import load
from intents.reader.lexer import mark
from intents.reader.marks import Marked, MarkKind
from intents.reader.vocabulary import cues_in
from intents.slots import ENTRIES, SLOTS

UNMARKED = frozenset((MarkKind.DATE,))
"""Fills a slot whose entity does not know it: dates are read from the text, by us."""

Span = tuple[int, int, str]
"""First token, end, and the slot that it fills."""


def annotated(text: str, slots: Collection[str]) -> Phrase:
    """Return a phrase with everything annotated that fills one of the slots."""
    marked = mark(text)
    return joined(_parts(marked, [span for span in _spans(marked) if span[2] in slots]))


def _spans(marked: Marked) -> Iterator[Span]:
    """What fills a slot, in text order and without overlaps: what was read goes before words of the story."""
    read = [(one.start, one.end, SLOTS[one.kind]) for one in marked.marks if one.kind in SLOTS.keys() - UNMARKED]
    entries = [(cue.start, cue.end, "entry_point") for cue in cues_in(marked.tokens) if cue.kind in ENTRIES]
    free = [cue for cue in entries if all(cue[1] <= start or end <= cue[0] for start, end, _ in read)]
    end = 0
    for span in sorted((*read, *free)):
        if span[0] >= end:
            end = span[1]
            yield span


def _parts(marked: Marked, spans: list[Span]) -> Iterator[Part]:
    last = 0
    for first, end, slot in spans:
        start = marked.tokens[first].start
        yield Part(marked.text[last:start])
        last = marked.tokens[end - 1].end
        yield Part(marked.text[start:last], load().parameters[slot], slot)
    yield Part(marked.text[last:])
