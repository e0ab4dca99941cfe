"""Numbers in digits and words, and the counts that people make of them."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from intents.entities import entities
from intents.reader.lists import word_list, words
from intents.reader.reading import Reading

_UNITS = word_list("numbers", "names", Decimal)
_SCALES = word_list("numbers", "scales", Decimal)
_SMALL_SCALES = word_list("numbers", "small_scales", Decimal)
_IDIOMS = word_list("numbers", "idioms", Decimal)
_AND = words("numbers", "joins", "and")
_COUNTED = words("counted", "names", "counted")
_SPANISH_COUNTED = _COUNTED - set(entities("en", "counted")["names"]["counted"])
_SPANISH_COUNTED = _COUNTED - set(entities("en", "counted")["names"]["counted"])
_VAGUE = frozenset(("par", "couple"))
_ARTICLES = frozenset(("un", "una", "uno", "a", "an", "one"))
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,'’][0-9]{3})+(?:[.,][0-9]{1,2})?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_LONGEST = 12
"""Words in one number: enough for any count that somebody writes out."""


class Number(Struct, frozen=True):
    """A number over tokens up to `end`; `digits` if it began with a figure, `article` if it is only `un` or `a`."""

    value: Decimal
    end: int
    digits: bool
    article: bool = False
    vague: bool = False
    """`un par de miles` is said of about as many."""


def figure(word: str) -> Decimal | None:
    """Read digits: groups of three are thousands (`1.200`, `1,200`), anything else after one sign are decimals."""
    if _THOUSANDS.fullmatch(word) and not word.startswith("0"):
        head, tail = (
            (word, "") if len(word) > 3 and word[-4] in ".,'’" else (word[: _last(word)], word[_last(word) + 1 :])
        )
        return Decimal(re.sub(r"\D", "", head) + ("." + tail if tail else ""))
    return Decimal(word.replace(",", ".")) if _PLAIN.fullmatch(word) else None


def _last(word: str) -> int:
    return max(word.rfind("."), word.rfind(","))


def number(reading: Reading, start: int) -> Number | None:
    """The number that begins at a place (`10 mil`, `1.2k`, `mil doscientos`, `half a million`, `un par de miles`)."""
    known = reading.numbers
    if start not in known:
        known[start] = _number(reading, start)
    return known[start]  # type: ignore[return-value]  # only ever filled here


def _number(reading: Reading, start: int) -> Number | None:
    idiom = _IDIOMS.find(reading.words, start)
    if idiom is not None:
        value, end = idiom
        scale = _SCALES.find(reading.words, end) or _SMALL_SCALES.find(reading.words, end)
        if scale is not None:
            return Number(
                value * scale[0], scale[1], digits=False, vague=not _VAGUE.isdisjoint(reading.words[start:end])
            )
        if value >= 1:
            return Number(value, end, digits=False, vague=not _VAGUE.isdisjoint(reading.words[start:end]))
        return None
    return _composed(reading, start)


def _composed(reading: Reading, start: int) -> Number | None:
    """Add and multiply words and figures from left to right, as far as they make one number."""
    total, current, largest = Decimal(0), None, Decimal(10) ** 12
    place = end = start
    while place < min(start + _LONGEST, reading.size):
        if current is not None or place > start:
            place = _after_join(reading, place, end)
        scale = _scale(reading, place, bare=current is None and place == start)
        if scale is not None and scale[0] < largest and (current is not None or place == start or total):
            if current is None and total:
                break
            total, current, largest = total + (1 if current is None else current) * scale[0], None, scale[0]
            place = end = scale[1]
            continue
        unit = _unit(reading, place)
        if place > start and reading.words[place] in ("a", "an", "un", "una") and reading.words[place - 1] not in _AND:
            break
        if unit is None or not _fits(unit[0], current, largest, first=place == start):
            break
        current = unit[0] + (current or 0)
        place = end = unit[1]
        small = _SMALL_SCALES.find(reading.words, place)
        if small is not None and current < 100:
            current, place, end = current * small[0], small[1], small[1]
    if end == start:
        return None
    value = total + (current or 0)
    article = end == start + 1 and reading.words[start] in _ARTICLES
    return Number(value, end, reading.is_figure(start), article)


def _after_join(reading: Reading, place: int, end: int) -> int:
    """Step over `y`, `and` or a hyphen inside a number of words (`treinta y cinco`, `thirty-five`)."""
    joined = reading.words[place] in _AND or (reading.words[place] == "-" and not reading.is_figure(end - 1))
    if joined and not reading.is_figure(place + 1) and not reading.is_figure(end - 1):
        return place + 1
    return place


def _scale(reading: Reading, place: int, *, bare: bool) -> tuple[Decimal, int] | None:
    """A word that multiplies; alone (`mil`) it counts one, except for letters and vague plurals (`miles`)."""
    found = _SCALES.find(reading.words, place)
    word = reading.words[place]
    if found is None:
        glued = reading.glued(place) and reading.is_figure(place - 1) and reading.tokens[place].text == "M"
        return (Decimal(10**6), place + 1) if glued else None
    return None if bare and word not in ("mil", "millon") else found


def _unit(reading: Reading, place: int) -> tuple[Decimal, int] | None:
    if reading.is_figure(place):
        return _spaced_thousands(reading, place) or _figure(reading, place)
    if reading.words[place] == "once" and not _eleven(reading, place):
        return None
    return _UNITS.find(reading.words, place)


def _figure(reading: Reading, place: int) -> tuple[Decimal, int] | None:
    value = figure(reading.words[place])
    return None if value is None else (value, place + 1)


def _spaced_thousands(reading: Reading, place: int) -> tuple[Decimal, int] | None:
    """`10 000`, and `10 500 mensajes`: two figures that only together count something."""
    first, second = reading.words[place], reading.words[place + 1]
    if not (first.isdigit() and len(first) <= 3 and first[0] != "0" and second.isdigit() and len(second) == 3):
        return None
    if second != "000" and (reading.words[place + 2] not in _COUNTED or reading.before(place, ("las", "at"))):
        return None
    return (Decimal(first + second), place + 2) if reading.gap(place + 1) == " " else None


def _eleven(reading: Reading, place: int) -> bool:
    """`once` is eleven in Spanish only: before something counted, or as an hour."""
    after = reading.words[place + 1]
    return (
        after in _SPANISH_COUNTED
        or reading.before(place, ("las", "y", "a"))
        or _SCALES.find(reading.words, place + 1) is not None
    )


def _fits(value: Decimal, current: Decimal | None, largest: Decimal, *, first: bool) -> bool:
    """Whether a part can follow: `veinte cinco` is 25, `dos tres` are two numbers, after `mil` only less than it."""
    if first:
        return True
    if value >= largest or value == 0:
        return False
    return current is None or (current % (10 ** len(str(int(value)))) == 0 and current > value)


def single(reading: Reading, place: int) -> Decimal | None:
    """A number of one token, in digits or as a word; articles are none (but `una` is, for `la una`)."""
    if reading.words[place] in ("un", "uno", "a", "an"):
        return None
    found = _unit(reading, place)
    return None if found is None or found[1] != place + 1 else found[0]


STARTS = _UNITS.firsts | _SCALES.firsts | _IDIOMS.firsts
"""Words that a number can begin with, besides digits."""
