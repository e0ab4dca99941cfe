"""Calling codes that stand for their country: `+44`, `+1 809`, `números que empiezan con 57`, `area code 416`."""

from __future__ import annotations

from collections.abc import Sequence

from intents.reader.lists import words
from intents.reader.marks import Mark, MarkKind, Token
from intents.reader.reading import Reading, Rule
from intents.reader.runs import runs

_CALLING = {run[0]: run[1].upper() for run, _ in runs("countries", "calling")}
_AREAS = {run[0]: country for run, country in runs("prefixes", "areas")}
_SHARED = frozenset((run[0].upper(), code) for run, code in runs("prefixes", "shared"))
_CUES = dict(runs("prefixes", "cues"))
_LINKING = words("prefixes", "linking", "linking")
_COUNTING = words("prefixes", "counting", "counting")
_COUNTED = words("counted", "names", "counted") - {"de", "of"}
_PHONES = words("counted", "phones", "phones")
_ERROR = frozenset(("error", "errores", "errors", "http"))
_LISTED = frozenset((",", "y", "o", "and", "or", "/", "&"))
_SIGNS = frozenset(("-", "(", ")", "/", "."))
_PARTED = frozenset(("1", "7"))
"""Codes whose countries are told apart by what follows."""
_AREA = 3
"""Digits of an area code inside +1."""
_LONGEST = 6
"""A calling code with what follows it; more digits are a number."""
_LONGEST_CUE = 3
_NEAR = 5


def calling_code(reading: Reading, start: int) -> Mark | None:
    """A prefix, with the area code inside +1; the value is its country."""
    word = reading.words[start]
    if word == "+":
        sure = not reading.is_figure(start - 1) and reading.glued(start + 1) and reading.words[start + 1].isdigit()
        return _mark(reading, start, start + 1) if sure else None
    if not word.isdigit() or len(word) > _LONGEST:
        return None
    if word.startswith("00"):
        return _mark(reading, start, start) if len(word) > 3 else None
    cue = _cue(reading, start)
    return None if cue is None else _cued(reading, start, cue)


def _mark(reading: Reading, start: int, place: int) -> Mark | None:
    code, end = reading.words[place].removeprefix("00"), place + 1
    area = _area(reading, end)
    if area is not None and (code in _PARTED or (code in _CALLING and reading.words[area[1]] in _PHONES)):
        code, end = code + area[0], area[1]
    country = country_of(code)
    return None if country is None or _counts(reading, end) else Mark(MarkKind.COUNTRY, country, start, end)


def country_of(code: str) -> str | None:
    """The country of a calling code, alone or with the digits that follow it; `None` for a round count."""
    if code[:1] == "1" and code[1:] in _AREAS:
        return _AREAS[code[1:]]
    if code in _CALLING:
        return _CALLING[code]
    if len(code) > _LONGEST or code.endswith("00"):
        return None
    return next((_CALLING[code[:end]] for end in range(_AREA, 0, -1) if code[:end] in _CALLING), None)


def _counts(reading: Reading, end: int) -> bool:
    """`+20 clientes`, `34 a day`: the digits before count something."""
    after = reading.words[end]
    return (after in _COUNTED and after not in _PHONES) or after in _COUNTING


def _area(reading: Reading, place: int) -> tuple[str, int] | None:
    """The digits after a code, as in `+1 (416)`, `+1-416`, and the place after them."""
    opened = place
    while reading.words[opened] in _SIGNS and opened < place + 2:
        opened += 1
    digits = reading.words[opened]
    if not digits.isdigit() or len(digits) != _AREA:
        return None
    end = opened + 1 + (reading.words[opened + 1] == ")")
    return None if _counts(reading, end) else (digits, end)


def _cue(reading: Reading, place: int) -> str | None:
    """What the words before announce: a country's code, an area's, or any code; also in a list of several."""
    while reading.before(place, _LISTED) and reading.is_figure(place - 2):
        place -= 2
    while reading.before(place, _LINKING):
        place -= 1
    spans = (tuple(reading.words[place - size : place]) for size in range(_LONGEST_CUE, 0, -1) if size <= place)
    found = next((_CUES[span] for span in spans if span in _CUES), None)
    if found == "digits" and _PHONES.isdisjoint(reading.words[max(place - _NEAR, 0) : place]):
        return None
    return found


def _cued(reading: Reading, place: int, cue: str) -> Mark | None:
    digits = reading.words[place]
    if cue in ("area", "us_area", "mx_area"):
        country = _of_area(digits, cue)
        return None if country is None else Mark(MarkKind.COUNTRY, country, place, place + 1)
    errors = any(word in _ERROR for word in reading.words[max(place - _NEAR, 0) : place + _NEAR])
    if cue == "code" and (errors or digits not in _CALLING):
        return None
    found = _mark(reading, place, place)
    return None if found is not None and len(digits) == 1 and found.end == place + 1 else found


def _of_area(digits: str, cue: str) -> str | None:
    """An area code inside +1; one of Mexico where it is called `lada`."""
    if digits in _AREAS or cue == "area":
        return _AREAS.get(digits)
    if cue == "us_area":
        return "US" if len(digits) == _AREA and digits[0] not in "01" else None
    return "US" if digits == "1" else "MX"


def is_calling_code(tokens: Sequence[Token], mark: Mark) -> bool:
    """Whether a country is only told by its prefix."""
    first = tokens[mark.start].text[:1]
    return mark.kind is MarkKind.COUNTRY and (first == "+" or first.isdigit())


def shares_code(country: str, other: str) -> bool:
    """Whether two countries have one calling code (`CA` and `US`)."""
    codes = {code for one, code in _SHARED if one == country}
    return any((other, code) in _SHARED for code in codes)


RULES = (Rule(calling_code, frozenset("+"), figures=True),)
