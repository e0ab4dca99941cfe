"""The services Intents and EntityTypes: looking at what an agent holds, and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from google.cloud.dialogflow_v2 import types
from google.longrunning.operations_pb2 import Operation
from google.protobuf.empty_pb2 import Empty

from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin import limits
from intents.dialogflow.standin.held import HeldAgent
from intents.dialogflow.standin.paths import project_of, within
from intents.dialogflow.standin.refusals import invalid
from intents.dialogflow.standin.world import World

PAGE = 100
"""As many things are on a page, unless asked for otherwise; at most `PAGE_MOST`."""
PAGE_MOST = 1000

Thing = TypeVar("Thing")


class _Designing:
    def __init__(self, world: World) -> None:
        self._world = world

    def _of(self, parent: str) -> HeldAgent:
        return self._world.tenant(project_of(parent)).held

    def _in(self, name: str, collection: str) -> HeldAgent:
        path, _ = within(name, collection)
        return self._world.tenant(path).held

    def _done(self, path: AgentPath, response: object | None = None) -> Operation:
        result = type(response).pb(response) if response is not None else Empty()  # type: ignore[attr-defined]  # a message of Google's
        return self._world.operations.finished(path, result)


class Intents(_Designing):
    """Intents of agents."""

    def list_intents(self, request: types.ListIntentsRequest) -> types.ListIntentsResponse:
        """Return a page of intents."""
        held = self._of(request.parent)
        page, token = _page(held.intents(_language(held, request.language_code)), request)
        shown = [_viewed(one, request.intent_view) for one in page]
        return types.ListIntentsResponse(intents=shown, next_page_token=token)

    def get_intent(self, request: types.GetIntentRequest) -> types.Intent:
        """Return one intent."""
        held = self._in(request.name, "intents")
        return _viewed(held.intent(request.name, _language(held, request.language_code)), request.intent_view)

    def create_intent(self, request: types.CreateIntentRequest) -> types.Intent:
        """Create one intent."""
        held = self._of(request.parent)
        if request.intent.name:
            raise invalid("Intent name must be empty: please only set the display name.")
        (made,) = held.write_intents([request.intent], _language(held, request.language_code), ())
        return _viewed(made, request.intent_view)

    def update_intent(self, request: types.UpdateIntentRequest) -> types.Intent:
        """Change one intent."""
        held = self._in(request.intent.name, "intents")
        mask = request.update_mask.paths
        (changed,) = held.write_intents([request.intent], _language(held, request.language_code), mask)
        return _viewed(changed, request.intent_view)

    def delete_intent(self, request: types.DeleteIntentRequest) -> Empty:
        """Delete one intent and what follows it up."""
        self._in(request.name, "intents").delete_intents([request.name])
        return Empty()

    def batch_update_intents(self, request: types.BatchUpdateIntentsRequest) -> Operation:
        """Create those without a name and change the others."""
        held = self._of(request.parent)
        written = held.write_intents(
            request.intent_batch_inline.intents, _language(held, request.language_code), request.update_mask.paths
        )
        return self._done(held.path, types.BatchUpdateIntentsResponse(intents=written))

    def batch_delete_intents(self, request: types.BatchDeleteIntentsRequest) -> Operation:
        """Delete intents and what follows them up."""
        held = self._of(request.parent)
        held.delete_intents([one.name for one in request.intents])
        return self._done(held.path)


class EntityTypes(_Designing):
    """Entities of agents."""

    def list_entity_types(self, request: types.ListEntityTypesRequest) -> types.ListEntityTypesResponse:
        """Return a page of entities."""
        held = self._of(request.parent)
        page, token = _page(held.entities(_language(held, request.language_code)), request)
        return types.ListEntityTypesResponse(entity_types=page, next_page_token=token)

    def get_entity_type(self, request: types.GetEntityTypeRequest) -> types.EntityType:
        """Return one entity."""
        held = self._in(request.name, "entityTypes")
        return held.entity(request.name, _language(held, request.language_code))

    def create_entity_type(self, request: types.CreateEntityTypeRequest) -> types.EntityType:
        """Create one entity."""
        held = self._of(request.parent)
        if request.entity_type.name:
            raise invalid("Entity type name must be empty: please only set the display name.")
        (made,) = held.write_entities([request.entity_type], _language(held, request.language_code))
        return made

    def update_entity_type(self, request: types.UpdateEntityTypeRequest) -> types.EntityType:
        """Change one entity."""
        held = self._in(request.entity_type.name, "entityTypes")
        (changed,) = held.write_entities([request.entity_type], _language(held, request.language_code))
        return changed

    def delete_entity_type(self, request: types.DeleteEntityTypeRequest) -> Empty:
        """Delete one entity that no intent uses."""
        self._in(request.name, "entityTypes").delete_entities([request.name])
        return Empty()

    def batch_update_entity_types(self, request: types.BatchUpdateEntityTypesRequest) -> Operation:
        """Create those without a name and change the others."""
        held = self._of(request.parent)
        written = held.write_entities(
            request.entity_type_batch_inline.entity_types, _language(held, request.language_code)
        )
        return self._done(held.path, types.BatchUpdateEntityTypesResponse(entity_types=written))

    def batch_delete_entity_types(self, request: types.BatchDeleteEntityTypesRequest) -> Operation:
        """Delete entities that no intent uses."""
        held = self._of(request.parent)
        held.delete_entities(list(request.entity_type_names))
        return self._done(held.path)


def _language(held: HeldAgent, code: str) -> str:
    return limits.language(code, held.languages) if code else held.languages[0]


def _viewed(one: types.Intent, view: types.IntentView) -> types.Intent:
    """Training phrases are only shown to who asks for them."""
    if view != types.IntentView.INTENT_VIEW_FULL:
        one = types.Intent(one)
        one.training_phrases = []
    return one


def _page(
    things: Sequence[Thing], request: types.ListIntentsRequest | types.ListEntityTypesRequest
) -> tuple[list[Thing], str]:
    if request.page_token and not request.page_token.isdecimal():
        raise invalid("Page token is not valid.")
    start, size = int(request.page_token or 0), min(request.page_size or PAGE, PAGE_MOST)
    end = start + size
    return list(things[start:end]), str(end) if end < len(things) else ""
