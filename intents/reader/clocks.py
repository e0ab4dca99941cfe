"""Times of day: `a las 10`, `10:05am`, `3 de la tarde`, `half past nine`, `noon`."""

from __future__ import annotations

from datetime import timedelta

from intents.reader.hours import DAY_WORDS, HALVES, Time, may_end, time_at, with_suffix
from intents.reader.lists import word_list, words
from intents.reader.marks import Clock, ClockForm, Mark, MarkKind, Span, SpanSense
from intents.reader.numbers import STARTS, single
from intents.reader.reading import Reading, Rule

_BEFORE = word_list("time", "clock_before", str)
_NAMES = word_list("time", "clock_names", str)
_MINUTES_BEFORE = word_list("time", "minutes_before", int)
_BETWEEN = word_list("time", "clock_between", str)
_RELATIONS = words("time", "clock_before", "relation")
_UNTIL = words("time", "clock_until", "until")
_RANGE = words("numbers", "joins", "range") | {"-", "–"}
_AND = frozenset(("y", "e", "o", "a", "and"))
_ENDS = frozenset(("", ",", ".", ";", ":", "?", "!", ")"))
_NOT_PLURAL = words("time", "clock_not_before", "no_plural")
_KINDS = frozenset(("de", "el", "un", "este", "que", "otro"))
_LAST_HOUR = 200
_NOON = 12
_SMALL_HOURS = 5
"""Up to here, and at twelve, `de la noche` and `at night` mean after midnight."""


def clock(reading: Reading, start: int) -> Mark | None:
    """A time of day that begins at a place, its preposition included; `until` and the like stay outside."""
    named = _NAMES.find(reading.words, start)
    if named is not None:
        value = Clock(12, 0, "pm") if named[0] == "noon" else Clock(0, 0, "am")
        return Mark(MarkKind.CLOCK, value, start, named[1])
    lead = _BEFORE.find(reading.words, start)
    if lead is None or lead[0] == "relation":
        return _read(reading, start, start, sure=reading.before(start, _UNTIL))
    if _misled(reading, start, lead[1]):
        return None
    dated = start > 0 and reading.words[start - 1] in DAY_WORDS  # last night around 11
    return _read(reading, start, lead[1], sure=lead[0] == "sure" or dated or _is_related(reading, start, lead[1]))


def _misled(reading: Reading, start: int, place: int) -> bool:
    """`la` goes with one o'clock only, and after an article or `de` a `tipo` is a kind."""
    if reading.words[place - 1] in ("la", "ala") and reading.words[place] not in ("1", "una", "un"):
        return ":" not in reading.words[place]
    return reading.words[start] == "tipo" and reading.before(start, _KINDS)


def _is_related(reading: Reading, start: int, place: int) -> bool:
    """`hasta las 18`, `las 10 y las 11`, `la de las 9`; but `de las 3 opciones` counts."""
    listed = reading.before(start, _AND) and reading.words[start - 3] == "las"
    if place != start + 1 or not (listed or reading.before(start, _RELATIONS)):
        return False
    word = reading.words[place + 1]
    plural = len(word) > 4 and word.endswith("s") and not word.endswith("mos")
    return not plural or word in _NOT_PLURAL


def _read(reading: Reading, start: int, place: int, *, sure: bool) -> Mark | None:
    shift = _MINUTES_BEFORE.find(reading.words, place)
    time = time_at(reading, place if shift is None else shift[1], sure=sure)
    if time is None:
        return None
    if shift is not None and not may_end(reading, time.end):
        return None  # 5 to 10 messages
    if shift is not None:
        time = Time((time.hour - (shift[0] < 0)) % 24, shift[0] % 60, time.end, certain=True)
    time = with_suffix(reading, start, time, sure=sure)
    half = HALVES.find(reading.words, time.end)
    if half is not None and half[0] != "none":
        return Mark(MarkKind.CLOCK, _clock(time, half[0]), start, half[1])
    if time.certain or _half_follows(reading, time.end) or (sure and may_end(reading, time.end)):
        return Mark(MarkKind.CLOCK, _clock(time, None), start, time.end)
    return None


def _half_follows(reading: Reading, place: int) -> bool:
    """`between 2 and 4 pm`: the second time says what the first number is."""
    if reading.words[place] not in _RANGE:
        return False
    later = single(reading, place + 1)
    return later is not None and later <= 12 and HALVES.find(reading.words, place + 2) is not None


def _clock(time: Time, half: str | None) -> Clock:
    if half == "night":
        half = "am" if time.hour == 12 or time.hour <= _SMALL_HOURS else "pm"
    if half is not None and 1 <= time.hour <= 12:
        return Clock(time.hour, time.minute, half, time.second)
    return Clock(time.hour, time.minute, second=time.second, form=time.form)


def between(reading: Reading, start: int) -> Mark | None:
    """`entre las 10 y las 11`, `between 2 and 4 pm`: one message in that time, taken from its beginning."""
    lead = _BETWEEN.find(reading.words, start)
    first = None if lead is None else _read(reading, start, lead[1], sure=True)
    if lead is None or first is None or reading.words[first.end] not in _AND:
        return None
    article = reading.words[first.end + 1] in ("las", "la")
    second = _read(reading, first.end, first.end + 1 + article, sure=True)
    if second is None or not (article or _is_plain(first, second) or reading.words[second.end] in _ENDS):
        return None
    return Mark(MarkKind.CLOCK, _begin(first.value, second.value), start, second.end)


def _begin(first: Clock, second: Clock) -> Clock:
    """The first of two times; where only the second says its half, the nearest such time before it."""
    if first.half is not None or second.half is None or not 1 <= first.hour <= _NOON:
        return first
    other = "am" if second.half == "pm" else "pm"
    half = second.half if first.hour % _NOON < second.hour % _NOON else other
    return Clock(first.hour, first.minute, half, first.second)


def _is_plain(first: Mark, second: Mark) -> bool:
    """Whether the form of one of both leaves no doubt that they are times of day."""
    return any(mark.value.half or mark.value.form is not ClockForm.SPOKEN for mark in (first, second))


def late(reading: Reading, start: int) -> Mark | None:
    """`a las 25`, `expires at 24`: past the hours of a day, so on the story's own clock."""
    lead = _BEFORE.find(reading.words, start)
    if lead is None or lead[0] != "sure" or not reading.is_figure(lead[1]):
        return None
    hour = single(reading, lead[1])
    if hour is None or not 24 <= hour <= _LAST_HOUR or not may_end(reading, lead[1] + 1):
        return None
    return Mark(MarkKind.SPAN, Span(timedelta(hours=float(hour)), SpanSense.AT), start, lead[1] + 1)


RULES = (
    Rule(clock, _BEFORE.firsts | _NAMES.firsts | _MINUTES_BEFORE.firsts | STARTS, figures=True),
    Rule(late, _BEFORE.firsts),
    Rule(between, _BETWEEN.firsts),
)
