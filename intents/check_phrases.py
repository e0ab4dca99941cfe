"""Checks the training phrases: enough for every intent in both languages, and none that teaches two things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from intents import phrases
from intents.catalog import LANGUAGES, Catalog
from intents.phrases import Phrase
from intents.problems import Problem
from intents.reader.text import norms

FEWEST = 20
"""So many phrases of each language are needed for an intent to be learned."""

LONGEST = 256
"""As many characters Dialogflow takes; a longer phrase would teach what is never asked."""


def readable(files: Iterable[Path]) -> tuple[list[Problem], list[Phrase]]:
    """Return the files that cannot be read as mistakes, and the phrases of all others."""
    broken: list[Problem] = []
    found: list[Phrase] = []
    for file in files:
        try:
            found += phrases.read(file)
        except ValueError as error:
            broken.append(Problem(place=f"{file.parent.name}/{file.name}", code="unreadable", value=str(error)))
    return broken, found


def of_phrases(known: Catalog, found: Iterable[Phrase]) -> Iterator[Problem]:
    """Yield intents without enough phrases, phrases without an intent, and phrases that teach two things."""
    texts = list(found)
    yield from _too_few(known, texts)
    yield from chain.from_iterable(_of_phrase(known, phrase) for phrase in texts)
    yield from _twice(phrase for phrase in texts if normalised(phrase.text))


def _twice(texts: Iterable[Phrase]) -> Iterator[Problem]:
    meant: dict[tuple[str, ...], Phrase] = {}
    for phrase in texts:
        first = meant.setdefault(normalised(phrase.text), phrase)
        if first is not phrase and first.intent != phrase.intent:
            yield Problem(place=_place(phrase), code="two_intents", value=phrase.text, other=_place(first))
        elif first is not phrase and first.language == phrase.language:
            yield Problem(place=_place(phrase), code="repeated_phrase", value=phrase.text)


def normalised(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents, capitals and signs: what two phrases must differ in."""
    return tuple(word for word in norms(text) if any(map(str.isalnum, word)))


def _too_few(known: Catalog, texts: list[Phrase]) -> Iterator[Problem]:
    counts = Counter((phrase.language, phrase.intent) for phrase in texts)
    for language in LANGUAGES:
        for intent in known.intents:
            if (count := counts[language, intent]) < FEWEST:
                yield Problem(place=f"{language}/{intent}", code="few_phrases", value=str(count), other=str(FEWEST))


def _of_phrase(known: Catalog, phrase: Phrase) -> Iterator[Problem]:
    if phrase.intent not in known.intents:
        yield Problem(place=_place(phrase), code="unknown_intent", value=phrase.intent)
    if not normalised(phrase.text):
        yield Problem(place=_place(phrase), code="empty_phrase", value=phrase.text)
    if len(phrase.text) > LONGEST:
        yield Problem(place=_place(phrase), code="long_phrase", value=phrase.text, other=str(LONGEST))


def _place(phrase: Phrase) -> str:
    return f"{phrase.language}/{phrase.intent}"
