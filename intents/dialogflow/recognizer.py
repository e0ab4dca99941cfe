"""The recognizer over Dialogflow ES: one text in, what Google takes it for out, or an error within two seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

import grpc
from google.cloud.dialogflow_v2 import SessionsAsyncClient
from google.cloud.dialogflow_v2.types import (
    Context,
    DetectIntentRequest,
    DetectIntentResponse,
    QueryInput,
    QueryParameters,
    TextInput,
)
from google.protobuf.json_format import MessageToDict

from intents import catalog
from intents.dialogflow.account import Account
from intents.dialogflow.blueprint import context_of
from intents.dialogflow.connection import credentials_of, open_channel, sessions
from intents.dialogflow.errors import TooSlow, Unreachable
from intents.dialogflow.failures import translated
from intents.dialogflow.leaving import sendable
from intents.dialogflow.names import OURS, root_language, session_id
from intents.dialogflow.reading import contexts_by_id, recognition
from intents.recognizer import Recognition, Utterance

BUDGET = 2.0
"""Seconds that a question may take, a second try included. The library would go on for 220."""
WORTH_IT = 0.2
"""Seconds that must be left for a second try."""


class DialogflowRecognizer:
    """Asks Dialogflow. The connection is made with the first question and belongs to its event loop."""

    def __init__(self, account: Account, *, budget: float = BUDGET) -> None:
        self._account = account
        self._budget = budget
        self._connecting: asyncio.Task[SessionsAsyncClient] | None = None
        self._channel: grpc.aio.Channel | None = None

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Return what Dialogflow takes a text for. Raises `DialogflowError`, within the budget."""
        until = time.monotonic() + self._budget  # a duration, no moment: nothing that is answered depends on it
        request = self._request(utterance)
        try:
            async with asyncio.timeout(self._budget):
                client = await self._client()
                response = await self._asked(client, request, until)
        except TimeoutError as error:
            raise TooSlow(f"no answer in {self._budget} s") from error
        return read(response)

    async def close(self) -> None:
        """Let go of the connection."""
        if self._connecting:
            self._connecting.cancel()
        if self._channel:
            await self._channel.close()

    async def _asked(
        self, client: SessionsAsyncClient, request: DetectIntentRequest, until: float
    ) -> DetectIntentResponse:
        """Ask, and once more where the connection broke and there is time."""
        try:
            with translated():
                return await client.detect_intent(request, timeout=until - time.monotonic(), retry=None)
        except Unreachable:
            left = until - time.monotonic()
            if left < WORTH_IT:
                raise
        with translated():
            return await client.detect_intent(request, timeout=left, retry=None)

    async def _client(self) -> SessionsAsyncClient:
        """The client; finding credentials may ask the network, so it goes on even where a question did not wait."""
        if self._connecting is None or (self._connecting.done() and self._connecting.exception()):
            self._connecting = asyncio.ensure_future(self._connect())
        return await asyncio.shield(self._connecting)

    async def _connect(self) -> SessionsAsyncClient:
        with translated():
            found = await asyncio.to_thread(credentials_of, self._account)
            self._channel = open_channel(self._account, found)
            return sessions(self._channel)

    def _request(self, utterance: Utterance) -> DetectIntentRequest:
        session = session_id(utterance.session)
        path = self._account.path
        return DetectIntentRequest(
            session=path.session(session),
            query_params=QueryParameters(
                contexts=[Context(name=path.context(id, session), lifespan_count=1) for id in _active(utterance)],
                payload={OURS: "recognizing"},
            ),
            query_input=QueryInput(
                text=TextInput(text=sendable(utterance.text), language_code=root_language(utterance.language))
            ),
        )


def read(response: DetectIntentResponse) -> Recognition:
    """Return what a response says."""
    result = DetectIntentResponse.pb(response).query_result
    return recognition(
        result.intent.display_name,
        result.action,
        result.intent_detection_confidence,
        MessageToDict(result.parameters),
        contexts_by_id((one.name, MessageToDict(one.parameters)) for one in result.output_contexts),
    )


def _active(utterance: Utterance) -> Iterable[str]:
    """What we asked back, and the question that this one may follow up: Google forgets both after 20 minutes."""
    yield from utterance.contexts
    known = catalog.load().intents.get(utterance.about)
    if known and known.slots:
        yield context_of(utterance.about)
