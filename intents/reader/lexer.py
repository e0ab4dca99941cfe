"""A text with everything that can be marked in it: runs all grammars and settles their overlaps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from intents.reader import (
    categories,
    clocks,
    currencies,
    dates,
    days,
    eras,
    monthdays,
    periods,
    phones,
    places,
    prefixes,
    quantities,
    quotes,
    spans,
)
from intents.reader.marks import Mark, Marked, MarkKind
from intents.reader.nameslips import mended
from intents.reader.reading import HELD, Grammar, Reading, Rule
from intents.reader.text import tokenize

_RULES: tuple[Rule, ...] = (
    *quotes.RULES,
    *phones.RULES,
    *currencies.RULES,
    *dates.RULES,
    *clocks.RULES,
    *monthdays.RULES,
    *spans.RULES,
    *eras.RULES,
    *days.RULES,
    *categories.RULES,
    *places.RULES,
    *prefixes.RULES,
    *periods.RULES,
    *quantities.RULES,
)
"""By priority: of two marks of the same length the one of the earlier rule stays."""

Grammars = tuple[tuple[int, Grammar], ...]


def _by_word() -> dict[str, Grammars]:
    table: dict[str, Grammars] = {}
    for priority, rule in enumerate(_RULES):
        entry = ((priority, rule.read),)
        for word in rule.starts:
            table[word] = table[word] + entry if word in table else entry
    return table


_BY_WORD = _by_word()
_BY_FIGURE: Grammars = tuple((priority, rule.read) for priority, rule in enumerate(_RULES) if rule.figures)


@lru_cache(maxsize=64)
def mark(text: str, language: str | None = None) -> Marked:
    """Read all marks of a text, in either language or both mixed; `language` only decides between `3/4` and `4/3`.

    Takes any string, never raises, and takes time linear in its length. Of overlapping marks the longest stays.
    """
    tokens = tokenize(text)
    return _marked(Reading(text, tokens, language))


@lru_cache(maxsize=64)
def mark_mended(text: str, language: str | None = None) -> Marked:
    """The same with more slips in names of places put right; the recognizer learned to do without that."""
    plain = mark(text, language) if language else mark(text)  # as the recognizer calls it, which was before
    norms = [token.norm for token in plain.tokens]
    better = mended(norms)
    return plain if better == norms else _marked(Reading(text, plain.tokens, language, better))


def _marked(reading: Reading) -> Marked:
    return Marked(reading.text, reading.tokens, tuple(_settled(reading, _candidates(reading))))


def _grammars(word: str) -> Grammars:
    if word[0].isdigit():
        return _BY_FIGURE
    found = _BY_WORD.get(word, ())
    return found or (_BY_WORD[phones.WA_ME] if word.startswith(phones.WA_ME) else ())


def _candidates(reading: Reading) -> Iterable[tuple[int, int, Mark]]:
    for place in range(reading.size):
        for priority, grammar in _grammars(reading.words[place]):
            found = grammar(reading, place)
            if found is not None:
                yield found.start - found.end, priority, found


def _settled(reading: Reading, candidates: Iterable[tuple[int, int, Mark]]) -> list[Mark]:
    """Keep the longest, then the one of higher priority; what only held its words goes.

    A quotation that is one mark as a whole (`"resto de América Latina"`) only names it.
    """
    taken = bytearray(reading.size)
    kept = []
    ranked = sorted(candidates, key=lambda entry: entry[:2])
    spans = {(found.start, found.end) for _, _, found in ranked}
    for _, _, found in ranked:
        names = found.kind is MarkKind.QUOTE and found.value is not HELD and (found.start + 1, found.end - 1) in spans
        if not names and not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return sorted((found for found in kept if found.value is not HELD), key=lambda found: found.start)
