"""The service Contexts: looking at and changing what a conversation is about."""

from __future__ import annotations

from google.cloud.dialogflow_v2 import types
from google.protobuf.empty_pb2 import Empty
from google.protobuf.json_format import MessageToDict

from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin import limits
from intents.dialogflow.standin.paths import session_of
from intents.dialogflow.standin.refusals import missing
from intents.dialogflow.standin.talking import Talk
from intents.dialogflow.standin.world import World


class Contexts:
    """Contexts of sessions."""

    def __init__(self, world: World) -> None:
        self._world = world

    def list_contexts(self, request: types.ListContextsRequest) -> types.ListContextsResponse:
        """Return all active contexts of a session."""
        path, session, talk = self._talk(request.parent)
        ids = sorted(talk.active(self._world.clock()))
        return types.ListContextsResponse(contexts=[_context(path, session, talk, id) for id in ids])

    def get_context(self, request: types.GetContextRequest) -> types.Context:
        """Return one active context."""
        path, session, talk = self._talk(request.name)
        id = limits.context(request.name)
        if id not in talk.active(self._world.clock()):
            raise missing(f"Context '{request.name}' not found.")
        return _context(path, session, talk, id)

    def create_context(self, request: types.CreateContextRequest) -> types.Context:
        """Make a context active, in place of one of the same name."""
        return self._write(request.context)

    def update_context(self, request: types.UpdateContextRequest) -> types.Context:
        """Change an active context."""
        return self._write(request.context)

    def delete_context(self, request: types.DeleteContextRequest) -> Empty:
        """Drop a context."""
        _, _, talk = self._talk(request.name)
        talk.contexts.pop(limits.context(request.name), None)
        return Empty()

    def delete_all_contexts(self, request: types.DeleteAllContextsRequest) -> Empty:
        """Drop all contexts of a session."""
        self._talk(request.parent)[2].contexts = {}
        return Empty()

    def _talk(self, name: str) -> tuple[AgentPath, str, Talk]:
        path, session, _ = session_of(name)
        limits.session(session)
        return path, session, self._world.tenant(path).talk(session)

    def _write(self, context: types.Context) -> types.Context:
        path, session, talk = self._talk(context.name)
        id, raw = limits.context(context.name), types.Context.pb(context)
        talk.activate(id, context.lifespan_count, MessageToDict(raw.parameters), self._world.clock())
        return _context(path, session, talk, id) if id in talk.contexts else context


def _context(path: AgentPath, session: str, talk: Talk, id: str) -> types.Context:
    one = talk.contexts[id]
    return types.Context(name=path.context(id, session), lifespan_count=one.turns, parameters=dict(one.parameters))
