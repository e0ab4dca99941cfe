"""Numbers in digits and words: `10 mil`, `1.2k`, `mil doscientos`, `half a million`, `un par de miles`."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from intents.entities import entities
from intents.reader.figures import Found, figure_at
from intents.reader.lists import word_list, words
from intents.reader.reading import Reading

_UNITS = word_list("numbers", "names", Decimal)
_SCALES = word_list("numbers", "scales", Decimal)
_SMALL_SCALES = word_list("numbers", "small_scales", Decimal)
_HALVES = word_list("numbers", "halves", str)
_IDIOMS = word_list("numbers", "idioms", Decimal)
_AND = words("numbers", "joins", "and")
_SPANISH_COUNTED = words("counted", "names", "counted") - set(entities("en", "counted")["names"]["counted"])
_BARE_SCALES = words("numbers", "bare_scales", "one")
_VAGUE = words("numbers", "vague", "vague")
_ARTICLES = frozenset(("un", "una", "uno", "a", "an", "one"))
_NEVER_INSIDE = frozenset(("un", "una", "a", "an"))
_NUMBER_WORDS = _UNITS.firsts | _SCALES.firsts
_LONGEST = 20
"""Words in one number: enough for any count that somebody writes out."""
_UNBOUNDED = Decimal(10) ** 12


class Number(Struct, frozen=True):
    """A number over tokens up to `end`; `digits` if it began with a figure, `article` if it is only `un` or `a`."""

    value: Decimal
    end: int
    digits: bool
    article: bool = False
    vague: bool = False
    """`un par de miles` is said of about as many."""


class _Sum(Struct, frozen=True):
    """A number as far as it is read: what is multiplied already, what may be, and below what the rest must stay."""

    end: int
    total: Decimal = Decimal(0)
    current: Decimal | None = None
    bound: Decimal = _UNBOUNDED


def number(reading: Reading, start: int) -> Number | None:
    """The number that begins at a place."""
    known = reading.numbers
    if start not in known:
        known[start] = _idiom(reading, start) or _composed(reading, start)
    return known[start]  # type: ignore[return-value]  # only ever filled here


def single(reading: Reading, place: int) -> Decimal | None:
    """A number of one token, in digits or as a word; articles are none (but `una` is, for `la una`)."""
    if reading.words[place] in ("un", "uno", "a", "an"):
        return None
    found = _unit(reading, place)
    return None if found is None or found[1] != place + 1 else found[0]


def _idiom(reading: Reading, start: int) -> Number | None:
    """`un par de miles`, `half a million`, `media docena`."""
    found = _IDIOMS.find(reading.words, start)
    if found is None:
        return None
    value, end = found
    vague = not _VAGUE.isdisjoint(reading.words[start:end])
    scale = _SCALES.find(reading.words, end) or _SMALL_SCALES.find(reading.words, end)
    if scale is not None:
        return Number(value * scale[0], scale[1], digits=False, vague=vague)
    return Number(value, end, digits=False, vague=vague) if value >= 1 else None


def _composed(reading: Reading, start: int) -> Number | None:
    """Add and multiply words and figures from left to right, as far as they make one number."""
    so_far = _Sum(start)
    longer = _longer(reading, start, so_far)
    while longer is not None and longer.end < start + _LONGEST:
        so_far, longer = longer, _longer(reading, start, longer)
    if so_far.end == start:
        return None
    article = so_far.end == start + 1 and reading.words[start] in _ARTICLES
    value = so_far.total + (so_far.current or 0)
    return Number(value, so_far.end, reading.is_figure(start), article)


def _longer(reading: Reading, start: int, so_far: _Sum) -> _Sum | None:
    """The number with one more part, or nothing if what follows is no part of it."""
    first = so_far.end == start
    place = so_far.end if first else _over_join(reading, so_far.end)
    scale = _scale(reading, place, bare=first)
    if scale is not None and scale[0] < so_far.bound and (first or so_far.current is not None):
        count = Decimal(1) if so_far.current is None else so_far.current
        count, end = _and_half(reading, count, scale[1])
        return _Sum(end, so_far.total + count * scale[0], None, scale[0])
    if not first and reading.words[place] in _NEVER_INSIDE and place == so_far.end:
        return None
    unit = _unit(reading, place)
    if unit is None or not (first or _fits(unit[0], so_far)):
        return None
    current, end = unit[0] + (so_far.current or 0), unit[1]
    halved = _and_half(reading, current, end)
    if _SCALES.find(reading.words, halved[1]) is not None:  # two and a half million
        current, end = halved
    small = _SMALL_SCALES.find(reading.words, end)
    if small is not None and current < 100:
        current, end = current * small[0], small[1]
    return _Sum(end, so_far.total, current, so_far.bound)


def _and_half(reading: Reading, count: Decimal, end: int) -> Found:
    """`un millón y medio`."""
    half = _HALVES.find(reading.words, end)
    return (count, end) if half is None else (count + Decimal("0.5"), half[1])


def _fits(value: Decimal, so_far: _Sum) -> bool:
    """Whether a part can follow: `veinte cinco` is 25, `dos tres` are two numbers, after `mil` only less than it."""
    if value >= so_far.bound or value == 0:
        return False
    current = so_far.current
    return current is None or (value < current and current % (10 ** len(str(int(value)))) == 0)


def _over_join(reading: Reading, end: int) -> int:
    """Step over `y`, `and` or a hyphen between words of a number (`treinta y cinco`, `thirty-five`)."""
    joined = reading.words[end] in _AND or reading.words[end] == "-"
    return end + 1 if joined and not reading.is_figure(end - 1) and not reading.is_figure(end + 1) else end


def _scale(reading: Reading, place: int, *, bare: bool) -> Found | None:
    """A word that multiplies; alone only `mil` counts one, neither letters nor vague plurals (`miles`) do."""
    found = _SCALES.find(reading.words, place)
    if found is not None:
        return found if not bare or reading.words[place] in _BARE_SCALES else None
    million = reading.glued(place) and reading.is_figure(place - 1) and reading.tokens[place].text == "M"
    return (Decimal(10**6), place + 1) if million else None


def _unit(reading: Reading, place: int) -> Found | None:
    if reading.is_figure(place):
        return figure_at(reading, place)
    if reading.words[place] == "once" and not _eleven(reading, place):
        return None
    return _UNITS.find(reading.words, place)


def _eleven(reading: Reading, place: int) -> bool:
    """`once` is eleven in Spanish only: before something counted, or as an hour."""
    follows = reading.words[place + 1] in _SPANISH_COUNTED or _SCALES.find(reading.words, place + 1) is not None
    return follows or reading.before(place, ("las", "y", "a")) or reading.before(place, _NUMBER_WORDS)


STARTS = _UNITS.firsts | _SCALES.firsts | _IDIOMS.firsts
"""Words that a number can begin with, besides digits."""
