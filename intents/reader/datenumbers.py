"""Dates in figures: `2024-07-15`, `15/03/2024`, `2024-07`, and `el 3/5`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from intents.reader.hours import is_told
from intents.reader.lists import words
from intents.reader.reading import Reading

YEARS = range(2015, 2036)
"""Years that a question about prices can mean."""
ENGLISH = words("cues", "month_first", "month")
"""After these a date is told in English: the month first."""
_DAY_CUES = (ENGLISH - words("cues", "month_first", "no_day")) | {"el", "del", "al"}
WRITTEN = re.compile(r"(?P<a>[0-9]{1,4})[./-](?P<b>[0-9]{1,2})[./-](?P<c>[0-9]{1,4})")
_YEAR_MONTH = re.compile(r"(20[0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2024
"""Stands for a year that was not said, so that the 29th of February is a day."""

_MONTHS, _DAYS = 12, 31
_ALWAYS = ["24", "/", "7"]

Parts = tuple[int | None, int | None, int | None, int]
"""Year, month, day, and the place after them."""


def numbered(reading: Reading, start: int, place: int) -> Parts | None:
    """`2024-07-15`, `15/03/2024`, `2024-07`, and `el 3/5`; day first unless it is told in English or only that fits."""
    if not reading.is_figure(place):
        return None
    english = _month_first(reading, start)
    if reading.words[place + 1] != "/":
        return _written(reading, place, english=english)
    cued = place > start and reading.words[place - 1] in _DAY_CUES
    timed = reading.words[place : place + 3] != _ALWAYS and _before_clock(reading, place + 3)
    return _stroke(reading, place, english=english) if cued or timed else None


def _month_first(reading: Reading, start: int) -> bool:
    """The order of a text that shows it once (`13/03`), else that of its language."""
    if reading.strokes is None:
        orders = (_shown_order(reading.words, place) for place in range(reading.size))
        reading.strokes = {order for order in orders if order is not None}
    if len(reading.strokes) == 1:
        return True in reading.strokes
    return reading.language == "en" or (reading.language is None and reading.words[start] in ENGLISH)


def _shown_order(words: Sequence[str], place: int) -> bool | None:
    """Whether a date there can only have the month first (`3/13`); `None` if both orders are a date, or none is."""
    written = WRITTEN.fullmatch(words[place])
    stroke = words[place : place + 3] if words[place + 1] == "/" and words[place : place + 3] != _ALWAYS else []
    parts = [written["a"], written["b"]] if written is not None else stroke[::2]
    if not parts or not all(part.isdecimal() and len(part) <= len("31") for part in parts):
        return None
    first, second = map(int, parts)
    return first < second if min(first, second) <= _MONTHS < max(first, second) <= _DAYS else None


def _before_clock(reading: Reading, place: int) -> bool:
    """`3/5 9:00`, `3/5 a las 9`: what a time of day goes with is a date."""
    return is_told(reading, place) or reading.words[place : place + 2] == ["a", "las"] or reading.words[place] == "at"


def _stroke(reading: Reading, place: int, *, english: bool) -> Parts | None:
    """`3/5` without a year, once the words before it say that a day comes."""
    first, second = reading.words[place], reading.words[place + 2]
    glued = reading.glued(place + 1) and reading.glued(place + 2)
    if not glued or not (first.isdigit() and second.isdigit() and len(first) < 3 > len(second)):
        return None
    return _ordered(None, int(first), int(second), place + 3, english=english)


def _ordered(year: int | None, first: int, second: int, end: int, *, english: bool) -> Parts | None:
    """Day and month in the order of the language, or in the other one where only that is a date."""
    told, other = checked(year, second, first, end), checked(year, first, second, end)
    return (other or told) if english else (told or other)


def _written(reading: Reading, place: int, *, english: bool) -> Parts | None:
    short = _YEAR_MONTH.fullmatch(reading.words[place])
    if short is not None:
        return checked(int(short[1]), int(short[2]), None, place + 1)
    match = WRITTEN.fullmatch(reading.words[place])
    if match is None:
        return None
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    if first in YEARS:
        return checked(first, second, third, place + 1)
    return _ordered(third + 2000 if third < 100 else third, first, second, place + 1, english=english)


def checked(year: int | None, month: int, day: int | None, end: int) -> Parts | None:
    """The parts, if there is such a day in the calendar."""
    if year is not None and year not in YEARS:
        return None
    try:
        date(year or _LEAP_YEAR, month, 1 if day is None else day)
    except ValueError:
        return None
    return year, month, day, end
