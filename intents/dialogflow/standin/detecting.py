"""The service Sessions: a text or an event in, an intent out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from google.cloud.dialogflow_v2.types import (
    Context,
    DetectIntentRequest,
    DetectIntentResponse,
    EventInput,
    Intent,
    QueryResult,
    TextInput,
)
from google.protobuf.json_format import MessageToDict

from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin import limits
from intents.dialogflow.standin.extracting import Found
from intents.dialogflow.standin.matching import Match
from intents.dialogflow.standin.paths import session_of
from intents.dialogflow.standin.refusals import invalid
from intents.dialogflow.standin.talking import ActiveContext, Talk, originals_of, parameters_of
from intents.dialogflow.standin.world import Tenant, World

EVENT_TURNS = 2
"""What an event brings is in a context of its name, for the answer to it and one more."""


class Sessions:
    """Detects intents."""

    def __init__(self, world: World) -> None:
        self._world = world

    def detect_intent(self, request: DetectIntentRequest) -> DetectIntentResponse:
        """Match a text or an event, and keep the conversation's contexts."""
        path, session, _ = session_of(request.session)
        limits.session(session)
        tenant, now = self._world.tenant(path), self._world.clock()
        tenant.quota.use(now)
        talk = tenant.talk(session)
        self._prepare(talk, request)
        result = self._query(tenant, talk, request)
        result.output_contexts = [_context(path, session, id, one) for id, one in talk.contexts.items()]
        return DetectIntentResponse(response_id=str(uuid4()), query_result=result)

    def _prepare(self, talk: Talk, request: DetectIntentRequest) -> None:
        """Activate what was sent with the query."""
        if request.query_params.reset_contexts:
            talk.contexts = {}
        for one in request.query_params.contexts:
            talk.activate(limits.context(one.name), one.lifespan_count, _plain(one), self._world.clock())

    def _query(self, tenant: Tenant, talk: Talk, request: DetectIntentRequest) -> QueryResult:
        if "text" in request.query_input:
            return self._text(tenant, talk, request.query_input.text)
        if "event" in request.query_input:
            return self._event(tenant, talk, request.query_input.event)
        raise invalid("Query input must be a text or an event.")

    def _text(self, tenant: Tenant, talk: Talk, query: TextInput) -> QueryResult:
        language = limits.language(query.language_code, tenant.held.languages)
        limits.text(query.text)
        model, active = tenant.models.get(language), talk.active(self._world.clock())
        found = model.dictionary.find(query.text) if model else ()
        match = model.match(query.text, found, active, tenant.held.threshold) if model else None
        return self._result(tenant, talk, match, found, query.text, language)

    def _event(self, tenant: Tenant, talk: Talk, event: EventInput) -> QueryResult:
        language = limits.language(event.language_code, tenant.held.languages)
        now, model = self._world.clock(), tenant.models.get(language)
        talk.activate(event.name.lower().replace(".", "_"), EVENT_TURNS, _plain(event), now)
        match = model.called(event.name, talk.active(now)) if model else None
        return self._result(tenant, talk, match, (), event.name, language)

    def _result(
        self, tenant: Tenant, talk: Talk, match: Match | None, found: tuple[Found, ...], said: str, language: str
    ) -> QueryResult:
        if match is None:
            return QueryResult(query_text=said, language_code=language)
        intent, filled = match.intent, parameters_of(match.intent, found)
        talk.turn(intent, {**filled, **originals_of(intent, found)}, self._world.clock())
        replies = intent.replies.get(language, ())
        return QueryResult(
            query_text=said,
            language_code=language,
            action=intent.action,
            parameters=filled,
            all_required_params_present=True,
            fulfillment_text=replies[0] if replies else "",
            fulfillment_messages=[Intent.Message(text=Intent.Message.Text(text=[replies[0]]))] if replies else [],
            intent=Intent(name=tenant.names[intent.name], display_name=intent.name, is_fallback=intent.fallback),
            intent_detection_confidence=match.confidence,
        )


def _plain(message: Context | EventInput) -> dict[str, Any]:
    """Return the parameters of a context or an event."""
    raw = type(message).pb(message)
    return MessageToDict(raw.parameters) if raw.HasField("parameters") else {}


def _context(path: AgentPath, session: str, id: str, one: ActiveContext) -> Context:
    return Context(name=path.context(id, session), lifespan_count=one.turns, parameters=dict(one.parameters))
