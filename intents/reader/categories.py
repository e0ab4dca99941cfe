"""Words for price categories; kinds of messages (`una promo`, `un recordatorio`) are not read here."""

from __future__ import annotations

from intents.reader.lists import word_list
from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule, held
from pricing.types import Category

_NAMES = word_list("categories", "names", Category)
_CAREFUL = word_list("categories", "careful", Category)
_OTHER = word_list("categories", "other", str)
_THE = frozenset(
    "el un este ese nuestro su tu mi del al the a this that your our my their his her its any buen good ningun algun".split()
)
_GOES_ON = frozenset("de del por que tecnico web gratuito premium and provider area team window ventana desk".split())
_PRICED = frozenset(
    "conversation conversations message messages category rate rates template templates price prices convo convos charge charges or vs costs cost".split()
)


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
    after = reading.words[end]
    if after in _PRICED:
        return True
    plural = reading.words[start] == "servicios"
    if plural:
        return reading.words[start - 2] in (
            "conversaciones",
            "conversacion",
            "categoria",
            "mensajes",
        ) and reading.before(start, ("de",))
    return not reading.before(start, _THE) and after not in _GOES_ON


RULES = (Rule(category, _NAMES.firsts | _CAREFUL.firsts | _OTHER.firsts, figures=True),)
