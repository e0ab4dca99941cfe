"""Counts of a question, each with what it counts and where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from intents.reader.chunks import Chunk
from intents.reader.lists import WordList
from intents.reader.marks import Mark, MarkKind
from pricing.types import Category

_REACH = 3
"""How many words after a count its noun may stand."""
MONTH = {"day": Decimal(30), "week": Decimal(4), "month": Decimal(1), "hour": Decimal(720)}
"""A month of 30 days or 4 weeks: said in the reply whenever it is used."""
_UNITS = ("times", "messages", "audience", "accounts", "numbers", "days")


class Count(Struct, frozen=True, kw_only=True):
    """One count with what it counts."""

    low: Decimal
    high: Decimal
    unit: str
    """A class of words/volumes.toml, or `unknown`."""
    at: int
    """Token position."""
    end: int
    chunk: int
    category: Category | None = None
    country: str | None = None
    per: str | None = None
    approximate: bool = False
    free_entry_point: bool = False
    """They come in through an ad or a page button."""
    open: bool = False
    """A part without a category beside others that have one."""


def counts_of(chunks: Sequence[Chunk]) -> list[Count]:
    """All counts, in order."""
    return [
        _count(chunk, number, mark)
        for number, chunk in enumerate(chunks)
        for mark in chunk.marks
        if mark.kind is MarkKind.QUANTITY
    ]


def _count(chunk: Chunk, number: int, mark: Mark) -> Count:
    return Count(
        low=mark.value.low,
        high=mark.value.high,
        unit=_unit(chunk, mark),
        at=mark.start,
        end=mark.end,
        chunk=number,
        category=_near(chunk, mark, MarkKind.CATEGORY) or _of_kind(chunk, mark.end),
        country=_near(chunk, mark, MarkKind.COUNTRY),
        per=next(
            (m.value for m in chunk.marks if m.kind is MarkKind.PER and m.start >= mark.end and m.value in MONTH), None
        ),
        approximate=mark.value.approximate,
    )


def _of_kind(chunk: Chunk, end: int) -> Category | None:
    """The category of what is sent: named after the count, else before it."""
    following = next((kind.category for kind in chunk.kinds if kind.start >= end), None)
    return following or next((kind.category for kind in chunk.kinds), None)


def _near(chunk: Chunk, mark: Mark, kind: MarkKind) -> Any:
    """The nearest mark of a kind: after the count if there is one, else before it."""
    same = [other for other in chunk.marks if other.kind is kind]
    after = [other for other in same if other.start >= mark.end]
    return (after or same)[0].value if same else None


def _unit(chunk: Chunk, mark: Mark) -> str:
    start = mark.end - chunk.start
    found = [unit for norm in chunk.norms[start : start + _REACH] if (unit := _unit_of(norm)) != "unknown"]
    beside = chunk.norms[start : start + 2]
    if found[:2] == ["audience", "messages"] and _unit_of(beside[-1]) == "messages":
        return "messages"  # customer chats
    return found[0] if found else "unknown"


def _unit_of(norm: str) -> str:
    return next((unit for unit in _UNITS if norm in units()[unit]), "unknown")


@cache
def units() -> dict[str, frozenset[str]]:
    """Nouns by what they count."""
    return {unit: frozenset(words) for unit, words in table()["units"].items()}


@cache
def table() -> dict[str, Any]:
    """The words of volumes."""
    return tomllib.loads(files("intents.reader").joinpath("words/volumes.toml").read_text("utf-8"))


def runs_of(texts: Sequence[str], value: Any) -> list[tuple[tuple[str, ...], Any]]:
    """Texts of the table as runs of words."""
    return [(tuple(text.split()), value) for text in texts]


@cache
def listed(section: str, key: str) -> WordList[Any]:
    """One list of the table."""
    return WordList(runs_of(table()[section][key], key))


def stands(chunk: Chunk, words: WordList[Any]) -> Any:
    """The value of the first run of a list that stands in a chunk."""
    norms = [*chunk.norms, *[""] * 8]
    return next((found[0] for place in range(len(chunk.norms)) if (found := words.find(norms, place))), None)
