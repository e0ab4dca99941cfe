"""Names on both sides: of Google's resources, and of the catalog's intents."""

from __future__ import annotations

import hashlib
import secrets

from msgspec import Struct

from intents import catalog
from intents.catalog import LANGUAGES, UNKNOWN
from intents.dialogflow.blueprint import load

GLOBAL = "global"
"""The location that need not be named."""
OURS = "cuanto"
"""Key of the payload that our own questions carry, so that our own webhook knows that nobody waits for its reply."""
SESSION_ID = 36
"""The longest id of a session."""


class AgentPath(Struct, frozen=True):
    """Where an agent is; a project has one in each location."""

    project: str
    location: str = GLOBAL

    @property
    def owner(self) -> str:
        """Resource name of what holds the agent."""
        located = "" if self.location == GLOBAL else f"/locations/{self.location}"
        return f"projects/{self.project}{located}"

    @property
    def agent(self) -> str:
        """Resource name of the agent."""
        return f"{self.owner}/agent"

    def session(self, id: str) -> str:
        """Resource name of a session."""
        return f"{self.agent}/sessions/{id}"

    def context(self, id: str, session: str = "-") -> str:
        """Resource name of a context, of a session or, in the description of an intent, of any."""
        return f"{self.session(session)}/contexts/{id}"


def session_id(conversation: str) -> str:
    """Return the id that stands for a conversation: says nothing about it, is the same each time, and has 36 signs.

    A question that belongs to no conversation gets an id of its own, so that nobody's contexts reach anybody else.
    """
    if not conversation:
        return secrets.token_hex(SESSION_ID // 2)
    return hashlib.blake2b(conversation.encode("utf-8", "replace"), digest_size=SESSION_ID // 2).hexdigest()


def last_of(resource: str) -> str:
    """Return the id at the end of a resource name."""
    return resource.rpartition("/")[2]


def root_language(code: str) -> str:
    """Return the language of a locale (`es-419`, `en_GB`): the agent speaks languages, not locales."""
    language = code.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def catalog_name(display_name: str, action: str) -> str:
    """Return the catalog's intent that one of the agent stands for; a renamed one is known by its action.

    A fallback is `unknown`; one that the catalog does not have keeps its own name.
    """
    blueprint, known = load(), catalog.load().intents
    name = display_name.removesuffix(blueprint.followup.suffix)
    if name in known:
        return name
    if blueprint.fallback.name == name or blueprint.fallback.action == action:
        return UNKNOWN
    if blueprint.welcome.name == name or blueprint.welcome.action == action:
        return blueprint.welcome.intent
    return action if action in known else display_name
