"""Checks that catalog, phrases and word lists agree in both languages, and names every mistake at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from intents import catalog, phrases
from intents.catalog import LANGUAGES, Catalog
from intents.check_entities import of_entities
from intents.check_phrases import of_phrases, readable
from intents.entities import entities, lists
from intents.problems import Problem


def check() -> tuple[Problem, ...]:
    """Return every mistake of the packaged sources, sorted by place."""
    known = catalog.load()
    broken, texts = readable(chain.from_iterable(map(phrases.files, LANGUAGES)))
    words = {language: {name: entities(language, name) for name in lists(language)} for language in LANGUAGES}
    return tuple(sorted({*of_catalog(known), *broken, *of_phrases(known, texts), *of_entities(words)}))


def of_catalog(known: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with the catalog itself."""
    for name, intent in known.intents.items():
        for slot in (slot for slot in intent.slots if slot not in known.slots):
            yield Problem(place=name, code="unknown_slot", value=slot)
        for slot in (slot for slot in intent.needs if slot not in intent.slots):
            yield Problem(place=name, code="need_without_slot", value=slot)
