"""Days by name or by distance: `lunes`, `tues`, `ayer`, `al día siguiente`."""

from __future__ import annotations

from intents.reader.hours import HALVES, SUFFIXES, may_end
from intents.reader.lists import word_list, words
from intents.reader.marks import Day, Mark, MarkKind
from intents.reader.monthdays import day_number
from intents.reader.reading import Reading, Rule, held

_WEEKDAYS = word_list("time", "weekdays", int)
_DAYS = word_list("time", "days", str)
_PARTS = word_list("time", "day_parts", str)
_MONTHS = word_list("time", "months", int)
_ARTICLES = words("cues", "day", "on")
_ALSO_WORDS = words("time", "weekdays_short", "word")
_TIME_AFTER = words("time", "weekdays_short", "before_time") | {"@", ".", ":"}
_TIME_BEFORE = words("time", "weekdays_short", "after_time")


def day(reading: Reading, start: int) -> Mark | None:
    """A day counted from now or from what was told before; `por la mañana` is none and holds its words."""
    found = _DAYS.find(reading.words, start)
    if found is None:
        return None
    code, end = found
    if code == "none":
        return held(start, end)
    base, distance, *half = code.split()
    part = half[0] if half else None
    if base == "now":
        return Mark(MarkKind.DAY, Day(from_now=int(distance), half=part), start, end)
    return Mark(MarkKind.DAY, Day(from_previous=int(distance), half=part), start, end)


def weekday(reading: Reading, start: int) -> Mark | None:
    """A weekday, also short, where the words around leave no doubt."""
    found = _WEEKDAYS.find(reading.words, start)
    if found is None:
        return None
    value, end = found
    if reading.words[start] in _ALSO_WORDS and not _beside_time(reading, start, end):
        return None
    of_month, end = _day_of_month(reading, end)
    half, end = _PARTS.find(reading.words, end) or (None, end)
    return Mark(MarkKind.DAY, Day(weekday=value, of_month=of_month, half=half), start, end)


def _day_of_month(reading: Reading, end: int) -> tuple[int | None, int]:
    """`el lunes 14 a las 3`, `Monday the 6th`: the number says which Monday; a time or a count it is not."""
    found = day_number(reading, end + (reading.words[end] in ("the", ",")))
    if found is None or (reading.words[end] in ("the", ",") and not found[2]):
        return None, end
    number, place, ordinal = found
    goes_on = [words.find(reading.words, place) for words in (HALVES, SUFFIXES, _MONTHS)]
    dated = reading.words[place] in ("de", "of")
    counts = dated or any(goes_on) or (not ordinal and not may_end(reading, place))
    return (None, end) if counts else (number, place)


def _beside_time(reading: Reading, start: int, end: int) -> bool:
    """Whether `mar`, `sat`, `sun` are days: beside a time of day, or after what a day comes after."""
    before = reading.before(start, _ARTICLES) or reading.before(start, _TIME_BEFORE)
    return before or reading.is_figure(end) or reading.words[end] in _TIME_AFTER or ":" in reading.words[start - 1]


RULES = (Rule(day, _DAYS.firsts), Rule(weekday, _WEEKDAYS.firsts))
