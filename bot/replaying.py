"""Answers one line of a replay, whatever it holds: a timeline gets its verdicts, anything else an error object."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from msgspec import Struct

from bot import wire
from bot.compose.failure import error_text
from bot.timelines import Defaults, answer_of, timeline_of
from pricing.assess import assess
from pricing.errors import InvalidTimeline, PricingError
from pricing.ratecards import RateBook

_CODES = (
    ("Object contains unknown field", "unknown_field"),
    ("Object missing required field", "missing_field"),
    ("Invalid enum value", "unknown_value"),
    ("Expected `str` of length", "too_long"),
    ("Expected `int` >=", "out_of_range"),
    ("Integer value out of range", "out_of_range"),
    ("Number out of range", "out_of_range"),
    ("Invalid RFC3339", "invalid_instant"),
    ("Expected", "wrong_type"),
)
"""How the decoder begins to say what is wrong, and what we call it."""
_LONGEST_FIELD = 200
"""How much of an unknown field's name is told: it can be as long as the line."""
_NAMED = re.compile(r"field `([^`]*)`")


class Answer(Struct, frozen=True):
    """One line out, without its end."""

    text: bytes
    unread: str | None = None
    """The code of why the line could not even be read as JSON; `None` where it could."""


class Replayer:
    """Prices lines by one rate book. Words of errors are in one language."""

    def __init__(self, book: RateBook, defaults: Defaults, language: str) -> None:
        self._book = book
        self._defaults = defaults
        self._language = language

    def answer(self, line: bytes) -> Answer:
        """Return the answer to one line; nothing that stands in it raises."""
        try:
            read = wire.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            return self._not_decoded(line, error)
        try:
            timeline = timeline_of(read, self._defaults)
            return Answer(wire.encode(answer_of(read, timeline, assess(timeline, self._book))))
        except PricingError as error:
            return self._refused(read.id, _code(error), error.field)

    def too_long(self) -> Answer:
        """Return the answer to a line that is longer than any timeline."""
        return self._unread("line_too_long")

    def _not_decoded(self, line: bytes, error: Exception) -> Answer:
        try:
            read = json.loads(line.decode(), parse_int=_number, parse_float=_number, parse_constant=_no_constant)
        except RecursionError:
            return self._refused(None, "too_deep", None)
        except ValueError:
            return self._unread("invalid_json")
        code, field = _complaint(error)
        return self._refused(_identifier(read), code, field)

    def _unread(self, code: str) -> Answer:
        return Answer(self._refused(None, code, None).text, unread=code)

    def _refused(self, identifier: str | int | None, code: str, field: str | None) -> Answer:
        message = error_text(code, self._language, field=field)
        return Answer(wire.encode(wire.ErrorOut(identifier, wire.Complaint(code, field, message))))


def _code(error: PricingError) -> str:
    return error.detail if isinstance(error, InvalidTimeline) else error.code


def _complaint(error: Exception) -> tuple[str, str | None]:
    if not isinstance(error, msgspec.ValidationError):
        return "invalid_text", None  # half a surrogate pair: JSON allows it, no text can hold it
    what, _, path = str(error).partition(" - at `$")
    code = next((code for start, code in _CODES if what.startswith(start)), "invalid_field")
    field = path.rstrip("`").lstrip(".")
    named = _NAMED.search(what)
    if named is not None:
        field = f"{field}.{named[1]}" if field else named[1]
    return ("not_an_object", None) if code == "wrong_type" and not field else (code, field[:_LONGEST_FIELD] or None)


def _identifier(read: Any) -> str | int | None:
    """Return the id of a line that is JSON but no timeline, if it has one that can go out."""
    identifier = read.get("id") if isinstance(read, dict) else None
    if isinstance(identifier, str):
        return identifier if len(identifier) <= wire.LONGEST_ID and _is_text(identifier) else None
    return identifier if isinstance(identifier, int) and not isinstance(identifier, bool) else None


def _is_text(value: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _number(digits: str) -> int | None:
    """Read a number as far as an id can be one: int() refuses thousands of digits."""
    return int(digits) if len(digits) <= wire.LONGEST_ID and digits.lstrip("-").isdigit() else None


def _no_constant(name: str) -> None:
    raise ValueError(name)
