"""Finds the values of pushed entities in a text, and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from intents.dialogflow.agent import AgentEntity
from intents.reader.lexer import mark
from intents.reader.marks import MarkKind, Quantity, Token
from intents.reader.text import tokenize

NUMBER = "sys.number"
"""The one entity of Google's that the stand-in knows."""

Value = str | float


class Found(Struct, frozen=True):
    """A value of an entity over tokens `start` to `end` (half-open)."""

    entity: str
    value: Value
    original: str
    start: int
    end: int


class Dictionary:
    """The words of all entities in one language."""

    def __init__(self, entities: Mapping[str, AgentEntity], language: str) -> None:
        self._runs: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for entity in entities.values():
            for value, synonyms in entity.entries.get(language, {}).items():
                for synonym in synonyms:
                    if run := words(synonym):
                        self._runs.setdefault(run[0], []).append((run, entity.name, value))
        for runs in self._runs.values():
            runs.sort(key=lambda run: -len(run[0]))

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the values in text order; the longest run of words wins, and none overlap."""
        tokens = tokenize(text)
        norms = [token.norm for token in tokens]
        numbers = {found.start: found for found in _numbers(text)}
        found: list[Found] = []
        place = 0
        while place < len(norms):
            one = numbers.get(place) or self._at(text, tokens, norms, place)
            found += [one] if one else []
            place = one.end if one else place + 1
        return tuple(found)

    def _at(self, text: str, tokens: tuple[Token, ...], norms: list[str], place: int) -> Found | None:
        for run, entity, value in self._runs.get(norms[place], ()):
            end = place + len(run)
            if tuple(norms[place:end]) == run:
                return Found(entity, value, text[tokens[place].start : tokens[end - 1].end], place, end)
        return None


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case and without accents; signs are left out."""
    return tuple(token.norm for token in tokenize(text) if token.norm[:1].isalnum())


def _numbers(text: str) -> Iterator[Found]:
    marked = mark(text)
    for one in marked.of(MarkKind.QUANTITY):
        if isinstance(one.value, Quantity):
            original = text[marked.tokens[one.start].start : marked.tokens[one.end - 1].end]
            yield Found(NUMBER, _plain(one.value.low), original, one.start, one.end)


def _plain(number: Decimal) -> float:
    return float(number)  # as in every JSON number; nothing is priced with it
