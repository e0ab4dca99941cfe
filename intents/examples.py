"""What both models learn from: the phrases as they stand and spoiled, and what is neither Spanish nor English.

Used in development only. The same phrases always give the same examples in the same order.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator

from intents import language
from intents.catalog import HOME, LANGUAGES, UNKNOWN
from intents.content.training import written
from intents.damage import SPOILS, gibberish, without_accents
from intents.entities import entities
from intents.features import features
from intents.fitting import Example
from intents.phrases import Phrase
from intents.reader.lexer import mark

GIBBERISH = 120
"""As many meaningless texts are made up."""

WORD_LISTS = ("countries", "demonyms", "cities", "regions", "categories")
"""The lists whose words tell a language too."""

SHARED = "categories"
"""The list whose English words are used in Spanish as well (`utility`): these tell no language."""

SHARED_COPIES = 16
"""As often each shared word is shown as either, against the phrases of one language that it stands in."""

FOREIGN_COPIES = 4
"""As often the language detector is shown each foreign sentence: there are few of them beside the phrases."""


def foreign() -> tuple[str, ...]:
    """Return sentences in other languages."""
    lists: dict[str, list[str]] = tomllib.loads((HOME / "foreign.toml").read_text("utf-8"))
    return tuple(sentence for sentences in lists.values() for sentence in sentences)


def of_intents(phrases: tuple[Phrase, ...]) -> list[Example]:
    """Return the examples of the recognizer."""
    found = [_intent(text, phrase.intent) for phrase in phrases for text in _written(phrase)]
    return found + [_intent(text, UNKNOWN) for text in (*_foreign(), *_meaningless())]


def of_languages(phrases: tuple[Phrase, ...]) -> list[Example]:
    """Return the examples of the language detector."""
    found = [_language(text, phrase.language) for phrase in phrases for text in _written(phrase)]
    found += [_language(word, name) for name in LANGUAGES for words in WORD_LISTS for word in _listed(name, words)]
    found += [_language(text, name) for name in LANGUAGES for text, _ in written(name)]
    found += [_language(word, name) for word in _listed("en", SHARED) for name in LANGUAGES * SHARED_COPIES]
    return found + [_language(text, language.OTHER) for text in _foreign()] * FOREIGN_COPIES


def _intent(text: str, intent: str) -> Example:
    return Example(tuple(sorted(features(mark(text)))), intent)


def _language(text: str, name: str) -> Example:
    return Example(tuple(sorted(language.features(text))), name)


def _written(phrase: Phrase) -> Iterator[str]:
    """Yield the phrase and, where they differ, its spoiled copies."""
    chance = random.Random(phrase.text)  # noqa: S311  (no secret; the seed makes the copies the same every time)
    copies = (spoil(phrase.text, phrase.language, chance) for spoil in SPOILS.values())
    yield from dict.fromkeys((phrase.text, *copies))


def _foreign() -> Iterator[str]:
    for sentence in foreign():
        yield from dict.fromkeys((sentence, without_accents(sentence)))


def _meaningless() -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311  (as above)
    yield from (gibberish(chance) for _ in range(GIBBERISH))


def _listed(name: str, words: str) -> Iterator[str]:
    """Yield the words of a list, with and without accents."""
    for section in entities(name, words).values():
        for word in (word for synonyms in section.values() for word in synonyms):
            yield from dict.fromkeys((word, without_accents(word)))
