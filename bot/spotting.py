"""Where phone numbers stand in a text, told from dates, amounts, counts and the names of orders.

Three things decide: what stands beside a number (`spotting.toml`: `tel` before it, `mensajes` after it), how its digits
are grouped, and how many they are. A plus sign always makes a phone number. `pricing.phones` is of no use here: it
judges numbers written in full, and most people write them as they are dialled at home.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_LEAST = 7
"""Digits of the shortest phone number worth the name."""
_LONGEST = 15
"""Digits of the longest, ITU-T E.164."""
_BEFORE = 40
"""So many characters before a number may hold the word that says what it is."""

_JOIN = r"(?:[^\S\n]|[\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212./()\[\]-]){1,3}"
"""What may stand between two digits of a phone number."""
_NUMBER = re.compile(rf"(?P<sign>\+[ (]?|(?<!\w)00(?=[1-9]))?\d+(?:{_JOIN}\d+)*")
_ATTACHED = re.compile(r"[^\W\d][-_]?$")
"""The end of a word that a number belongs to: `ZD-12345678`."""
_NINE_IN_THREES = re.compile(r"[6-9]\d\d([ .-])\d{3}\1\d{3}")
"""A number of Spain or Peru rather than hundreds of millions."""
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_YEAR = r"(?:19|20)\d\d"
_COMPACT_DATE = re.compile(rf"{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_EIGHT = ([4, 4], [2, 2, 2, 2], [1, 3, 4])
"""How the eight digits of Central America, Uruguay and Bolivia are grouped."""


class Span(NamedTuple):
    """Half-open, in characters."""

    start: int
    end: int


def phones(text: str, start: int, end: int) -> Iterator[Span]:
    """Where the phone numbers of a part of a text stand, in order; takes time in proportion to its length."""
    for other in _patterns()["other"].finditer(text, start, end):
        yield from _between(text, start, other.start())
        start = other.end()
    yield from _between(text, start, end)


def _between(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _NUMBER.finditer(text, start, end):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _is_phone(match[0], before, signed=bool(match["sign"])):
            yield Span(*match.span())


def _is_phone(written: str, before: str, *, signed: bool) -> bool:
    groups = re.findall(r"\d+", written)
    count = sum(map(len, groups))
    if count < _LEAST or signed:
        return count >= _LEAST
    if _patterns()["named"].search(before):
        return not written.endswith("000")
    if _ATTACHED.search(before):
        return False
    return _grouped_phone(written, groups, count) if len(groups) > 1 else _bare_phone(written)


def _bare_phone(digits: str) -> bool:
    if len(digits) == 8:
        return not digits.endswith("000") and not _COMPACT_DATE.fullmatch(digits)
    return 8 < len(digits) <= _LONGEST and not digits.endswith("0000")


def _grouped_phone(written: str, groups: list[str], count: int) -> bool:
    if _THOUSANDS.fullmatch(written) and not _NINE_IN_THREES.fullmatch(written):
        return False
    if all(group.endswith("0") or re.fullmatch(_YEAR, group) for group in groups):
        return False
    lengths = [len(group) for group in groups]
    return count > 8 or lengths in _EIGHT or (lengths == [3, 4] and "-" in written)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What ends right before a phone number, and what numbers are that are none, with the words that say so."""
    table = tomllib.loads(files("bot").joinpath("spotting.toml").read_text("utf-8"))
    word = {name: f"(?:{'|'.join(found)})".replace(" ", r"\s") for name, found in table.items()}
    filler = rf"[\s:=#/.,(-]*(?:{word['between']}[\s:#.]+){{0,3}}"
    grouped = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+"
    amount = (
        r"(?<![+\w])(?<!\d[ .-])(?![6-9]\d\d[ .]\d{3}[ .]\d{3}(?!\d))"  # no rest of a number, no nine in threes
        rf"(?:{grouped}|\d{{1,8}}|\d+000)(?:[.,]\d{{1,6}})?(?!\d)"
    )
    others = (
        rf"(?<!\d)(?<!\d[-/.]){_dates()}",
        rf"(?<!\w){word['thing']}(?!\w){filler}\d[\w-]*",
        rf"(?<!\w){word['money']}\s?\d[\d.,]*",
        rf"{amount}(?:\s?[-–]\s?\d[\d.,]*)?\s?(?:{word['money']}|{word['counted']})(?!\w)",
        r"(?<![\w+])(?<!\d[ .-])(?:\d+[.,]\d{1,2}|\d[.,]\d+)(?![.,]?\d)",
    )
    return {
        "named": re.compile(rf"(?<!\w){word['phone']}{filler}$", re.IGNORECASE),
        "other": re.compile("|".join(others), re.IGNORECASE),
    }


def _dates() -> str:
    """Days with one sign throughout, months of years, and times of day."""
    day, month = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
    days = "|".join(
        rf"{_YEAR}{sign}{month}{sign}{day}|{day}{sign}{month}{sign}(?:{_YEAR}|\d\d)" for sign in ("-", "/", r"\.")
    )
    time = r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:[+-]\d\d:?\d\d)?"
    code = r"(?<!\+\d )(?<!\+\d\d )(?<!\+\d\d\d )"  # +687 20.12.34 is a number of New Caledonia
    return rf"{code}(?:(?:{days}|{_YEAR}-(?:0[1-9]|1[0-2]))(?![-/.]?\d)(?:[T ]{time})?|{time})"
