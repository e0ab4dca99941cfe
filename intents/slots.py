"""Fills an intent's slots from what was read in a text: canonical codes, in text order, without repeats."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from intents.reader.marks import CalendarDate, Mark, Marked, MarkKind, Quantity
from intents.reader.vocabulary import cues_in
from pricing.types import EntryPoint

SLOTS = {
    MarkKind.COUNTRY: "country",
    MarkKind.CATEGORY: "category",
    MarkKind.QUANTITY: "quantity",
    MarkKind.ERA: "when",
    MarkKind.DATE: "when",
}
"""Which slot a mark fills."""

ENTRIES = {"ad": EntryPoint.CTWA_AD, "page_button": EntryPoint.PAGE_CTA}
"""Which class of words of the story names which entry point."""


def fillings(marked: Marked) -> dict[str, tuple[str, ...]]:
    """Return the values of every slot that the text fills."""
    found: dict[str, dict[str, None]] = {}
    for slot, value in chain(_from_marks(marked.marks), _entries(marked)):
        found.setdefault(slot, {})[value] = None
    return {slot: tuple(values) for slot, values in found.items()}


def _from_marks(marks: tuple[Mark, ...]) -> Iterator[tuple[str, str]]:
    for mark in marks:
        if mark.kind in SLOTS and (code := _code(mark.value)):
            yield SLOTS[mark.kind], code


def _code(value: object) -> str:
    if isinstance(value, Quantity):
        return f"{value.low:f}" if value.low == value.high else f"{value.low:f}-{value.high:f}"
    if isinstance(value, CalendarDate):
        return _iso(value)
    return str(value)


def _iso(date: CalendarDate) -> str:
    """As much of an ISO 8601 date as was said: `2025-07`, `--07-15` without a year, nothing for `last month`."""
    rest = [f"{part:02}" for part in (date.month, date.day) if part is not None]
    if date.year is None:
        return "-".join(("-", *rest)) if rest else ""
    return "-".join((f"{date.year:04}", *rest))


def _entries(marked: Marked) -> Iterator[tuple[str, str]]:
    """Yield how the customer came in, where a word of the story says so."""
    for cue in cues_in(marked.tokens):
        if cue.kind in ENTRIES:
            yield "entry_point", str(ENTRIES[cue.kind])
