"""Days by their number alone: `el 6 a las 9`, `on the 7th`, `día 15`; the month is the one that the text speaks of."""

from __future__ import annotations

import re

from intents.reader.datenumbers import WRITTEN
from intents.reader.hours import is_told, may_end
from intents.reader.lists import word_list, words
from intents.reader.marks import Day, Mark, MarkKind
from intents.reader.numbers import STARTS, single
from intents.reader.reading import Reading, Rule

_ORDINALS = frozenset(("st", "nd", "rd", "th", "ro", "er", "do", "º", "°", "o"))
_BEFORE = word_list("time", "month_day_before", str)
_AFTER = word_list("time", "month_day_after", str)
_PARTS = word_list("time", "day_parts", str)
_CLOCK_BEFORE = word_list("time", "clock_before", str)
_CLOCK_NAMES = word_list("time", "clock_names", str)
_COUNTED = words("counted", "names", "counted")
_ORDERED = words("time", "month_day_not_before", "ordered")
_MONTHS = word_list("time", "months", int)
_ALSO_WORDS = words("time", "months_short", "word")
_YEAR_MONTH = re.compile("20[0-9]{2}-[0-9]{2}")
_LETTERS = 3
"""Names of months this short are also words, or parts of other things."""
_LAST_ORDINAL = 4
"""`the 2nd at 10` may be the second message, `the 7th at 10` is a day."""
_LAST_STORY_DAY = 10
"""`día 3` counts the days of a story, unless the text speaks of a month."""


def month_day(reading: Reading, start: int) -> Mark | None:
    """A day of the month that begins at a place, with its article and the part of the day behind it."""
    lead = _BEFORE.find(reading.words, start)
    if lead is None and reading.before(start, _BEFORE.firsts):
        return None
    code, place = ("none", start) if lead is None else lead
    found = day_number(reading, place)
    if found is None:
        return None
    number, end, ordinal = found
    _, end = _AFTER.find(reading.words, end) or ("", end)
    if not _is_day(reading, code, (number, end, ordinal)):
        return None
    half, end = _PARTS.find(reading.words, end) or (None, end)
    return Mark(MarkKind.DAY, Day(of_month=number, half=half), start, end)


def day_number(reading: Reading, place: int) -> tuple[int, int, bool] | None:
    """A number that a day of a month can have, the place after it, and whether it is an ordinal (`6th`)."""
    number = single(reading, place)
    if number is None or number != int(number) or not 1 <= number <= 31:
        return None
    if reading.is_figure(place) and not (reading.words[place].isdigit() and len(reading.words[place]) <= 2):
        return None
    ordinal = reading.words[place + 1] in _ORDINALS and reading.glued(place + 1)
    return int(number), place + 1 + ordinal, ordinal


def _is_day(reading: Reading, lead: str, found: tuple[int, int, bool]) -> bool:
    """By what stands before (`on the`, `el día`), what follows (a time of day), and whether a month is named."""
    number, end, ordinal = found
    if lead == "day":
        return number > _LAST_STORY_DAY or speaks_of_month(reading)
    if _MONTHS.find(reading.words, end) is not None or _counts(reading, end, ordinal=ordinal):
        return False
    if lead == "el":
        return _time_follows(reading, end) or speaks_of_month(reading)
    if not ordinal or lead == "on":
        return ordinal
    timed = _time_follows(reading, end) if number > _LAST_ORDINAL else lead == "none" and is_told(reading, end)
    return timed or speaks_of_month(reading)


def _counts(reading: Reading, end: int, *, ordinal: bool) -> bool:
    """Whether what follows says that the number counts or orders something else."""
    word = reading.words[end]
    if _PARTS.find(reading.words, end) is not None:
        return False
    return word in _ORDERED if ordinal else word in _ORDERED or word in _COUNTED or not may_end(reading, end)


def _time_follows(reading: Reading, end: int) -> bool:
    place = end + 1 if reading.words[end] == "," else end
    lead = _CLOCK_BEFORE.find(reading.words, place)
    named = any(names.find(reading.words, place) is not None for names in (_PARTS, _CLOCK_NAMES))
    return named or is_told(reading, place) or (lead is not None and lead[0] == "sure")


def speaks_of_month(reading: Reading) -> bool:
    """Whether the text names a month, or the day of one in a way that leaves no doubt."""
    if reading.dated is None:
        reading.dated = any(_names_month(reading, place) for place in range(reading.size))
    return reading.dated


def _names_month(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    if reading.is_figure(place):
        found = day_number(reading, place)
        told = found is not None and found[2] and _BEFORE.find(reading.words, max(place - 2, 0)) == ("on", place)
        return told or WRITTEN.fullmatch(word) is not None or _YEAR_MONTH.fullmatch(word) is not None
    if _MONTHS.find(reading.words, place) is None:
        return False
    if word not in _ALSO_WORDS and len(word) > _LETTERS:
        return True
    return reading.is_figure(place + 1) or (place > 0 and reading.words[place - 1].isdigit())


RULES = (Rule(month_day, _BEFORE.firsts | STARTS, figures=True),)
