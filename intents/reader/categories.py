"""Words for price categories; kinds of messages (`una promo`, `un recordatorio`) are not read here."""

from __future__ import annotations

from intents.reader.lists import word_list, words
from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule, held
from pricing.types import Category

_NAMES = word_list("categories", "names", Category)
_CAREFUL = word_list("categories", "careful", Category)
_OTHER = word_list("categories", "other", str)
_BESIDE = words("categories", "service_beside", "service")
_JOINS = words("categories", "service_joins", "service")
_NOT_AFTER = words("categories", "service_not_after", "service")
_NOT_BEFORE = words("categories", "service_not_before", "service")
_PLURAL_AFTER = words("categories", "service_plural_after", "service")


def category(reading: Reading, start: int) -> Mark | None:
    """A category by any of its names; `ventana de servicio` and the like name none and hold their words."""
    other = _OTHER.find(reading.words, start)
    if other is not None:
        return held(start, other[1])
    found = _NAMES.find(reading.words, start)
    if found is None:
        found = _CAREFUL.find(reading.words, start)
        if found is None or not _is_category(reading, start, found[1]):
            return None
    return Mark(MarkKind.CATEGORY, found[0], start, found[1])


def _is_category(reading: Reading, start: int, end: int) -> bool:
    """Whether `servicio` or `service` is the category and not what a business offers."""
    of = reading.words[start - 2] if reading.before(start, ("de",)) else ""
    if reading.words[start] == "servicios":
        return of in _PLURAL_AFTER
    joined = reading.words[end] in _JOINS and _NAMES.find(reading.words, end + 1) is not None
    if reading.words[end] in _BESIDE or of in _BESIDE or joined:  # `service and marketing prices`
        return True
    return not reading.before(start, _NOT_AFTER) and reading.words[end] not in _NOT_BEFORE


RULES = (Rule(category, _NAMES.firsts | _CAREFUL.firsts | _OTHER.firsts, figures=True),)
