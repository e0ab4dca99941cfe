"""A text with everything that can be marked in it: runs all grammars and settles their overlaps."""

from __future__ import annotations

from collections.abc import Iterable

from intents.reader import (
    categories,
    clocks,
    currencies,
    dates,
    days,
    eras,
    periods,
    phones,
    places,
    quantities,
    quotes,
    spans,
)
from intents.reader.marks import Mark, Marked
from intents.reader.reading import HELD, Grammar, Reading
from intents.reader.text import tokenize

_GRAMMARS: tuple[Grammar, ...] = (
    quotes.quote,
    phones.phone,
    currencies.money,
    dates.date,
    clocks.clock,
    spans.span,
    spans.story_span,
    clocks.late,
    eras.era,
    days.day,
    days.weekday,
    categories.category,
    currencies.currency,
    places.place,
    places.code,
    periods.period,
    quantities.quantity,
)
"""By priority: of two marks of the same length the earlier grammar wins."""


def mark(text: str, language: str | None = None) -> Marked:
    """Read all marks of a text, in either language or both mixed; `language` only decides between `3/4` and `4/3`.

    Takes any string, never raises, and takes time linear in its length. Of overlapping marks the longest stays.
    """
    reading = Reading(text, tokenize(text), language)
    return Marked(text, reading.tokens, tuple(_settled(reading, _candidates(reading))))


def _candidates(reading: Reading) -> Iterable[tuple[int, int, Mark]]:
    for place in range(reading.size):
        for priority, grammar in enumerate(_GRAMMARS):
            found = grammar(reading, place)
            if found is not None:
                yield found.start - found.end, priority, found


def _settled(reading: Reading, candidates: Iterable[tuple[int, int, Mark]]) -> list[Mark]:
    """Keep the longest, then the one of higher priority; what only held its words goes."""
    taken = bytearray(reading.size)
    kept = []
    for _, _, found in sorted(candidates, key=lambda entry: entry[:2]):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return sorted((found for found in kept if found.value is not HELD), key=lambda found: found.start)
