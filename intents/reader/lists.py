"""Finds the words of a list in a row of normal forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from intents.reader.runs import Run, runs

Value = TypeVar("Value")


def _length(entry: tuple[int, list[str], object]) -> int:
    return entry[0]


class WordList(Generic[Value]):
    """Runs of words with a value each; the longest run at a place wins."""

    def __init__(self, entries: Iterable[tuple[Run, Value]]) -> None:
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
                if len(longer) > 1:
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


def word_list(name: str, section: str, value: Callable[[str], Value]) -> WordList[Value]:
    """A section as a list, its codes turned into values."""
    return WordList((run, value(code)) for run, code in runs(name, section))


def words(name: str, section: str, code: str) -> frozenset[str]:
    """The single words of one code."""
    return frozenset(run[0] for run, found in runs(name, section) if found == code and len(run) == 1)
