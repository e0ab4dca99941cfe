"""Matches a text with what an agent was trained on.

Phrase for phrase first, as they stand and with their annotations; then the packaged model for those intents of the
catalog that were pushed; then likeness, for phrases that the model has never seen: so a phrase or an intent that
somebody added counts as soon as the agent is trained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct
from rapidfuzz import fuzz, process

from intents import phrases
from intents.dialogflow.agent import Agent, AgentIntent, Phrase, text_of
from intents.dialogflow.standin.extracting import Dictionary, Found, words
from intents.embedded import EmbeddedRecognizer
from intents.reader.text import tokenize
from intents.recognizer import Utterance

ALIKE = 0.85
"""From this likeness on, an unknown phrase is taken for the one it resembles."""


class Match(Struct, frozen=True):
    """What a text was matched with."""

    intent: AgentIntent
    confidence: float


class Model:
    """One language of an agent, as trained; what is written to the agent later does not reach it."""

    def __init__(self, agent: Agent, language: str) -> None:
        self._language = language
        self._intents = {name: one for name, one in agent.intents.items() if not one.fallback}
        self._fallbacks = [one for one in agent.intents.values() if one.fallback]
        self.dictionary = Dictionary(agent.entities, language)
        self._exact: dict[str, list[str]] = {}
        self._new: dict[str, list[str]] = {}
        packaged = _packaged()
        for name, one in self._intents.items():
            for phrase in one.phrases.get(language, ()):
                for key in {_plain(phrase), _shape(phrase)}:
                    self._exact.setdefault(key, []).append(name)
                if (name, text_of(phrase)) not in packaged:
                    self._new.setdefault(_shape(phrase), []).append(name)

    def match(self, text: str, found: Iterable[Found], active: set[str], threshold: float) -> Match | None:
        """Return the best intent whose contexts are all active; else the fallback; else nothing."""
        shape = _shape_of(text, tuple(found))
        best = max(
            (self._phrase(text, shape, active), self._modelled(text, active), self._alike(shape, active)),
            key=lambda one: one.confidence if one else 0.0,
        )
        if best and best.confidence >= threshold:
            return best
        fallback = next((one for one in self._fallbacks if set(one.inputs) <= active), None)
        return Match(fallback, 1.0) if fallback else None

    def called(self, event: str, active: set[str]) -> Match | None:
        """Return the intent that an event calls."""
        names = [name for name, one in self._intents.items() if event in one.events and set(one.inputs) <= active]
        return Match(self._intents[names[0]], 1.0) if names else None

    def _phrase(self, text: str, shape: str, active: set[str]) -> Match | None:
        for key in (" ".join(words(text)), shape):
            name = self._only(self._exact.get(key, ()), active)
            if key and name:
                return Match(self._intents[name], 1.0)
        return None

    def _only(self, names: Iterable[str], active: set[str]) -> str | None:
        """The one intent among several that listens; that which follows something up goes before one that does not."""
        able = [name for name in dict.fromkeys(names) if set(self._intents[name].inputs) <= active]
        following = [name for name in able if self._intents[name].inputs]
        chosen = following or able
        return chosen[0] if len(chosen) == 1 or following else None

    def _modelled(self, text: str, active: set[str]) -> Match | None:
        """What the packaged model says, or the next best of it that this agent has."""
        said = _embedded().recognize(Utterance(text=text, language=self._language))
        for name, confidence in ((said.intent, said.confidence), *said.alternatives):
            if name in self._intents and set(self._intents[name].inputs) <= active:
                return Match(self._intents[name], confidence)
        return None

    def _alike(self, shape: str, active: set[str]) -> Match | None:
        able = {key: name for key, names in self._new.items() if (name := self._only(names, active))}
        found = process.extractOne(shape, able.keys(), scorer=fuzz.ratio, score_cutoff=100 * ALIKE)
        return Match(self._intents[able[found[0]]], found[1] / 100) if found else None


def train(agent: Agent) -> Mapping[str, Model]:
    """Return what an agent matches with in each of its languages."""
    _embedded()  # loaded now, not with the first question, which somebody waits for
    return {language: Model(agent, language) for language in agent.languages}


@cache
def _embedded() -> EmbeddedRecognizer:
    """The packaged model, loaded."""
    found = EmbeddedRecognizer()
    found.recognize(Utterance(text="hola", language="es"))
    return found


@cache
def _packaged() -> frozenset[tuple[str, str]]:
    """What the packaged model was trained on: intents and phrases."""
    return frozenset((phrase.intent, phrase.text) for phrase in phrases.load())


def _plain(phrase: Phrase) -> str:
    return " ".join(words(text_of(phrase)))


def _shape(phrase: Phrase) -> str:
    """The words of a phrase, with entities in place of what was annotated: `precio en @country`."""
    return " ".join(word for part in phrase for word in ((f"@{part.entity}",) if part.entity else words(part.text)))


def _shape_of(text: str, found: tuple[Found, ...]) -> str:
    """The words of a text in the same form."""
    starts, shape, place = {one.start: one for one in found}, [], 0
    tokens = tokenize(text)
    while place < len(tokens):
        one = starts.get(place)
        if one:
            shape.append(f"@{one.entity}")
        elif tokens[place].norm[:1].isalnum():
            shape.append(tokens[place].norm)
        place = one.end if one else place + 1
    return " ".join(shape)
