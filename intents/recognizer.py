"""The port to whatever says what kind of question a text is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct


class Utterance(Struct, frozen=True, kw_only=True):
    """What was said, and what the conversation is about so far."""

    text: str
    language: str
    """`es` or `en`, already decided (see `intents.language`)."""
    session: str = ""
    """Names the conversation; hashed before it leaves the machine."""
    contexts: tuple[str, ...] = ()
    """Names of what was asked back, so that a bare answer is understood."""
    about: str = ""
    """The intent of the question before, so that what follows it up is understood; empty where there was none."""


class Recognition(Struct, frozen=True, kw_only=True):
    """What kind of question it is, according to one recognizer."""

    name: str
    """`embedded` or `dialogflow`."""
    intent: str
    """A name of the catalog, for instance `rate.lookup`; `unknown` when nothing fits."""
    confidence: float
    threshold: float
    """From where on the intent is believed."""
    slots: Mapping[str, tuple[str, ...]] = {}
    """Canonical values by slot name."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """The next best intents with their probabilities, best first."""

    @property
    def believed(self) -> bool:
        """Whether the confidence reaches the threshold."""
        return self.confidence >= self.threshold

    @property
    def kind(self) -> str:
        """The part before the dot: `scenario`, `rate`, `rule` …"""
        return self.intent.partition(".")[0]


class Recognizer(Protocol):
    """Says what kind of question an utterance is; never raises on any text."""

    def recognize(self, utterance: Utterance) -> Recognition:
        """Return the best intent of the catalog with its confidence."""
        ...
