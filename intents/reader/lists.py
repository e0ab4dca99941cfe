"""Finds the words of a list in a row of normal forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Generic, TypeVar

from intents.entities import LANGUAGES, entities, lists
from intents.reader.text import fold, norms

_INFLECTED = frozenset(("demonyms",))
"""Lists that hold one form of an adjective for all."""
Value = TypeVar("Value")


def _length(entry: tuple[int, list[str], object]) -> int:
    return entry[0]


class WordList(Generic[Value]):
    """Runs of words with a value each; the longest run at a place wins."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        self._alone: dict[str, Value] = {}
        self._longer: dict[str, dict[str, list[tuple[int, list[str], Value]]]] = {}
        for run, value in dict(entries).items():
            if len(run) == 1:
                self._alone[run[0]] = value
            else:
                seconds = self._longer.setdefault(run[0], {})
                seconds.setdefault(run[1], []).append((len(run), list(run[2:]), value))
        for seconds in self._longer.values():
            for longer in seconds.values():
                longer.sort(key=_length, reverse=True)

    @property
    def firsts(self) -> frozenset[str]:
        """The words that a run can begin with."""
        return frozenset(self._alone) | frozenset(self._longer)

    def find(self, words: Sequence[str], start: int) -> tuple[Value, int] | None:
        """The value of the longest run that begins at `start`, and the place after it."""
        first = words[start]
        seconds = self._longer.get(first)
        if seconds is not None:
            for length, rest, value in seconds.get(words[start + 1], ()):
                if length == 2 or words[start + 2 : start + length] == rest:
                    return value, start + length
        return (self._alone[first], start + 1) if first in self._alone else None


@cache
def runs(name: str, section: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The runs of words of a section in both languages, with their codes: people mix the two."""
    lists = [entities(language, name).get(section, {}) for language in LANGUAGES]
    found = ((_run(word), code) for table in lists for code, words in table.items() for word in words)
    if name in _INFLECTED:
        return tuple(((*run[:-1], form), code) for run, code in found for form in _forms(run[-1]))
    return tuple(found)


def _forms(word: str) -> tuple[str, ...]:
    """Gender and number of an adjective in either language: `chileno`, `chilena`, `chilenos`, `chilenas`."""
    if word.endswith("o"):
        return (word, word[:-1] + "a", word + "s", word[:-1] + "as")
    if word[-1] in "sn":
        return (word, word + "a", word + "es", word + "as", word + "s")
    return (word, word + "s", word + "es")


def sections() -> tuple[tuple[str, str], ...]:
    """Every list and section there is."""
    found = [
        (name, section) for language in LANGUAGES for name in lists(language) for section in entities(language, name)
    ]
    return tuple(dict.fromkeys(found))


def word_list(name: str, section: str, value: Callable[[str], Value]) -> WordList[Value]:
    """A section as a list, its codes turned into values."""
    return WordList((run, value(code)) for run, code in runs(name, section))


def words(name: str, section: str, code: str) -> frozenset[str]:
    """The single words of one code."""
    return frozenset(run[0] for run, found in runs(name, section) if found == code and len(run) == 1)


def _run(word: str) -> tuple[str, ...]:
    parts = fold(word).split()
    return tuple(parts) if all(map(str.isalpha, parts)) else norms(word)
