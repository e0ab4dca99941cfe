"""Dates and parts of dates: `1 de octubre de 2026`, `july 2024`, `15/03/2024`, `en 2024`, `el mes pasado`."""

from __future__ import annotations

from intents.reader.datenumbers import ENGLISH, YEARS, Parts, checked, numbered
from intents.reader.lists import word_list, words
from intents.reader.marks import CalendarDate, Mark, MarkKind
from intents.reader.numbers import STARTS, single
from intents.reader.reading import Reading, Rule

_MONTHS = word_list("time", "months", int)
_BEFORE = word_list("time", "date_before", str)
_RELATIVE = word_list("time", "relative", str)
_OF = word_list("time", "date_words", str)
_COUNTED = words("counted", "names", "counted")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "ro", "º", "°", "o"))
_SHORT = words("time", "months_short", "short")
_ALSO_WORDS = words("time", "months_short", "word")


def relative(reading: Reading, start: int) -> Mark | None:
    """A month or a year counted from now."""
    found = _RELATIVE.find(reading.words, start)
    if found is None:
        return None
    unit, _, distance = found[0].partition(" ")
    if unit == "month":
        return Mark(MarkKind.DATE, CalendarDate(None, months_from_now=int(distance)), start, found[1])
    return Mark(MarkKind.DATE, CalendarDate(None, years_from_now=int(distance)), start, found[1])


def date(reading: Reading, start: int) -> Mark | None:
    """A date that begins at a place, with the preposition that relates to it."""
    lead = _BEFORE.find(reading.words, start)
    place = start if lead is None else lead[1]
    parts = _parts(reading, place, led=lead is not None) or numbered(reading, start, place)
    if parts is None:
        return None
    year, month, day, end = parts
    relation = "on" if lead is None or _of(reading, start, end) else lead[0]
    return Mark(MarkKind.DATE, CalendarDate(year, month, day, relation), start, end)


def _of(reading: Reading, start: int, end: int) -> bool:
    """Whether `de` only says whose (`los precios de julio`): it is a beginning with `en adelante` alone."""
    return reading.words[start] in ("de", "del") and reading.words[end : end + 2] != ["en", "adelante"]


def _parts(reading: Reading, place: int, *, led: bool) -> Parts | None:
    if reading.is_figure(place):
        return _day_first(reading, place) or _year_alone(reading, place, led=led)
    if _OF.find(reading.words, place) == ("first", place + 1):
        return _day_first(reading, place)
    return _month_first(reading, place, led=led)


def _day_first(reading: Reading, place: int) -> Parts | None:
    """`1 de octubre de 2026`, `1st of October`, `15 jul 2024`."""
    day = 1 if _OF.find(reading.words, place) == ("first", place + 1) else single(reading, place)
    if day is None or not 1 <= day <= 31 or day != int(day):
        return None
    place += 1
    if reading.words[place] in _ORDINALS and reading.glued(place):
        place += 1
    month = _MONTHS.find(reading.words, _over_of(reading, place))
    if month is None:
        return None
    year, end = _year(reading, month[1])
    return checked(year, month[0], int(day), end)


def _over_of(reading: Reading, place: int) -> int:
    of = _OF.find(reading.words, place)
    if of is not None and of[0] == "of":
        return of[1]
    return place + 1 if reading.words[place] in ("-", "/", ",") else place


def _year(reading: Reading, place: int) -> tuple[int | None, int]:
    """The year after a month, and the place after it; 2 figures only after an apostrophe or a hyphen."""
    after = _over_of(reading, place)
    word = reading.words[after]
    if len(word) == 4 and word.isdigit() and int(word) in YEARS:
        return int(word), after + 1
    if word in ("'", "’") and reading.words[after + 1].isdigit() and len(reading.words[after + 1]) == 2:
        return 2000 + int(reading.words[after + 1]), after + 2
    return None, place


def _month_first(reading: Reading, place: int, *, led: bool) -> Parts | None:
    """`julio de 2024`, `october 1st, 2026`, `en octubre`."""
    found = _MONTHS.find(reading.words, place)
    if found is None:
        return None
    month, place = found
    word = reading.words[place - 1]
    year, end = _year(reading, place)
    if year is not None:
        return year, month, None, end
    day = single(reading, place) if reading.is_figure(place) else None
    if day is not None and 1 <= day <= 31 and day == int(day) and reading.words[place + 1] not in _COUNTED:
        end = place + 2 if reading.words[place + 1] in _ORDINALS and reading.glued(place + 1) else place + 1
        year, end = _year(reading, end)
        return checked(year, month, int(day), end)
    if word in _ALSO_WORDS:
        return (None, month, None, place) if reading.words[place - 2] in ENGLISH and word in ("march", "may") else None
    return None if word in _SHORT and not led else (None, month, None, place)


def _year_alone(reading: Reading, place: int, *, led: bool) -> Parts | None:
    word = reading.words[place]
    if len(word) != 4 or not word.isdigit() or int(word) not in YEARS:
        return None
    if reading.words[place + 1] in _COUNTED or reading.before(place, ("$", "#", "usd")):
        return None
    return (int(word), None, None, place + 1) if led or int(word) in range(2020, 2031) else None


RULES = (
    Rule(date, _BEFORE.firsts | _MONTHS.firsts | _OF.firsts | STARTS, figures=True),
    Rule(relative, _RELATIVE.firsts),
)
