"""Phrases, written compactly, and finding the longest of them in a text.

A phrase is words with a space between: `a|b` is either word, `c?` may be missing, `#` is any number. Words are compared
by a crude stem, so that `cupones` is `cupón` and `invoices` is `invoice`; small words may stand in between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Generic, TypeVar

from msgspec import Struct

from intents.reader.marks import Token
from intents.reader.text import norms

NUMBER = "#"

SHORTEST_PLURAL = 4
"""Shorter words keep their ending: `mes`, `sms`, `gas`."""

SKIPPED = 3
"""So many small words may stand between two words of a phrase."""

LONGEST_KEPT = 20
"""Longer words are not remembered, so that odd input does not fill the memory."""

Meaning = TypeVar("Meaning")
Run = tuple[frozenset[str], ...]


class Hit(Struct, Generic[Meaning], frozen=True):
    """A phrase found over words `start` to `end` (half-open)."""

    meaning: Meaning
    start: int
    end: int


def stem(norm: str) -> str:
    """Return a word without a plural's ending; every number is the same."""
    if norm[0].isdigit():
        return NUMBER
    if len(norm) < SHORTEST_PLURAL:
        return norm
    if norm.endswith("s"):
        norm = norm[:-1]
    return norm[:-1] if norm.endswith("e") and len(norm) >= SHORTEST_PLURAL else norm


_remembered = cache(stem)


def stems(tokens: Sequence[Token]) -> list[str]:
    """The stems of a text's tokens."""
    return [_remembered(token.norm) if len(token.norm) < LONGEST_KEPT else stem(token.norm) for token in tokens]


def runs(phrase: str) -> Iterator[Run]:
    """Yield the runs of alternatives that a phrase stands for. Raises `ValueError` for alternatives of two words."""
    for choice in product(*(_choices(element) for element in phrase.split())):
        yield tuple(part for parts in choice for part in parts)


@cache
def _choices(element: str) -> tuple[Run, ...]:
    words = [_parts(word) for word in element.removesuffix("?").split("|")]
    if len(words) == 1:
        needed: Run = tuple(frozenset((part,)) for part in words[0])
    elif all(len(word) == 1 for word in words):
        needed = (frozenset(word[0] for word in words),)
    else:
        raise ValueError(f"{element}: an alternative of several words")
    return (needed, ()) if element.endswith("?") else (needed,)


def _parts(word: str) -> tuple[str, ...]:
    if word.isascii() and word.isalpha():  # the tokenizer would give it back unchanged
        return (stem(word),)
    return tuple(map(stem, norms(word)))


class Lexicon(Generic[Meaning]):
    """Phrases with their meanings; of phrases that fit the same words the one written first counts."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], small: Collection[str] = ()) -> None:
        self._small = frozenset(map(stem, small))
        self._by_first: dict[str, list[tuple[Run, Meaning]]] = {}
        for phrase, meaning in entries:
            for run in runs(phrase):
                for word in run[0]:
                    self._by_first.setdefault(word, []).append((run, meaning))

    def find(self, words: Sequence[str]) -> list[Hit[Meaning]]:
        """Find phrases among stems, from left to right; the longest at a place wins and none overlap."""
        found: list[Hit[Meaning]] = []
        free = 0
        for place, word in enumerate(words):
            if place >= free and word in self._by_first:
                hit = self._longest(words, place)
                if hit is not None:
                    found.append(hit)
                    free = hit.end
        return found

    def _longest(self, words: Sequence[str], place: int) -> Hit[Meaning] | None:
        best, size = None, 0
        for run, meaning in self._by_first[words[place]]:
            if len(run) > size and (end := self._end(run, words, place)):
                best, size = Hit(meaning, place, end), len(run)
        return best

    def _end(self, run: Run, words: Sequence[str], place: int) -> int:
        """Where a run that begins at `place` ends; 0 if it does not stand there."""
        place += 1
        for choices in run[1:]:
            limit = min(place + SKIPPED, len(words))
            while place < limit and words[place] not in choices and words[place] in self._small:
                place += 1
            if place >= len(words) or words[place] not in choices:
                return 0
            place += 1
        return place
