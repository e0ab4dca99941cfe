"""How often or for each: `al día`, `per week`, `mensuales`, `por cada pedido`, `a cada paciente`."""

from __future__ import annotations

from intents.reader.lists import word_list, words
from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule, held

_PERIODS = word_list("periods", "names", str)
_EACH = word_list("periods", "each", str)
_COUNTED = words("counted", "names", "counted") | {"k", "mil"}
_OTHER = word_list("periods", "other", str)


def period(reading: Reading, start: int) -> Mark | None:
    """A period, or `each`; `cada vez` is none."""
    other = _OTHER.find(reading.words, start)
    if other is not None:
        return held(start, other[1])
    found = _PERIODS.find(reading.words, start)
    if found is not None and (reading.words[start] != "/" or _counted_before(reading, start)):
        return Mark(MarkKind.PER, found[0], start, found[1])
    each = _EACH.find(reading.words, start)
    if each is None or not reading.words[each[1]].isalpha() or _OTHER.find(reading.words, each[1] - 1) is not None:
        return None
    return Mark(MarkKind.PER, "each", start, each[1] + 1)


def _counted_before(reading: Reading, start: int) -> bool:
    """`300/día`, `mensajes/mes`; but `fecha/hora`."""
    return reading.is_figure(start - 1) or reading.before(start, _COUNTED)


RULES = (Rule(period, _PERIODS.firsts | _EACH.firsts | _OTHER.firsts),)
