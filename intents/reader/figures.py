"""Figures: `2000`, `2.000`, `1,200.50`, `10 000`."""

from __future__ import annotations

import re
from decimal import Decimal

from intents.reader.lists import words
from intents.reader.reading import Reading

_COUNTED = words("counted", "names", "counted")
_THOUSANDS = re.compile(r"([0-9]{1,3}(?:[.,'’][0-9]{3})+)(?:[.,]([0-9]{1,2}))?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_LONGEST = 15
"""Figures beyond this are codes; no count has as many."""
_TIMES = ("las", "at")

Found = tuple[Decimal, int]
"""A value, and the place after it."""


def figure(word: str) -> Decimal | None:
    """Read digits: groups of three are thousands (`1.200`, `1,200`), anything else after one sign are decimals."""
    if len(word) > _LONGEST:
        return None
    grouped = None if word.startswith("0") else _THOUSANDS.fullmatch(word)
    if grouped is not None:
        return Decimal(f"{re.sub(r'[^0-9]', '', grouped[1])}.{grouped[2] or '0'}").normalize() + 0
    return Decimal(word.replace(",", ".")) if _PLAIN.fullmatch(word) else None


def figure_at(reading: Reading, place: int) -> Found | None:
    """The figure that begins at a place, over two tokens where a space parts the thousands."""
    spaced = _spaced(reading, place)
    if spaced is not None:
        return spaced
    value = figure(reading.words[place])
    return None if value is None else (value, place + 1)


def _spaced(reading: Reading, place: int) -> Found | None:
    """`10 000`, and `10 500 mensajes`: two figures that only together count something."""
    first, second = reading.words[place], reading.words[place + 1]
    if len(second) != 3 or not second.isdigit() or len(first) > 3 or not first.isdigit() or first[0] == "0":
        return None
    if second != "000" and (reading.words[place + 2] not in _COUNTED or reading.before(place, _TIMES)):
        return None
    return (Decimal(first + second), place + 2) if reading.gap(place + 1) == " " else None
