"""Words with one slip of the finger (`mexcio`, `marketin`): which word of our lists was meant.

Every listed word is found by itself with one letter left out, and so is the word at hand: two words that meet there are
one letter apart. No comparing with the whole list, and nothing to import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from intents.reader.lists import words
from intents.reader.runs import runs, sections

_SHORTEST = 6
"""Shorter words are too near to each other."""
_FREE = (("categories", "names", 7), ("numbers", "names", 8), ("time", "senses_after", 7))
"""Lists whose words, from a length on, are taken anywhere."""
_CUED = (
    ("countries", "names", 6),
    ("countries", "careful", 7),
    ("countries", "persons", 7),
    ("cities", "names", 7),
    ("demonyms", "names", 7),
    ("time", "months", 6),
    ("time", "weekdays", 7),
)
"""Lists whose words are only taken after a cue: a place or a day was to be expected."""
_CUES = words("cues", "place", "in") | words("cues", "day", "on")
_KEPT = words("typos", "kept", "kept")
"""Words of their own that lie one letter from a listed one."""


@lru_cache(maxsize=4096)
def meant(word: str) -> tuple[str, bool] | None:
    """The listed word that is one letter from this one, and whether it needs a cue; `None` for a listed word itself."""
    if len(word) < _SHORTEST or word in known() or word in _KEPT or not word.isalpha():
        return None
    for variant in _shortened(word):
        for listed, cued in _index().get(variant, ()):
            if listed[0] == word[0] and one_apart(word, listed):
                return listed, cued
    return None


def _shortened(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def one_apart(word: str, other: str) -> bool:
    """One letter put in, left out or changed, or two neighbours swapped."""
    if len(word) != len(other):
        shorter, longer = sorted((word, other), key=len)
        return shorter in _shortened(longer)
    places = [place for place in range(len(word)) if word[place] != other[place]]
    if len(places) == 1:
        return True
    first, second = places[0], places[-1]
    return len(places) == 2 and second == first + 1 and word[first] == other[second] and word[second] == other[first]


@cache
def _index() -> dict[str, list[tuple[str, bool]]]:
    index: dict[str, list[tuple[str, bool]]] = {}
    for lists, cued in ((_FREE, False), (_CUED, True)):
        for word in dict.fromkeys(_words(lists)):
            for variant in dict.fromkeys(_shortened(word)):
                index.setdefault(variant, []).append((word, cued))
    return index


def _words(lists: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    for name, section, shortest in lists:
        singles = (run[0] for run, _ in runs(name, section) if len(run) == 1)
        yield from (word for word in singles if len(word) >= shortest and word.isalpha())


@cache
def known() -> frozenset[str]:
    """All words of all lists: none of them is a slip."""
    return frozenset(word for name, section in sections() for run, _ in runs(name, section) for word in run)


def corrected(words: Sequence[str]) -> list[str]:
    """The words of a text with slips put right, where a cue allows it."""
    result = list(words)
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST:
            found = meant(word)
            if found is not None and (not found[1] or (place > 0 and words[place - 1] in _CUES)):
                result[place] = found[0]
    return result
