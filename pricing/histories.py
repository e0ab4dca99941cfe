"""Dated values as they stand in rule files, and every mistake that there can be in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct

FIXED = {"era", "since", "rules", "cites", "judgements"}
"""Fields of `Parameters` that are not dated values of their own."""


class Dated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """One value of a parameter: it holds from 00:00 of its day until the next one."""

    since: date
    value: Any
    rules: tuple[str, ...]
    source: str

    def complaints(self, kind: Any) -> Iterator[str]:
        """Say what is wrong with the value alone."""
        if not self.source.strip():
            yield "no source"
        if not self.rules:
            yield "no rule id"
        try:
            msgspec.convert(self.value, kind)
        except msgspec.ValidationError as error:
            yield str(error)


class Cited(Dated, frozen=True, kw_only=True):
    """The rule ids that a verdict names from a day on: they are value and reason at once, and may be none."""

    def complaints(self, kind: Any) -> Iterator[str]:
        """Ids were checked when they were read."""
        return iter(())


History = dict[str, list[Dated]]
"""Every value of every name, in order of time."""


def types_of(struct: type[Struct]) -> dict[str, Any]:
    """Return the dated values that a struct is made of, with their types."""
    return {name: kind for name, kind in get_type_hints(struct).items() if name not in FIXED}


def mistakes(history: History, struct: type[Struct], start: date) -> Iterator[str]:
    """Say everything that keeps a history from giving each value of a struct, on each day from `start` on."""
    kinds = types_of(struct)
    yield from (f"{name}: no such parameter" for name in history if name not in kinds)
    yield from (f"{name}: no value" for name in kinds if name not in history)
    for name, entries in history.items():
        yield from (f"{name}: {complaint}" for complaint in _order([entry.since for entry in entries], start))
        for entry in entries:
            yield from (f"{name} from {entry.since}: {one}" for one in entry.complaints(kinds.get(name, Any)))


def _order(firsts: list[date], start: date) -> Iterator[str]:
    if firsts[0] > start:
        yield f"no value from {start} to {firsts[0]}"
    if len(set(firsts)) < len(firsts):
        yield "two values from one day"


def in_force(entries: list[Dated], day: date) -> Dated:
    """Return the value in force on a day that is not before the first; the values are in order of time."""
    for entry in reversed(entries):
        if entry.since <= day:
            return entry
    raise LookupError(day)
