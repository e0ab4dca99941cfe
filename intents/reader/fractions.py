"""Parts of a count told as fractions: `30%`, `la mitad`, `two thirds`, `the rest`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct

from intents.reader.chunks import Chunk
from intents.reader.counts import runs_of, table
from intents.reader.figures import figure
from intents.reader.lists import WordList
from intents.reader.marks import MarkKind

_PERCENT = (("%",), ("percent",), ("pct",), ("por", "ciento"), ("per", "cent"))


class Share(Struct, frozen=True, kw_only=True):
    """A part told as a fraction; `None` is what is left."""

    fraction: Decimal | None
    at: int
    end: int
    chunk: int


def shares_of(chunks: Sequence[Chunk]) -> list[Share]:
    """All fractions, in order."""
    found: list[Share] = []
    for number, chunk in enumerate(chunks):
        place = 0
        while place < len(chunk.norms):
            share = _share_at(chunk, number, place)
            if share is not None:
                found.append(share)
            place = place + 1 if share is None else share.end - chunk.start
    return found


def _share_at(chunk: Chunk, number: int, place: int) -> Share | None:
    norms = [*chunk.norms, *[""] * 8]
    value = figure(norms[place])
    sign = next((sign for sign in _PERCENT if tuple(norms[place + 1 : place + 1 + len(sign)]) == sign), None)
    at = chunk.start + place
    if value is not None and sign is not None and 0 < value <= 100:
        return Share(fraction=value / 100, at=at, end=at + 1 + len(sign), chunk=number)
    found = _fractions().find(norms, place)
    if found is None or _part_of_number(chunk, at, chunk.start + found[1], rest=found[0] is None):
        return None
    return Share(fraction=found[0], at=at, end=chunk.start + found[1], chunk=number)


def _part_of_number(chunk: Chunk, at: int, end: int, *, rest: bool) -> bool:
    """`half a million`, `medio día`, `las otras 300`."""
    covered = any(mark.start <= at and mark.end > end for mark in chunk.marks)
    spans = any(mark.start < end and mark.end > at and mark.kind is not MarkKind.QUANTITY for mark in chunk.marks)
    return (
        covered or spans or (rest and any(mark.start == end and mark.kind is MarkKind.QUANTITY for mark in chunk.marks))
    )


@cache
def _fractions() -> WordList[Any]:
    entries: list[tuple[tuple[str, ...], Any]] = []
    for code, texts in table()["fractions"].items():
        above, below = code.split("/")
        entries += runs_of(texts, Decimal(above) / Decimal(below))
    return WordList([*entries, *runs_of(table()["rest"]["words"], None)])
