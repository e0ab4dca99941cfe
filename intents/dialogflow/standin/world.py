"""Everything the stand-in knows: the agents of its projects, what they are trained on, their conversations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from intents.catalog import LANGUAGES
from intents.dialogflow.agent import Agent
from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin.held import HeldAgent
from intents.dialogflow.standin.matching import Model, train
from intents.dialogflow.standin.operations import Operations
from intents.dialogflow.standin.quota import Quota
from intents.dialogflow.standin.refusals import missing
from intents.dialogflow.standin.talking import Talk

Clock = Callable[[], datetime]


class Tenant:
    """One agent with everything around it."""

    def __init__(self, held: HeldAgent, quota: Quota) -> None:
        self.held = held
        self.quota = quota
        self.models: Mapping[str, Model] = {}
        """By language; what was pushed last is only here once it is trained."""
        self.names: Mapping[str, str] = {}
        """Google's names of the intents that were trained."""
        self.talks: dict[str, Talk] = {}

    def train(self) -> None:
        """Learn what is held now."""
        self.models, self.names = train(self.held.described()), self.held.names()

    def talk(self, session: str) -> Talk:
        """Return a conversation, a new one where it is not known."""
        return self.talks.setdefault(session, Talk())


class World:
    """The agents. A project has an agent in a location once somebody asks for it, unless only one project is served."""

    def __init__(
        self,
        clock: Clock,
        *,
        agent: Agent | None = None,
        project: str = "",
        training: float = 0.0,
        per_minute: int = 0,
    ) -> None:
        """`agent` is what every agent begins with (nothing, if there is none); `training` takes so many seconds."""
        self.clock = clock
        self.operations = Operations()
        self.training = training
        self._agent = agent
        self._project = project
        self._per_minute = per_minute
        self._tenants: dict[AgentPath, Tenant] = {}

    def tenant(self, path: AgentPath) -> Tenant:
        """Return an agent. Refuses projects that are not served."""
        if self._project and path.project != self._project:
            raise missing(
                f"com.google.apps.framework.request.NotFoundException: No DesignTimeAgent found for {path.owner}"
            )
        if path not in self._tenants:
            self._tenants[path] = self._opened(path)
        return self._tenants[path]

    def _opened(self, path: AgentPath) -> Tenant:
        tenant = Tenant(HeldAgent(path, LANGUAGES), Quota(self._per_minute, path.project))
        if self._agent:
            tenant.held.load(self._agent, replace=True)
            tenant.train()
        return tenant
