"""What Dialogflow adds to the service: the webhook, where there is a token to guard it, and a connection to close."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.answer import Answerer
from bot.channels import Channels
from bot.dialogflow.joining import WEBHOOK
from bot.fulfillment.app import FulfillmentApp
from bot.fulfillment.handling import Fulfillment
from bot.metrics import Metrics
from bot.recognizing import AsyncRecognizer
from bot.service import Service
from bot.settings import Secret
from intents.dialogflow.fallback import FallbackRecognizer
from intents.embedded import EmbeddedRecognizer


def channel(
    token: Secret,
    service: Service,
    answerer: Answerer,
    recognizer: AsyncRecognizer,
    metrics: Metrics,
    clock: Callable[[], datetime],
) -> Channels:
    """Return both, as far as they are there: no token, no webhook; nobody asked over the network, nothing to close."""
    found = Channels()
    if isinstance(recognizer, FallbackRecognizer):
        found = Channels(lifespans=(lambda: _closed_at_the_end(recognizer),))
    if token:
        handling = Fulfillment(token, service, answerer, EmbeddedRecognizer(), metrics, clock)
        found = found.joined(Channels(mounts={WEBHOOK: FulfillmentApp(handling)}))
    return found


@asynccontextmanager
async def _closed_at_the_end(recognizer: FallbackRecognizer) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await recognizer.close()
