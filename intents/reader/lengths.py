"""How long: `24 horas`, `an hour and a half`, `1h30`, `media hora`, `2 days`, without the sense it is meant in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from msgspec import Struct

from intents.reader.lists import word_list
from intents.reader.numbers import number
from intents.reader.reading import Reading

MINUTE, HOUR, DAY = 60, 3600, 86400
UNITS = word_list("time", "units", int)
PARTS = word_list("time", "parts", str)
_LETTERS = {"m": 60, "d": DAY, "w": 7 * DAY}
"""Too short to be units unless they touch their number."""
_JOINS = frozenset(("y", "and", "con", ","))
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "three_quarters": Decimal("0.75")}
_AND_FRACTIONS = {"and_half": Decimal("0.5"), "and_quarter": Decimal("0.25")}
_MOST = 10 * 365 * DAY


class Length(Struct, frozen=True):
    """A length over tokens up to `end`; `article` if its count is only `un` or `a`, `unit` is of the first part."""

    time: timedelta
    end: int
    unit: int
    article: bool = False
    terse: bool = False
    """The unit is a single letter that may mean something else (`10m`)."""


def length(reading: Reading, start: int) -> Length | None:
    """The length of time that begins at a place."""
    return _fraction(reading, start) or _counted(reading, start)


def bare_unit(reading: Reading, start: int) -> Length | None:
    """A unit that stands for one of itself: `a la hora`, `hora y media`."""
    unit = UNITS.find(reading.words, start)
    return None if unit is None else _rest(reading, Decimal(1), unit[0], unit[1])


def _fraction(reading: Reading, start: int) -> Length | None:
    """`media hora`, `half an hour`, `un cuarto de hora`, `three quarters of an hour`."""
    part = PARTS.find(reading.words, start)
    if part is None or part[0] not in _FRACTIONS:
        return None
    unit = UNITS.find(reading.words, part[1])
    if unit is None or unit[0] > DAY:
        return None
    return Length(_time(_FRACTIONS[part[0]], unit[0]), unit[1], unit[0])


def _counted(reading: Reading, start: int) -> Length | None:
    count = number(reading, start)
    if count is None or count.value * 60 > _MOST:
        return None
    value, place = count.value, count.end
    part = PARTS.find(reading.words, place)
    if part is not None and part[0] in _AND_FRACTIONS:  # two and a half hours
        value, place = value + _AND_FRACTIONS[part[0]], part[1]
    if reading.words[place] == "-" and reading.glued(place) and reading.glued(place + 1):
        place += 1
    unit, terse = UNITS.find(reading.words, place), False
    if unit is None and reading.words[place] in _LETTERS and reading.glued(place) and count.digits:
        unit, terse = (_LETTERS[reading.words[place]], place + 1), True
    if unit is None or value * unit[0] > _MOST:
        return None
    return _rest(reading, value, unit[0], unit[1], article=count.article, terse=terse)


def _rest(
    reading: Reading, value: Decimal, unit: int, end: int, *, article: bool = False, terse: bool = False
) -> Length:
    """Add what may follow the unit: `y media`, `and 20 minutes`, the `30` of `1h30`."""
    part = PARTS.find(reading.words, end)
    if part is not None and part[0] in _AND_FRACTIONS:
        return Length(_time(value + _AND_FRACTIONS[part[0]], unit), part[1], unit)
    time = _time(value, unit)
    place = end + 1 if reading.words[end] in _JOINS else end
    if unit >= HOUR and (place > end or reading.is_figure(place)):
        minutes = number(reading, place)
        smaller = minutes and (
            UNITS.find(reading.words, minutes.end) or (_LETTERS.get(reading.words[minutes.end], 0), minutes.end + 1)
        )
        if minutes is not None and smaller and 0 < smaller[0] < unit:
            return Length(time + _time(minutes.value, smaller[0]), smaller[1], unit)
        if unit == HOUR and minutes is not None and reading.glued(place) and minutes.value < 60:
            return Length(time + _time(minutes.value, 60), minutes.end, unit)
    return Length(time, end, unit, article, terse)


def _time(value: Decimal, unit: int) -> timedelta:
    return timedelta(microseconds=int(value * unit * 1_000_000))
