"""Under which rules, where no date is named: `con las reglas de hoy`, `old pricing`, `nowadays`."""

from __future__ import annotations

from intents.reader.lists import word_list
from intents.reader.marks import Mark, MarkKind
from intents.reader.reading import Reading, Rule

_ERAS = word_list("eras", "names", str)


def era(reading: Reading, start: int) -> Mark | None:
    """An era by name, or the rules of today."""
    found = _ERAS.find(reading.words, start)
    return None if found is None else Mark(MarkKind.ERA, found[0], start, found[1])


RULES = (Rule(era, _ERAS.firsts, figures=True),)
