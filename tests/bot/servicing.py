"""What the tests of the service share: a clock that stands still, a service over the fake store, questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot import bootstrap
from bot.metrics import Metrics
from bot.questions import Question
from bot.recognizing import AsyncRecognizer, Inline
from bot.service import Service
from bot.settings import Settings
from bot.store.port import Store
from intents.embedded import EmbeddedRecognizer
from intents.recognizer import Recognition, Utterance
from tests.fakes.store import MemoryStore

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BASE = "https://cuanto.example"
PRICE = "¿cuánto cuesta marketing en México?"
CHEAPER = "¿y en Chile?"
STORY = "ayer a las 10 le mandé una promo a un cliente, al +34 600 123 456. ¿cuánto me cobran?"


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


class Office:
    """A service with everything around it in reach."""

    def __init__(self, store: Store | None = None, recognizer: AsyncRecognizer | None = None) -> None:
        self.fake = MemoryStore()
        self.clock = Clock()
        self.metrics = Metrics()
        self.answerer = bootstrap.answerer(Settings())
        self.service = Service(
            self.answerer,
            recognizer or Inline(EmbeddedRecognizer()),
            store or self.fake,
            base_url=BASE + "/",
            metrics=self.metrics,
            clock=self.clock,
        )

    def counted(self, name: str, **labels: str) -> float:
        """Return what a metric says."""
        return self.metrics.registry.get_sample_value(f"cuanto_{name}", labels) or 0


def question(text: str = PRICE, **fields: Any) -> Question:
    """A question of one person in one conversation."""
    given: dict[str, Any] = {"now": NOW, "conversation": "slack:C1:1", "person": "slack:T1:U1", "channel": "slack"}
    return Question(text=text, **(given | fields))


class Listening:
    """A recognizer that notes what it is asked, and waits where it is told to."""

    def __init__(self) -> None:
        self.heard: list[Utterance] = []
        self.gates: dict[str, Any] = {}
        """By text: an event to wait for before answering."""
        self._inner = EmbeddedRecognizer()

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Recognise, once the gate is open."""
        self.heard.append(utterance)
        if utterance.text in self.gates:
            await self.gates[utterance.text].wait()
        return self._inner.recognize(utterance)
