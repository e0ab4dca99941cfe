"""Calls of the webhook as Google makes them, and a webhook to make them to."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from bot.fulfillment.handling import Fulfillment
from bot.settings import Secret
from bot.store.port import Store
from intents.embedded import EmbeddedRecognizer
from tests.bot.servicing import Office

TOKEN = "a-token-of-the-console"
SESSION = "projects/p/agent/sessions/0123456789"
HEADERS = {"authorization": f"Bearer {TOKEN}"}
BASIC = {"authorization": "Basic " + b64encode(f"anybody:{TOKEN}".encode()).decode()}


class Hook:
    """A webhook with the service behind it in reach."""

    def __init__(self, store: Store | None = None, *, token: str = TOKEN, patience: float = 3.5) -> None:
        self.office = Office(store)
        self.handling = Fulfillment(
            Secret(token),
            self.office.service,
            self.office.answerer,
            EmbeddedRecognizer(),
            self.office.metrics,
            self.office.clock,
            patience=patience,
        )

    async def told(self, **call: Any) -> dict[str, Any]:
        """Call it and return what it says."""
        reply = await self.handling.reply(HEADERS, body(**call))
        assert reply.status == 200, reply.body
        found: dict[str, Any] = json.loads(reply.body)
        return found


def body(
    text: str = "¿cuánto cuesta marketing en México?",
    intent: str = "rate.lookup",
    *,
    language: str = "es",
    action: str = "",
    confidence: float = 0.9,
    parameters: Mapping[str, Any] | None = None,
    contexts: Mapping[str, Mapping[str, Any]] | None = None,
    source: str = "",
    payload: Mapping[str, Any] | None = None,
) -> bytes:
    """A call, with all the keys that Google sends."""
    active = [
        {"name": f"{SESSION}/contexts/{id}", "lifespanCount": 1, "parameters": dict(held)}
        for id, held in (contexts or {}).items()
    ]
    call = {
        "responseId": "3c1e1c3c-6a1e-4c55-9f0c-2b3f3c1d2e4f",
        "queryResult": {
            "queryText": text,
            "action": action,
            "parameters": parameters or {},
            "allRequiredParamsPresent": True,
            "fulfillmentText": "por ahora no",
            "fulfillmentMessages": [{"text": {"text": ["por ahora no"]}}],
            "outputContexts": active,
            "intent": {"name": "projects/p/agent/intents/1", "displayName": intent},
            "intentDetectionConfidence": confidence,
            "languageCode": language,
            "diagnosticInfo": {"webhook_latency_ms": 7},
        },
        "originalDetectIntentRequest": {"source": source, "version": "2", "payload": payload or {}},
        "session": SESSION,
    }
    return json.dumps(call).encode()
