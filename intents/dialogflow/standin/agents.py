"""The service Agents: settings, training, export and import."""

from __future__ import annotations

from google.cloud.dialogflow_v2 import types
from google.longrunning.operations_pb2 import Operation
from google.protobuf.empty_pb2 import Empty

from intents.dialogflow import archive, unarchive
from intents.dialogflow.standin.paths import project_of
from intents.dialogflow.standin.refusals import invalid
from intents.dialogflow.standin.world import World

_SETTABLE = ("supported_language_codes", "time_zone", "classification_threshold")


class Agents:
    """Agents as a whole."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_agent(self, request: types.GetAgentRequest) -> types.Agent:
        """Return the settings of an agent."""
        held = self._world.tenant(project_of(request.parent)).held
        default, *others = held.languages
        return types.Agent(
            parent=held.path.owner,
            display_name=archive.NAME,
            default_language_code=default,
            supported_language_codes=others,
            time_zone=held.time_zone,
            classification_threshold=held.threshold,
        )

    def set_agent(self, request: types.SetAgentRequest) -> types.Agent:
        """Change settings of an agent; its default language stays."""
        wanted = request.agent
        held = self._world.tenant(project_of(wanted.parent)).held
        paths = request.update_mask.paths or _SETTABLE
        if set(paths) - set(_SETTABLE):
            raise invalid("Update mask holds fields that cannot be set.")
        if "supported_language_codes" in paths:
            held.languages = [held.languages[0], *wanted.supported_language_codes]
        if "time_zone" in paths:
            held.time_zone = wanted.time_zone
        if "classification_threshold" in paths:
            held.threshold = wanted.classification_threshold or held.threshold
        return self.get_agent(types.GetAgentRequest(parent=wanted.parent))

    def train_agent(self, request: types.TrainAgentRequest) -> Operation:
        """Train: only then does the agent answer by what it holds."""
        path = project_of(request.parent)
        tenant = self._world.tenant(path)

        def work() -> Empty:
            tenant.train()
            return Empty()

        return self._world.operations.started(path, work, self._world.training)

    def export_agent(self, request: types.ExportAgentRequest) -> Operation:
        """Return the agent as a zip."""
        path = project_of(request.parent)
        if request.agent_uri:
            raise invalid("The stand-in has no Cloud Storage: leave agent_uri empty.")
        held = self._world.tenant(path).held
        content = archive.write(held.described(), timezone=held.time_zone)
        response = types.ExportAgentResponse(agent_content=content)
        return self._world.operations.finished(path, types.ExportAgentResponse.pb(response))

    def import_agent(self, request: types.ImportAgentRequest) -> Operation:
        """Take over what a zip holds; what it does not hold stays."""
        return self._load(request.parent, request.agent_content, replace=False)

    def restore_agent(self, request: types.RestoreAgentRequest) -> Operation:
        """Take over what a zip holds; everything else goes."""
        return self._load(request.parent, request.agent_content, replace=True)

    def _load(self, parent: str, content: bytes, *, replace: bool) -> Operation:
        path = project_of(parent)
        tenant = self._world.tenant(path)
        try:
            agent = unarchive.read(content)
        except ValueError as error:
            raise invalid(str(error)) from error
        tenant.held.load(agent, replace=replace)
        tenant.train()
        return self._world.operations.finished(path, Empty())
