"""Dialogflow where it answers, the embedded recognizer where it does not: whoever asks never notices.

the question ──► left alone just now? ──► Dialogflow ──► an intent of ours ──► its answer
                        │                     │                  │
                        └─────────────────────┴── no ────────────┴──► the embedded recognizer's answer
"""

from __future__ import annotations

from typing import Protocol

from msgspec.structs import replace

from intents import catalog
from intents.catalog import UNKNOWN
from intents.dialogflow.breaker import Breaker
from intents.dialogflow.errors import DialogflowError
from intents.recognizer import Recognition, Recognizer, Utterance

LEFT_ALONE = "left_alone"
"""Reason for not asking: it failed too often just now."""
UNKNOWN_INTENT = "unknown_intent"
"""Reason for asking somebody else: an intent that only the console knows."""


class Remote(Protocol):
    """Whoever has to be asked over the network."""

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Return what it says. Raises `DialogflowError`."""
        ...

    async def close(self) -> None:
        """Let go of the connection."""
        ...


class Observer(Protocol):
    """Whoever logs and counts."""

    def fell_back(self, reason: str, detail: str) -> None:
        """A question was answered by the embedded recognizer; `reason` is a short code."""
        ...

    def left_alone(self) -> None:
        """From now on Dialogflow is left alone for a while."""
        ...

    def is_back(self) -> None:
        """Dialogflow answers again."""
        ...


class FallbackRecognizer:
    """Recognizes with Dialogflow, and with the embedded recognizer where that fails; never raises because of it."""

    def __init__(self, remote: Remote, embedded: Recognizer, breaker: Breaker, observer: Observer) -> None:
        self._remote = remote
        self._embedded = embedded
        self._breaker = breaker
        self._observer = observer

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Return the best intent of the catalog with its confidence."""
        if not utterance.text.strip():
            return self._embedded.recognize(utterance)
        if not self._breaker.allows():
            return self._instead(utterance, LEFT_ALONE)
        try:
            said = await self._remote.recognize(utterance)
        except DialogflowError as error:
            self._learn(error)
            return self._instead(utterance, error.code, error.detail)
        except BaseException:
            self._breaker.undecided()  # cancelled: the next question must not wait for the outcome of this one
            raise
        self._well()
        if said.intent != UNKNOWN and said.intent not in catalog.load().intents:
            return self._instead(utterance, UNKNOWN_INTENT, said.intent)
        return self._completed(said, utterance)

    async def close(self) -> None:
        """Let go of the connection."""
        await self._remote.close()

    def _instead(self, utterance: Utterance, reason: str, detail: str = "") -> Recognition:
        self._observer.fell_back(reason, detail)
        return self._embedded.recognize(utterance)

    def _learn(self, error: DialogflowError) -> None:
        before = self._breaker.open
        if error.outage:
            self._breaker.failed()
        else:
            self._breaker.undecided()
        if self._breaker.open and not before:
            self._observer.left_alone()

    def _well(self) -> None:
        before = self._breaker.open
        self._breaker.succeeded()
        if before:
            self._observer.is_back()

    def _completed(self, said: Recognition, utterance: Utterance) -> Recognition:
        """Google names no second best; of a story it is needed, to say which rule is behind it."""
        if said.kind != "scenario":
            return said
        return replace(said, alternatives=self._embedded.recognize(utterance).alternatives)
