"""Names of several words with a slip in one of them (`arabia saudia`, `untied states`, `souf africa`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from intents.reader.lists import WordList
from intents.reader.lists import words as words_of
from intents.reader.runs import Run, runs
from intents.reader.typos import known, meant, one_apart

_LONGEST = 4
_SHORTEST = 5
"""A shorter word of a name only counts where it sounds the same (`hong cong`)."""
_WHOLE = 8
"""A name of fewer letters is too near to other words."""
_ANCHOR = 3
"""Letters of another word of the name that is right."""
_ALONE = 7
"""Letters of a slipped word beside which no other tells much (`el salbador`, `marketing venesuela`)."""
_ARTICLES = frozenset(("el", "la", "los", "las", "the", "de", "del", "of", "y", "and", "&"))
_SOUNDS = (("th", "f"), ("ph", "f"), ("h", ""), ("z", "s"), ("v", "b"), ("y", "i"), ("ck", "k"), ("c", "k"), ("q", "k"))
"""Spellings that are one to the ear, in Spanish or with an accent."""


def mended(words: Sequence[str]) -> list[str]:
    """The words with slips in names of places put right: of several words anywhere, of one beside what asks a price."""
    result = list(words)
    for place, word in enumerate(words):
        if word.isalpha():
            for at, listed in _found(words, place):
                result[at] = listed
    return [_by_price(result, place) for place in range(len(result))]


def _found(words: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for size in range(2, min(_LONGEST, len(words) - start) + 1):
        for slot in range(size):
            word = words[start + slot]
            others = (*words[start : start + slot], "", *words[start + slot + 1 : start + size])
            if others not in _index() or word in known() or not word.isalpha():
                continue
            listed = next((one for one in _index()[others] if _is_slip(word, one)), None)
            if listed is not None and _KEPT.find([*words[start:], "", ""], 0) is None:
                yield start + slot, listed


def _by_price(words: Sequence[str], place: int) -> str:
    """`marketing venesuela`: beside a category or a price a country's long name needs no word that announces it."""
    word = words[place]
    if len(word) < _ALONE - 1:
        return word
    found = meant(word)
    around = {*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]}
    return word if found is None or found[0] not in _countries() or around.isdisjoint(_prices()) else found[0]


@cache
def _countries() -> frozenset[str]:
    return frozenset(run[0] for run, _ in runs("countries", "names") if len(run) == 1 and len(run[0]) >= _ALONE)


@cache
def _prices() -> frozenset[str]:
    categories = frozenset(run[0] for run, _ in runs("categories", "names") if len(run) == 1)
    return categories | words_of("cues", "price", "price")


def _is_slip(word: str, listed: str) -> bool:
    if word[0] != listed[0] and _sound(word)[:1] != _sound(listed)[:1]:
        return False
    return _sound(word) == _sound(listed) or (len(listed) >= _SHORTEST and one_apart(word, listed))


def _sound(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return "".join(letter for place, letter in enumerate(word) if word[place - 1 : place] != letter)


@cache
def _index() -> dict[Run, list[str]]:
    """Countries' names by all of their words but one."""
    index: dict[Run, list[str]] = {}
    for name in dict.fromkeys(run for run, _ in runs("countries", "names") if 1 < len(run) <= _LONGEST):
        for slot, word in enumerate(name):
            if _may_slip(name, slot):
                index.setdefault((*name[:slot], "", *name[slot + 1 :]), []).append(word)
    return index


def _may_slip(name: Run, slot: int) -> bool:
    others = [word for place, word in enumerate(name) if place != slot and word not in _ARTICLES]
    whole = len("".join(name)) >= _WHOLE and len(name[slot]) > _ANCHOR and all(map(str.isalpha, name))
    return whole and (max(map(len, others), default=0) >= _ANCHOR or len(name[slot]) >= _ALONE)


_KEPT: WordList[str] = WordList(runs("typos", "kept"))
