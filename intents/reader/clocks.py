"""Times of day: `a las 10`, `10:05am`, `3 de la tarde`, `half past nine`, `noon`."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from intents.reader.lengths import UNITS
from intents.reader.lists import runs, word_list, words
from intents.reader.marks import Clock, Mark, MarkKind, Span, SpanSense
from intents.reader.numbers import STARTS, single
from intents.reader.reading import Reading, Rule

_BEFORE = word_list("time", "clock_before", str)
_NAMES = word_list("time", "clock_names", str)
_HALVES = word_list("time", "halves", str)
_MINUTES_AFTER = word_list("time", "minutes_after", int)
_MINUTES_BEFORE = word_list("time", "minutes_before", int)
_RELATIONS = words("time", "clock_before", "relation")
_BARE_RELATIONS = frozenset(("until", "till", "til", "by", "since"))
_RANGE = words("numbers", "joins", "range") | {"-", "–"}
_AND = frozenset(("y", "e", "o", "a"))
_SUFFIX = word_list("time", "clock_after", str)
_DAY_WORDS = frozenset(run[-1] for section in ("weekdays", "days") for run, _ in runs("time", section))
_COUNTED = words("counted", "names", "counted")
_NO_TIME_AFTER = frozenset(("%", "usd", "$", "€", "mil", "k", "people", "/", "x"))
_AMOUNT_BEFORE = words("currencies", "amount_before", "amount")
_AFTER_SPAN = word_list("time", "senses_after", str)
_NOT_PLURAL = frozenset(("gratis", "antes", "despues", "entonces", "ademas", "gracias"))
_STARTS_PART = frozenset(("", ",", ".", ";", ":", "(", "-", "/"))
_LAST_HOUR = 200
_SMALL_HOURS = 5
"""Up to here, and at twelve, `de la noche` and `at night` mean after midnight."""


class _Time(Struct, frozen=True):
    """Hour and minute over tokens up to `end`; `certain` if their form leaves no doubt that it is a time of day."""

    hour: int
    minute: int
    end: int
    certain: bool = False


def clock(reading: Reading, start: int) -> Mark | None:
    """A time of day that begins at a place, its preposition included."""
    named = _NAMES.find(reading.words, start)
    if named is not None:
        value = Clock(12, 0, "pm") if named[0] == "noon" else Clock(0, 0, "am")
        return Mark(MarkKind.CLOCK, value, start, named[1])
    lead = _BEFORE.find(reading.words, start)
    related = reading.before(start, _RELATIONS) or (reading.before(start, _AND) and reading.words[start - 3] == "las")
    if lead is not None and lead[0] != "relation":
        sure = lead[0] == "sure" or (related and lead[1] == start + 1 and not _counts_on(reading, lead[1] + 1))
        return None if _misled(reading, start, lead[1]) else _read(reading, start, lead[1], sure=sure)
    return _read(reading, start, start, sure=reading.before(start, _BARE_RELATIONS))


def _misled(reading: Reading, start: int, place: int) -> bool:
    """`la` goes with one o'clock only, and after an article or `de` a `tipo` is a kind."""
    if reading.words[place - 1] in ("la", "ala") and reading.words[place] not in ("1", "una", "un"):
        return ":" not in reading.words[place]
    return reading.words[start] == "tipo" and reading.before(start, ("de", "el", "un", "este", "que", "otro"))


def _counts_on(reading: Reading, place: int) -> bool:
    """`de las 3 opciones`: a plural follows; `las 3 contestamos`: none does."""
    word = reading.words[place]
    return len(word) > 4 and word.endswith("s") and not word.endswith("mos") and word not in _NOT_PLURAL


def _read(reading: Reading, start: int, place: int, *, sure: bool) -> Mark | None:
    shift = _MINUTES_BEFORE.find(reading.words, place)
    time = _time(reading, place if shift is None else shift[1], sure=sure)
    if time is None:
        return None
    if shift is not None:
        time = _Time((time.hour + (shift[0] < 0) * 23) % 24, shift[0] % 60, time.end, certain=True)
    time = _suffix(reading, start, time, sure=sure)
    half = _HALVES.find(reading.words, time.end)
    if half is None and time.end == place + 1 and _half_follows(reading, time.end):
        return Mark(MarkKind.CLOCK, _clock(time, None), start, time.end)
    if half is not None:
        return Mark(MarkKind.CLOCK, _clock(time, half[0]), start, half[1])
    if not time.certain and not (sure and _may_end(reading, time.end)):
        return None
    return Mark(MarkKind.CLOCK, _clock(time, None), start, time.end)


def _half_follows(reading: Reading, place: int) -> bool:
    """`between 2 and 4 pm`: the second time says what the first number is."""
    if reading.words[place] not in _RANGE:
        return False
    later = single(reading, place + 1)
    return later is not None and later <= 12 and _HALVES.find(reading.words, place + 2) is not None


def _clock(time: _Time, half: str | None) -> Clock:
    if half == "night":
        half = "am" if time.hour == 12 or time.hour <= _SMALL_HOURS else "pm"
    return Clock(time.hour, time.minute, half if 1 <= time.hour <= 12 else None)


def _time(reading: Reading, place: int, *, sure: bool) -> _Time | None:
    word = reading.words[place]
    for sign in ":.":
        if sign in word and reading.is_figure(place):
            return _signed(reading, place, sign, sure=sure)
    hour = single(reading, place)
    if hour is None or hour > 23 or hour != int(hour) or (word == "una" and not reading.before(place, ("la", "ala"))):
        return None
    return _with_minutes(reading, int(hour), place + 1, sure=sure)


def _signed(reading: Reading, place: int, sign: str, *, sure: bool) -> _Time | None:
    """`10:05`, and `16.30` where it cannot be an amount."""
    hour, _, minute = reading.words[place].partition(sign)
    minute = minute if sign == "." else minute[:2]
    if not (hour.isdigit() and minute.isdigit()) or len(minute) != 2 or int(hour) > 24 or int(minute) > 59:
        return None
    certain = sign == ":" or _hours_follow(reading, place + 1)
    if sign == "." and (hour == "0" or not (certain or sure or _stands_free(reading, place))):
        return None
    return _Time(int(hour) % 24, int(minute), place + 1, certain=True)


def _stands_free(reading: Reading, place: int) -> bool:
    """Whether `15.30` is no amount: nothing of money or counting beside it."""
    return not reading.before(place, _AMOUNT_BEFORE) and _may_end(reading, place + 1)


def _hours_follow(reading: Reading, place: int) -> bool:
    return _SUFFIX.find(reading.words, place) is not None or _HALVES.find(reading.words, place) is not None


def _with_minutes(reading: Reading, hour: int, place: int, *, sure: bool) -> _Time:
    """What follows the hour: `y media`, `menos cuarto`, `h30`, `y 20`, `thirty`."""
    words = reading.words
    said = _MINUTES_AFTER.find(words, place)
    if said is not None and UNITS.find(words, said[1]) is None:
        return _Time((hour - (said[0] < 0)) % 24, said[0] % 60, said[1], certain=1 <= hour <= 23)
    if words[place] == "h" and reading.glued(place + 1) and _minutes(reading, place + 1) is not None:
        return _Time(hour, int(words[place + 1]), place + 2, certain=True)
    joined = words[place] in ("y", "con")
    minute = _minutes(reading, place + joined) if sure or _HALVES.find(words, place + 1 + joined) else None
    if minute is None or (joined and minute % 5):
        return _Time(hour, 0, place)
    end = place + joined + 1
    return _Time(hour, minute, end) if _may_end(reading, end) else _Time(hour, 0, place)


def _minutes(reading: Reading, place: int) -> int | None:
    """Two figures or a word that can be minutes."""
    value = single(reading, place)
    if value is None or not 5 <= value < 60 or (reading.is_figure(place) and len(reading.words[place]) != 2):
        return None
    return int(value)


def _suffix(reading: Reading, start: int, time: _Time, *, sure: bool) -> _Time:
    """`en punto`, `o'clock`, and `hs` where the place says that it is a time of day and not a length."""
    found = _SUFFIX.find(reading.words, time.end)
    if found is None:
        return time
    code, end = found
    placed = sure or time.certain or (start > 0 and reading.words[start - 1] in _DAY_WORDS)
    if code == "hours" and not placed:
        placed = reading.hours_of_day and _AFTER_SPAN.find(reading.words, end) is None
    if code == "hours" and not placed:
        placed = (
            reading.words[start - 1] in _STARTS_PART
            and not reading.glued(start)
            and reading.words[end] not in _STARTS_PART
        )
    if code == "about" and (time.hour > 12 or not _may_end(reading, end)):
        return time
    if (
        code in ("sharp", "about")
        or (code == "hours" and placed and time.hour)
        or (placed and (time.hour > 12 or time.certain))
    ):
        return _Time(time.hour, time.minute, end, certain=True)
    return time


def _may_end(reading: Reading, place: int) -> bool:
    """Whether what follows leaves a number to be a time: no unit, no plural of something counted, no sign of money."""
    word = reading.words[place]
    if reading.glued(place) and word[:1].isalpha():
        return False
    if word in _NO_TIME_AFTER or UNITS.find(reading.words, place) is not None:
        return False
    return not (word in _COUNTED and word.endswith("s") and word != "gratis")


def late(reading: Reading, start: int) -> Mark | None:
    """`a las 25`, `expires at 24`: past the hours of a day, so on the story's own clock."""
    lead = _BEFORE.find(reading.words, start)
    if lead is None or lead[0] != "sure" or not reading.is_figure(lead[1]):
        return None
    hour = single(reading, lead[1])
    if hour is None or not 24 <= hour <= _LAST_HOUR or not _may_end(reading, lead[1] + 1):
        return None
    return Mark(MarkKind.SPAN, Span(timedelta(hours=float(hour)), SpanSense.AT), start, lead[1] + 1)


RULES = (
    Rule(clock, _BEFORE.firsts | _NAMES.firsts | _MINUTES_BEFORE.firsts | STARTS, figures=True),
    Rule(late, _BEFORE.firsts),
)
