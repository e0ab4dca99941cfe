"""Marks in a phrase what an entity recognizes, as the console would: `precio en [México](@country:country)`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from intents.dialogflow.agent import Part, Phrase, joined
from intents.dialogflow.blueprint import load
from intents.reader.lexer import mark
from intents.reader.marks import Mark, Marked, MarkKind
from intents.slots import SLOTS

UNMARKED = frozenset((MarkKind.DATE,))
"""Fills a slot whose entity does not know it: dates are read from the text, by us."""


def annotated(text: str, slots: Collection[str]) -> Phrase:
    """Return a phrase with everything annotated that fills one of the slots."""
    return joined(_parts(mark(text), slots))


def _parts(marked: Marked, slots: Collection[str]) -> Iterator[Part]:
    last = 0
    for found in marked.marks:
        slot = SLOTS.get(found.kind)
        if slot not in slots or slot is None or found.kind in UNMARKED:
            continue
        start, end = _span(marked, found)
        yield Part(marked.text[last:start])
        yield Part(marked.text[start:end], load().parameters[slot], slot)
        last = end
    yield Part(marked.text[last:])


def _span(marked: Marked, found: Mark) -> tuple[int, int]:
    return marked.tokens[found.start].start, marked.tokens[found.end - 1].end
