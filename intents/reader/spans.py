"""Stretches of time with their sense: `25 horas después`, `2 hours ago`, `hour 4`, `a 24h window`."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from intents.reader.lengths import DAY, HOUR, MINUTE, PARTS, UNITS, Length, bare_unit, length
from intents.reader.lists import word_list, words
from intents.reader.marks import Mark, MarkKind, Span, SpanSense
from intents.reader.numbers import STARTS, number
from intents.reader.reading import Reading, Rule

_BEFORE = word_list("time", "senses_before", str)
_AFTER = word_list("time", "senses_after", str)
_SHIFTS = word_list("time", "span_shifts", str)
_DAY_PARTS = word_list("time", "day_parts", str)
_COUNTED = words("counted", "names", "counted")
_STORY = word_list("time", "story", int)
_STORY_DAYS = word_list("time", "story_days", int)
_WINDOW_HOURS = 24
_CLOCK_HOURS = range(13, 24)
_SHORT_HOURS = frozenset(("h", "hs", "hr", "hrs"))
_SIGNS = frozenset(("+", "="))
_LAST_STORY_COUNT = 10_000
_LAST_STORY_DAY = 10
"""`día 15` is more likely a day of the month."""


def span(reading: Reading, start: int) -> Mark | None:
    """A length of time with the words before and after it that say how it is meant."""
    lead = _BEFORE.find(reading.words, start)
    if lead is None:
        found, sense = length(reading, start) or _unit_and_half(reading, start), None
    elif lead[0] == "unit":
        return _of_unit(reading, start, lead[1])
    else:
        found, sense = length(reading, _over_about(reading, lead[1])), lead[0]
    if found is None:
        return None
    tail = _AFTER.find(reading.words, found.end)
    if (shifted := _shifted(reading, start, found)) is not None:
        return shifted
    if sense is None:
        return _told_after(reading, start, found, tail)
    return _told_before(reading, start, found, sense, tail)


def _over_about(reading: Reading, place: int) -> int:
    part = PARTS.find(reading.words, place)
    return part[1] if part is not None and part[0] == "about" else place


def _unit_and_half(reading: Reading, start: int) -> Length | None:
    """`hora y media`."""
    found = bare_unit(reading, start)
    return found if found is not None and PARTS.find(reading.words, start + 1) is not None else None


def _of_unit(reading: Reading, start: int, place: int) -> Mark | None:
    """`a la hora`, `al minuto`, `a la media hora`; `al día` and `a la semana` say how often."""
    found = length(reading, place) if PARTS.find(reading.words, place) else bare_unit(reading, place)
    counted = reading.is_figure(start - 1) or reading.before(start, _COUNTED)
    if (
        found is None
        or counted
        or not MINUTE <= found.unit < DAY
        or reading.words[found.end] in ("de", "del")
        or reading.is_figure(found.end)
    ):
        return None
    return _mark(start, found.end, found, SpanSense.AFTER)


def _shifted(reading: Reading, start: int, found: Length) -> Mark | None:
    """`a minute before the 24 hours are up`, `24 horas menos un minuto después`: counted from the end of a length."""
    shift = _SHIFTS.find(reading.words, found.end)
    other = None if shift is None else length(reading, shift[1])
    if shift is None or other is None:
        return None
    code, tail = shift[0], _AFTER.find(reading.words, other.end)
    longer, shorter = (found, other) if code == "less" else (other, found)
    if shorter.time >= longer.time or (code == "less" and (tail is None or tail[0] != "after")):
        return None
    at = Span(longer.time + (shorter.time if code == "on" else -shorter.time), SpanSense.AFTER)
    return Mark(MarkKind.SPAN, at, start, other.end if tail is None or tail[0] == "length" else tail[1])


def _told_before(reading: Reading, start: int, found: Length, sense: str, tail: tuple[str, int] | None) -> Mark | None:
    if tail is not None and tail[0] == "after":
        return _mark(start, tail[1], found, SpanSense.AFTER)
    if sense == "placed":
        return None if _of_day(reading, found) else _mark(start, found.end, found, SpanSense.AFTER)
    if sense == "ahead" and ((found.article and found.unit > DAY) or tail is not None):
        return None
    day = timedelta(hours=_WINDOW_HOURS)
    if sense == "ahead" and found.time == day and reading.words[start] == "dentro":
        return _mark(start, found.end, found, SpanSense.WITHIN)
    return _mark(start, found.end, found, SpanSense(sense))


def _of_day(reading: Reading, found: Length) -> bool:
    """Whether `a las 15 horas`, `a las 10 hs` is a time of day; `a las 2 horas` is two hours later."""
    hours = found.time.total_seconds() / HOUR
    written = reading.words[found.end - 1]
    return found.unit == HOUR and (hours in _CLOCK_HOURS or (written in _SHORT_HOURS and hours in range(1, 24)))


def _told_after(reading: Reading, start: int, found: Length, tail: tuple[str, int] | None) -> Mark | None:
    if tail is not None and tail[0] == "before":
        return _mark(start, tail[1], found, SpanSense.AFTER, back=True)
    if tail is not None and tail[0] != "length":
        return _mark(start, tail[1], found, SpanSense(tail[0]))
    if found.terse or (found.article and (found.unit != HOUR or reading.words[start] in ("a", "an"))):
        return None
    return _mark(start, found.end, found, SpanSense.LENGTH)


def story_span(reading: Reading, start: int) -> Mark | None:
    """A place on the story's own clock: `hora 25`, `hour-25`, `día 2`, `al tercer día`, `h+5`."""
    ordinal = _STORY_DAYS.find(reading.words, start)
    if ordinal is not None:
        return Mark(MarkKind.SPAN, Span(timedelta(days=ordinal[0]), SpanSense.AT, by_day=True), start, ordinal[1])
    found = _STORY.find(reading.words, start)
    if found is None:
        return None
    unit, place = found
    if reading.words[place] in ("-", "+", "#", "n"):
        place += 1
    told = length(reading, place)
    if told is not None:  # t+3h, +30 min
        return _mark(start, told.end, told, SpanSense.AT) if reading.words[place - 1] in _SIGNS else None
    return None if reading.words[start] == "+" else _numbered(reading, start, place, unit)


def _numbered(reading: Reading, start: int, place: int, unit: int) -> Mark | None:
    count = number(reading, place)
    if (
        count is None
        or (count.article and reading.words[place] not in ("one", "uno"))
        or count.value > (_LAST_STORY_DAY if unit >= DAY else _LAST_STORY_COUNT)
    ):
        return None
    time = timedelta(seconds=float(count.value * unit))
    return Mark(MarkKind.SPAN, Span(time, SpanSense.AT, by_day=unit >= DAY), start, count.end)


def _mark(start: int, end: int, found: Length, sense: SpanSense, *, back: bool = False) -> Mark:
    return Mark(MarkKind.SPAN, Span(-found.time if back else found.time, sense, found.unit >= DAY), start, end)


def on_part_of_day(reading: Reading, start: int) -> Mark | None:
    """`three days later in the morning`: a length in days with the part of the day it ends on."""
    told = span(reading, start)
    if told is None or not told.value.by_day or told.value.sense in (SpanSense.LENGTH, SpanSense.WITHIN):
        return None
    part = _DAY_PARTS.find(reading.words, told.end)
    return None if part is None else replace(told, value=replace(told.value, half=part[0]), end=part[1])


_STARTS = _BEFORE.firsts | PARTS.firsts | UNITS.firsts | STARTS
RULES = (
    Rule(span, _STARTS, figures=True),
    Rule(on_part_of_day, _STARTS, figures=True),
    Rule(story_span, _STORY.firsts | _STORY_DAYS.firsts, figures=True),
)
