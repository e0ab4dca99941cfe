"""Quoted text: `"…"`, `'…'`, `«…»`, `“…”`."""

from __future__ import annotations

from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule
from intents.reader.text import fold

PAIRS = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'", "„": "“", "`": "`", "”": "”", "``": "''"}
_LONGEST = 400
"""Tokens in one quotation; a quotation mark without its pair must not make reading slow."""
_AFTER_CLOSING = ",.;:)!?"
"""What follows a closing mark directly never follows an opening one."""
_FEWEST = 3
"""With fewer words something is named, not quoted: they are read like any others."""


def quote(reading: Reading, start: int) -> Mark | None:
    """A quotation that begins at a place; a mark inside a word is an apostrophe."""
    closing = PAIRS.get(reading.tokens[start].text)
    if closing is None or start + 1 >= reading.size or not _opens(reading, start):
        return None
    for place in range(start + 2, min(start + _LONGEST, reading.size)):
        if reading.tokens[place].text == closing and _closes(reading, place):
            return _mark(reading, start, place)
    return None


def _opens(reading: Reading, place: int) -> bool:
    after_space = place == 0 or reading.spaced(place) or not reading.words[place - 1][-1:].isalnum()
    return after_space and reading.glued(place + 1) and reading.words[place + 1][:1] not in _AFTER_CLOSING


def _closes(reading: Reading, place: int) -> bool:
    return reading.glued(place) and not (reading.glued(place + 1) and reading.words[place + 1][:1].isalnum())


def _mark(reading: Reading, start: int, end: int) -> Mark | None:
    spoken = sum(word[:1].isalnum() for word in reading.words[start + 1 : end])
    if spoken < _FEWEST or (start == 0 and end == reading.size - 1):
        return None
    value = reading.text[reading.tokens[start].end : reading.tokens[end].start]
    return Mark(MarkKind.QUOTE, value, start, end + 1)


RULES = (Rule(quote, frozenset(fold(sign) for sign in PAIRS)),)
