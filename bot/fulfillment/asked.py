"""What Google sends: the part of its `WebhookRequest` that we read, in the form of its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from intents.dialogflow.names import OURS, last_of, root_language
from intents.dialogflow.reading import recognition
from intents.recognizer import Recognition

QUESTION = "question"
"""Parameter of our follow-up events: what was asked, since an event has no text."""


class NotAsked(ValueError):
    """Not a `WebhookRequest`."""


class Context(Struct, frozen=True, rename="camel"):
    """What the conversation is about."""

    name: str
    lifespan_count: float = 0
    parameters: Mapping[str, Any] = {}


class Intent(Struct, frozen=True, rename="camel"):
    """The intent that Google matched."""

    display_name: str = ""


class QueryResult(Struct, frozen=True, rename="camel"):
    """What Google made of a text or an event."""

    query_text: str = ""
    language_code: str = ""
    action: str = ""
    parameters: Mapping[str, Any] = {}
    intent: Intent = Intent()
    intent_detection_confidence: float = 0.0
    output_contexts: tuple[Context, ...] = ()


class Original(Struct, frozen=True, rename="camel"):
    """Where the text came from."""

    source: str = ""
    payload: Mapping[str, Any] = {}


class Asked(Struct, frozen=True, rename="camel"):
    """A call of the webhook."""

    session: str
    query_result: QueryResult
    original_detect_intent_request: Original = Original()

    @property
    def ours(self) -> bool:
        """Whether our own recognizer asked, which only wants to know the intent."""
        return OURS in self.original_detect_intent_request.payload

    @property
    def text(self) -> str:
        """What was asked: said just now, or before one of our follow-up events."""
        return self._before or self.query_result.query_text

    @property
    def language(self) -> str:
        """`es` or `en`."""
        return root_language(self.query_result.language_code)

    @property
    def by_event(self) -> bool:
        """Whether an event of ours led here."""
        return bool(self._before)

    @property
    def contexts(self) -> dict[str, Mapping[str, Any]]:
        """Active contexts by id."""
        return {last_of(one.name): one.parameters for one in self.query_result.output_contexts}

    def recognition(self) -> Recognition:
        """Return what Google recognized."""
        result = self.query_result
        return recognition(
            result.intent.display_name,
            result.action,
            result.intent_detection_confidence,
            result.parameters,
            self.contexts,
        )

    @property
    def _before(self) -> str:
        """An event's parameters come in a context of the event's name, which is its text here."""
        held = self.contexts.get(self.query_result.query_text.lower(), {})
        return str(held.get(QUESTION, ""))


def decode(body: bytes) -> Asked:
    """Read a call. Raises `NotAsked` for what is none; keys that we do not know are left alone."""
    try:
        return msgspec.json.decode(body, type=Asked)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAsked(str(error)) from error
