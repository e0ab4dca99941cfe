"""Countries and regions, by name, demonym, city, code or flag."""

from __future__ import annotations

from collections.abc import Sequence

from intents.reader.lists import WordList, word_list, words
from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule, held
from intents.reader.runs import Run, runs

_FLAG_A = 0x1F1E6
_ISO = frozenset(code for section in ("names", "careful", "persons") for _, code in runs("countries", section))
_JOINED = 8
"""Letters from which on a name of several words is also read as one (`costarica`)."""


def _named(section: str) -> list[tuple[Run, str]]:
    return [entry for name in ("places", "demonyms", "cities", "countries") for entry in runs(name, section)]


def _joined(entries: Sequence[tuple[Run, str]]) -> list[tuple[Run, str]]:
    written = (("".join(run), code) for run, code in entries if len(run) > 1)
    return [((word,), code) for word, code in written if word.isalpha() and len(word) >= _JOINED]


_NAMES: WordList[str] = WordList([*_joined(runs("countries", "names")), *_named("names")])
_CAREFUL: WordList[str] = WordList(_named("careful"))
_PERSONS: WordList[str] = WordList([*runs("cities", "persons"), *runs("countries", "persons")])
_CATEGORIES = frozenset(run[0] for run, _ in runs("categories", "names"))
_FEW = 3
_SHORT = 7
_CUED = word_list("countries", "cued", str)
_CAPITALS = word_list("countries", "capitals", str)
_OTHER: WordList[str] = WordList([*runs("countries", "other"), *runs("demonyms", "other")])
_REGIONS = word_list("regions", "names", str)
_CUES = words("cues", "place", "in")
_STRICT_CUES = words("cues", "strict", "in")
_LISTED = frozenset((",", "/", "-", "y", "o", "e", "and", "or", "&", "n"))
_OBJECTS = words("cues", "object", "it")
_NEVER = words("countries", "codes", "never")
_IN_CAPITALS = words("countries", "codes", "capitals")
_IN_LOWER = words("countries", "codes", "lower")
_ALONE = words("countries", "codes", "alone")
_LAST = words("countries", "codes", "last")


def place(reading: Reading, start: int) -> Mark | None:
    """A country, or a region of several."""
    other = _OTHER.find(reading.words, start)
    if other is not None:
        return held(start, other[1]) if other[0] == "none" else Mark(MarkKind.COUNTRY, other[0], start, other[1])
    country = _NAMES.find(reading.words, start) or _if_expected(reading, start)
    region = _REGIONS.find(reading.words, start)
    if region is not None and (country is None or region[1] > country[1]):
        return Mark(MarkKind.REGION, region[0], start, region[1])
    return None if country is None else Mark(MarkKind.COUNTRY, country[0], start, country[1])


def _if_expected(reading: Reading, start: int) -> tuple[str, int] | None:
    """A name that is also something else, if the words around or its letters say that a place is meant."""
    person = _PERSONS.find(reading.words, start)
    if person is not None:
        return person if _is_no_person(reading, start, person[1]) else None
    return _if_careful(reading, start) or _if_cued(reading, start)


def _is_no_person(reading: Reading, start: int, end: int) -> bool:
    """`en Santiago`, `marketing Jordan`; but `Santiago me escribió`, `a Santiago le mandé`."""
    beside = reading.words[start - 1] in _CATEGORIES or reading.words[end] in _CATEGORIES
    return beside or _is_all(reading, start, end) or (reading.words[start - 1] != "a" and _is_cued(reading, start))


def _is_all(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but signs and joining words stands beside: then it answers what country is meant."""
    if end - start + _FEW < reading.size:
        return False
    others = [word for place, word in enumerate(reading.words[: reading.size]) if not start <= place < end]
    return all(word in _LISTED or word in _PERSONS.firsts or not word.isalpha() for word in others)


def _if_careful(reading: Reading, start: int) -> tuple[str, int] | None:
    found = _CAREFUL.find(reading.words, start)
    if found is None:
        return None
    named = reading.tokens[start].text[:1].isupper() or reading.before(start, _CUES)
    return found if named or _is_priced(reading, start, found[1]) else None


def _is_priced(reading: Reading, start: int, end: int) -> bool:
    """`utility price turkey?`: the last word of a short question about a category."""
    first, last = reading.sentence(start)
    ends = not any(word.isalnum() for word in reading.words[end:last])
    return ends and last - first <= _SHORT and not _CATEGORIES.isdisjoint(reading.words[first:start])


def _if_cued(reading: Reading, start: int) -> tuple[str, int] | None:
    shouted = reading.tokens[start].text.isupper()
    found = _CUED.find(reading.words, start)
    verb = found is not None and reading.words[found[1]] in _OBJECTS
    if found is not None and (shouted or (not verb and _is_cued(reading, start))):
        return found
    return _CAPITALS.find(reading.words, start) if shouted else None


def _is_cued(reading: Reading, start: int) -> bool:
    """Whether a place was to be expected: after a preposition, or in a list after another place."""
    if reading.before(start, _LISTED):
        before = reading.words[start - 2]
        listed = start > 1 and reading.tokens[start - 2].text in _ISO
        return listed or before in _IN_LOWER or before in _SINGLE
    return reading.before(start, _STRICT_CUES)


def _flag(iso: str) -> str:
    return "".join(chr(ord(sign) - ord("A") + _FLAG_A) for sign in iso)


def code(reading: Reading, start: int) -> Mark | None:
    """An ISO code in capitals, or after a cue, and a flag."""
    text = reading.tokens[start].text
    if ord(text[0]) >= _FLAG_A:
        iso = "".join(chr(ord(sign) - _FLAG_A + ord("A")) for sign in text)
        return Mark(MarkKind.COUNTRY, iso, start, start + 1) if iso in _ISO else None
    word = reading.words[start]
    if reading.glued(start) and reading.is_figure(start - 1):
        return None  # `the 4,000th`
    iso = "GB" if word == "uk" else word.upper()
    if iso not in _ISO or word in _NEVER or "." in text:
        return None
    cued = _is_cued(reading, start)
    shown = text.isupper() and not reading.shouted and (cued or word in _IN_CAPITALS)
    typed = word in _IN_LOWER and (cued or _is_beside(reading, start))
    alone = (word in _ALONE or word in _LAST) and _ends(reading, start)
    return Mark(MarkKind.COUNTRY, iso, start, start + 1) if shown or typed or alone else None


def _is_beside(reading: Reading, start: int) -> bool:
    """`marketing mx`, `mx marketing`."""
    near = reading.words[start - 1] if start else "", reading.words[start + 1]
    return not _CATEGORIES.isdisjoint(near)


def _ends(reading: Reading, start: int) -> bool:
    """`precio mx`; of codes that are words as well, `utility us` and `¿y co?`: a short question that ends with one."""
    first, last = reading.sentence(start)
    if last - first > _SHORT or any(word.isalnum() for word in reading.words[start + 1 : last]):
        return False
    word = reading.words[start]
    alone = all(word in _LISTED or not word.isalpha() for word in reading.words[first:start])
    return alone or word in _LAST or reading.before(start, _CATEGORIES)


_SINGLE = frozenset(run[-1] for run, _ in runs("countries", "names")) | frozenset(
    run[0] for run, _ in runs("countries", "cued")
)
_NAMED = (
    _NAMES.firsts
    | _CAREFUL.firsts
    | _PERSONS.firsts
    | _CUED.firsts
    | _CAPITALS.firsts
    | _OTHER.firsts
    | _REGIONS.firsts
)
_CODED = frozenset(iso.lower() for iso in _ISO) | {"uk"} | {_flag(iso) for iso in _ISO}
RULES = (Rule(place, _NAMED), Rule(code, _CODED))
