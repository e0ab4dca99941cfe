"""The port to recognizers that may have to wait for somebody (Google), and the one at hand behind the same port."""

from __future__ import annotations

from typing import Protocol

from intents.recognizer import Recognition, Recognizer, Utterance


class AsyncRecognizer(Protocol):
    """Says what kind of question an utterance is; never raises: whoever asks the network falls back by themselves."""

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Return the best intent of the catalog with its confidence."""
        ...


class Inline:
    """A recognizer that needs no waiting. Runs where it is called: it takes less time than handing it to a thread."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Return the best intent of the catalog with its confidence."""
        return self._recognizer.recognize(utterance)
