"""A recognizer that waits, behind the port that does not: for commands that answer one question after the other."""

from __future__ import annotations

import asyncio
import atexit

from intents.dialogflow.fallback import FallbackRecognizer
from intents.recognizer import Recognition, Utterance


class BlockingRecognizer:
    """Runs an event loop of its own, and only while it is asked."""

    def __init__(self, recognizer: FallbackRecognizer) -> None:
        self._recognizer = recognizer
        self._runner = asyncio.Runner()
        atexit.register(self.close)  # commands end without saying so, and gRPC wants its connection closed

    def recognize(self, utterance: Utterance) -> Recognition:
        """Return the best intent of the catalog with its confidence."""
        return self._runner.run(self._recognizer.recognize(utterance))

    def close(self) -> None:
        """Let go of the connection and the loop; a second time does nothing."""
        atexit.unregister(self.close)
        try:
            self._runner.run(self._recognizer.close())
        finally:
            self._runner.close()
