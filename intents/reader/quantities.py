"""Counts: `2000`, `unos 500`, `entre 20 y 25`, `10k`, `mil doscientos`; not times, years, orders or percentages."""

from __future__ import annotations

import re
from decimal import Decimal

from intents.reader.lists import word_list, words
from intents.reader.marks import Mark, MarkKind, Quantity
from intents.reader.numbers import STARTS, Number, number, single
from intents.reader.reading import Reading, Rule

_ABOUT = word_list("numbers", "about", str)
_ABOUT_AFTER = word_list("numbers", "about_after", str)
_RANGE = words("numbers", "joins", "range") | {"-", "–", "—", "/"}
_BETWEEN = words("numbers", "joins", "between")
_ASKING = frozenset(("how", "what"))
_COUNTED = words("counted", "names", "counted")
_NAMING = words("counted", "naming", "naming")
_PRECISE = re.compile(r"[0-9]+[.,][0-9]{2}")
_ONE = frozenset(("uno", "una", "one"))
_ASIDE = 30
"""As far back an opening bracket is looked for."""
_NO_COUNT_AFTER = frozenset(("%", "°", "º", "st", "nd", "rd", "th", "ro", "er", "do", "era"))
_GLUED_AFTER = frozenset(("x", "k", "mil", "m", "mm", "+", "ish"))


def quantity(reading: Reading, start: int) -> Mark | None:
    """A count or a range of counts, with the words that make it approximate."""
    about = None if reading.before(start, _ASKING) else _ABOUT.find(reading.words, start)
    place = start if about is None else about[1]
    between = place == start and reading.words[start] in _BETWEEN
    low = number(reading, place + between)
    if low is None or not _counts(reading, place + between, low):
        return None
    high = _upper(reading, low, between=between)
    if high is not None and reading.words[high.end] in ("am", "pm"):
        return None
    if high is None and (between or low.article or _is_fraction(reading, place, low)):
        return None
    end, top = (low.end, low) if high is None else (high.end, high)
    after = _ABOUT_AFTER.find(reading.words, end)
    vague = place > start or low.vague or after is not None
    value = Quantity(_whole(_scaled(low, high)), _whole(top.value), vague)
    return Mark(MarkKind.QUANTITY, value, start, end if after is None else after[1])


def _is_fraction(reading: Reading, place: int, found: Number) -> bool:
    """`24/7`, `1/2`: two figures with a stroke that make no range."""
    before = reading.words[place - 1] == "/" and reading.is_figure(place - 2)
    return before or (reading.words[found.end] == "/" and reading.is_figure(found.end + 1))


def _counts(reading: Reading, place: int, found: Number) -> bool:
    """Whether a number is a count: whole, no article, no name of something, not part of a word."""
    if (
        _PRECISE.fullmatch(reading.words[place])
        or (found.article and not _from_one(reading, place))
        or found.value != found.value.to_integral_value()
        or found.value > 10**10
    ):
        return False
    if reading.before(place, ("el",)) and found.value <= 31 and reading.words[found.end] not in _COUNTED:
        return False  # el 26 a la mañana
    if reading.before(place, _NAMING) or reading.words[found.end] in _NO_COUNT_AFTER:
        return False
    if (
        found.digits
        and reading.glued(place)
        and reading.words[place - 1][-1:].isalpha()
        and reading.words[place - 1] != "x"
    ):
        return False
    return not (_enumerates(reading, place, found) or _in_word(reading, found))


def _from_one(reading: Reading, place: int) -> bool:
    """`uno o dos`, `one to three`: an article that begins a range."""
    return (
        reading.words[place] in _ONE and reading.words[place + 1] in _RANGE and single(reading, place + 2) is not None
    )


def _in_word(reading: Reading, found: Number) -> bool:
    """`2fa`, `360dialog`: letters touch the number and are nothing that is counted."""
    after = reading.words[found.end]
    if not found.digits or not reading.glued(found.end) or not after[:1].isalpha():
        return False
    return after not in _COUNTED and after not in _GLUED_AFTER


def _enumerates(reading: Reading, place: int, found: Number) -> bool:
    """`1) … 2) …`, and `1. …` at the start of a line."""
    sign = reading.words[found.end]
    if not found.digits or found.value > 20 or sign not in (")", ".") or not reading.glued(found.end):
        return False
    if sign == ")":
        inside = [word for word in reading.words[max(place - _ASIDE, 0) : place] if word in ("(", ")")]
        return not inside or inside[-1] == ")"
    return found.end + 1 < reading.size and (place == 0 or "\n" in reading.gap(place))


def _upper(reading: Reading, low: Number, *, between: bool) -> Number | None:
    """The upper end of a range: more than the lower one, and not on the far side of a comma."""
    join = reading.words[low.end]
    if join not in _RANGE or (join in ("y", "and") and not between):
        return None
    high = number(reading, low.end + 1)
    if high is None or high.article or high.value <= low.value or high.digits != low.digits:
        return None
    if not _counts(reading, low.end + 1, high) and reading.words[low.end] not in ("-", "–"):
        return None
    return high


def _scaled(low: Number, high: Number | None) -> Decimal:
    """In `5 a 10 mil` the thousand goes with both."""
    if high is None or high.value < 1000 or low.value >= 1000 or high.value % 1000 or low.value * 1000 >= high.value:
        return low.value
    return low.value * 1000 if low.value < 100 and high.value // 1000 > low.value else low.value


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1))


RULES = (Rule(quantity, _ABOUT.firsts | _BETWEEN | STARTS, figures=True),)
