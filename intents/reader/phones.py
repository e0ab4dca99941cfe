"""Phone numbers that are written out: `+52 1 55 1234 5678`, `0034 600 123 456`, `wa.me/5215512345678`."""

from __future__ import annotations

from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule

WA_ME = "wa.me/"
_SEPARATORS = frozenset(("-", "(", ")", ".", "/"))
_FEWEST, _MOST = 8, 15
"""Digits of an international number (ITU-T E.164)."""
_RUN = range(11, 14)
"""A run of as many digits without any sign is a phone number too; nothing else in a question is that long."""
_MOST_TOKENS = 14


def phone(reading: Reading, start: int) -> Mark | None:
    """An international number; the value is `+` and its digits, whatever stood between them."""
    word = reading.words[start]
    if word == "+":
        return _groups(reading, start, start + 1) if reading.glued(start + 1) else None
    if word.startswith(WA_ME):
        return _whole(word.removeprefix(WA_ME).removeprefix("+"), start)
    if word.startswith("00") and (word == "00" or word.strip("0")):
        return _groups(reading, start, start, skip=2)
    return _whole(word, start) if len(word) in _RUN else None


def _whole(digits: str, start: int) -> Mark | None:
    if not digits.isdecimal() or not _FEWEST <= len(digits) <= _MOST:
        return None
    return Mark(MarkKind.PHONE, f"+{digits}", start, start + 1)


def _groups(reading: Reading, start: int, place: int, skip: int = 0) -> Mark | None:
    """Collect groups of digits as long as a number can be."""
    digits, end = "", place
    while place < min(start + _MOST_TOKENS, reading.size):
        word = reading.words[place]
        if reading.is_figure(place):
            more = digits + "".join(sign for sign in word if sign.isdigit())
            if len(more) - skip > _MOST:
                break
            digits, end = more, place + 1
        elif word not in _SEPARATORS:
            break
        place += 1
    digits = digits[skip:]
    return Mark(MarkKind.PHONE, f"+{digits}", start, end) if _FEWEST <= len(digits) <= _MOST else None


RULES = (Rule(phone, frozenset(("+", WA_ME)), figures=True),)
