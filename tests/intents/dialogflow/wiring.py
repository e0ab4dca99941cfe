"""Clients of Google's library, connected to a stand-in."""

from __future__ import annotations

from typing import Any

from google.cloud import dialogflow_v2
from google.cloud.dialogflow_v2 import types
from google.cloud.dialogflow_v2.services.contexts.transports import ContextsGrpcAsyncIOTransport

from intents.dialogflow.connection import Workshop, credentials_of, open_channel, sessions, workshop
from tests.intents.dialogflow.running import PATH, Running

LOOKUP = "cuanto cuesta marketing en mexico"


class Wire:
    """Clients of Google's library, connected to a stand-in."""

    def __init__(self, running: Running) -> None:
        self.running = running
        account = running.account()
        self.channel = open_channel(account, credentials_of(account))
        self.sessions = sessions(self.channel)
        self.shop: Workshop = workshop(self.channel)
        self.contexts = dialogflow_v2.ContextsAsyncClient(transport=ContextsGrpcAsyncIOTransport(channel=self.channel))

    async def say(self, text: str, session: str = "s", language: str = "es", **fields: Any) -> types.QueryResult:
        """Detect the intent of a text."""
        query = types.QueryInput(text=types.TextInput(text=text, language_code=language))
        return await self._detect(query, session, fields)

    async def call(self, event: str, session: str = "s", **parameters: Any) -> types.QueryResult:
        """Call an event."""
        query = types.QueryInput(event=types.EventInput(name=event, language_code="es", parameters=parameters))
        return await self._detect(query, session, {})

    async def _detect(self, query: types.QueryInput, session: str, fields: dict[str, Any]) -> types.QueryResult:
        request = types.DetectIntentRequest(session=PATH.session(session), query_input=query, **fields)
        return (await self.sessions.detect_intent(request, timeout=10, retry=None)).query_result

    async def train(self) -> None:
        """Let the agent learn what it holds."""
        operation = await self.shop.agents.train_agent(types.TrainAgentRequest(parent=PATH.owner))
        await operation.result()
