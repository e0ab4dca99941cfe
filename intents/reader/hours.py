"""Hour and minute, and whether a number is one: `10:05`, `16.30`, `10 y media`, `nine thirty`, `10h30`, `10 hs`."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.lengths import UNITS
from intents.reader.lists import word_list, words
from intents.reader.marks import ClockForm
from intents.reader.numbers import single
from intents.reader.reading import Reading
from intents.reader.runs import runs

HALVES = word_list("time", "halves", str)
_MINUTES_AFTER = word_list("time", "minutes_after", int)
SUFFIXES = word_list("time", "clock_after", str)
_LENGTH_AFTER = word_list("time", "senses_after", str)
DAY_WORDS = frozenset(run[-1] for section in ("weekdays", "days") for run, _ in runs("time", section))
_COUNTED = words("counted", "names", "counted")
_AMOUNT_BEFORE = words("currencies", "amount_before", "amount")
_NO_TIME_AFTER = words("time", "clock_not_before", "other")
_STARTS_PART = frozenset(("", ",", ".", ";", ":", "(", "-", "/"))


class Time(Struct, frozen=True):
    """Hour and minute over tokens up to `end`; `certain` if their form leaves no doubt that it is a time of day."""

    hour: int
    minute: int
    end: int
    certain: bool = False
    second: int = 0
    form: ClockForm = ClockForm.SPOKEN


def time_at(reading: Reading, place: int, *, sure: bool) -> Time | None:
    """The time that begins at a place; `sure` if the words before it already say that it is one."""
    word = reading.words[place]
    if reading.is_figure(place):
        sign = ":" if ":" in word else "." if "." in word else ""
        if sign:
            return _signed(reading, place, sign, sure=sure)
    written = _four_figures(reading, place, sure=sure)
    if written is not None:
        return written
    hour = single(reading, place)
    if hour is None or hour > 23 or hour != int(hour) or (word == "una" and not reading.before(place, ("la", "ala"))):
        return None
    return _with_minutes(reading, int(hour), place + 1, sure=sure)


def _signed(reading: Reading, place: int, sign: str, *, sure: bool) -> Time | None:
    """`10:05`, `10:05:30`, and `16.30` where it cannot be an amount."""
    hour, minute, *rest = reading.words[place].split(sign, 2)
    second = rest[0] if rest else "0"
    if rest and sign == ".":
        return None
    if not hour.isdigit() or not minute.isdigit() or len(hour) > 2 or len(minute) != 2:
        return None
    if int(hour) > 24 or int(minute) > 59 or not second.isdigit() or int(second) > 59:
        return None
    if sign == "." and (hour == "0" or not (sure or _is_no_amount(reading, place))):
        return None
    return Time(int(hour) % 24, int(minute), place + 1, certain=True, second=int(second), form=_form(hour))


def _form(hour: str) -> ClockForm:
    return ClockForm.PADDED if hour.startswith("0") else ClockForm.FIGURES


def _four_figures(reading: Reading, place: int, *, sure: bool) -> Time | None:
    """`at 1530`, `1500h`; `a las 1000 gratis` is a count."""
    word = reading.words[place]
    if len(word) != 4 or not word.isdigit() or int(word[:2]) > 23 or int(word[2:]) > 59:
        return None
    suffix = SUFFIXES.find(reading.words, place + 1)
    hours = suffix is not None and suffix[0] in ("hours", "long")
    told = sure and (word.startswith("0") or not word.endswith("00")) and may_end(reading, place + 1)
    time = Time(int(word[:2]), int(word[2:]), place + 1, certain=True, form=_form(word))
    return time if hours or told else None


def _is_no_amount(reading: Reading, place: int) -> bool:
    said = SUFFIXES.find(reading.words, place + 1) or HALVES.find(reading.words, place + 1)
    return said is not None or (not reading.before(place, _AMOUNT_BEFORE) and may_end(reading, place + 1))


def _with_minutes(reading: Reading, hour: int, place: int, *, sure: bool) -> Time:
    """What follows the hour: `y media`, `menos cuarto`, `h30`, `y 20`, `thirty`."""
    words = reading.words
    said = _MINUTES_AFTER.find(words, place)
    if said is not None and UNITS.find(words, said[1]) is None:
        return Time((hour - (said[0] < 0)) % 24, said[0] % 60, said[1], certain=hour > 0)
    if words[place] == "h" and reading.glued(place + 1) and _minutes(reading, place + 1) is not None:
        return Time(hour, int(words[place + 1]), place + 2, certain=True, form=ClockForm.FIGURES)
    joined = words[place] in ("y", "con")
    end = place + joined + 1
    minute = _minutes(reading, place + joined) if sure or HALVES.find(words, end) else None
    if minute is None or (joined and minute % 5) or not may_end(reading, end):
        return Time(hour, 0, place)
    return Time(hour, minute, end)


def _minutes(reading: Reading, place: int) -> int | None:
    """Two figures or a word that can be minutes."""
    value = single(reading, place)
    if value is None or not 5 <= value < 60 or (reading.is_figure(place) and len(reading.words[place]) != 2):
        return None
    return int(value)


def with_suffix(reading: Reading, start: int, time: Time, *, sure: bool) -> Time:
    """The time with `en punto`, `o'clock`, `-ish`, or `hs` where that says a time of day and not a length."""
    found = SUFFIXES.find(reading.words, time.end)
    if found is None:
        return time
    code, end = found
    placed = sure or time.certain or (start > 0 and reading.words[start - 1] in DAY_WORDS)
    accepted = {
        "sharp": True,
        "about": time.hour <= 12 and may_end(reading, end),
        "hours": time.certain or (time.hour > 0 and (placed or _alone(reading, start, end))),
        "long": placed and (time.hour > 12 or time.certain),
    }[code]
    form = ClockForm.FIGURES if code in ("hours", "long") and time.form is ClockForm.SPOKEN else time.form
    return replace(time, end=end, certain=True, form=form) if accepted else time


def _alone(reading: Reading, start: int, end: int) -> bool:
    """Whether `14 hs` is a time of day by itself: others in the text are, or it begins a part and goes on."""
    if reading.hours_of_day and _LENGTH_AFTER.find(reading.words, end) is None:
        return True
    begins = reading.words[start - 1] in _STARTS_PART and not reading.glued(start)
    return begins and reading.words[end] not in _STARTS_PART


def is_told(reading: Reading, place: int) -> bool:
    """Whether a time of day stands there that needs no word before it: `9:00`, `9 am`, `21 hs`."""
    time = time_at(reading, place, sure=False)
    if time is None:
        return False
    return time.certain or any(words.find(reading.words, time.end) is not None for words in (HALVES, SUFFIXES))


def may_end(reading: Reading, place: int) -> bool:
    """Whether what follows leaves a number to be a time: no unit, no plural of something counted, no sign of money."""
    word = reading.words[place]
    if reading.glued(place) and word[:1].isalpha():
        return False
    if word in _NO_TIME_AFTER or UNITS.find(reading.words, place) is not None:
        return False
    return not (word in _COUNTED and word.endswith("s") and word != "gratis")
