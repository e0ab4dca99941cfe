"""Takes Google's resource names apart."""

from __future__ import annotations

import re

from intents.dialogflow.names import GLOBAL, AgentPath
from intents.dialogflow.standin.refusals import invalid

_PATH = re.compile(
    r"projects/(?P<project>[^/]+)(?:/locations/(?P<location>[^/]+))?(?P<agent>/agent)?(?:/(?P<rest>.*))?", re.DOTALL
)
_SESSION = re.compile(
    r"(?:environments/[^/]+/users/[^/]+/)?sessions/(?P<session>[^/]*)(?:/contexts/(?P<context>[^/]+))?"
)


def project_of(name: str) -> AgentPath:
    """Return whose agent `projects/P` or `projects/P/locations/L` is; with `/agent` behind it too."""
    path, rest = _split(name)
    if rest:
        raise invalid(f"Resource name '{name}' does not match 'projects/*' or 'projects/*/locations/*'.")
    return path


def within(name: str, collection: str) -> tuple[AgentPath, str]:
    """Return the agent and the id of `…/agent/<collection>/<id>`."""
    path, rest = _split(name)
    kind, _, id = rest.partition("/")
    if kind != collection or not id or "/" in id:
        raise invalid(f"Resource name '{name}' does not match 'projects/*/agent/{collection}/*'.")
    return path, id


def session_of(name: str) -> tuple[AgentPath, str, str]:
    """Return agent, session and context (or an empty text) of `…/agent/sessions/S` or `…/sessions/S/contexts/C`."""
    path, rest = _split(name)
    found = _SESSION.fullmatch(rest)
    if found is None:
        raise invalid(f"Resource name '{name}' does not match 'projects/*/agent/sessions/*'.")
    return path, found["session"], found["context"] or ""


def _split(name: str) -> tuple[AgentPath, str]:
    found = _PATH.fullmatch(name)
    if found is None:
        raise invalid(f"Resource name '{name}' does not match 'projects/*'.")
    return AgentPath(found["project"], found["location"] or GLOBAL), found["rest"] or ""
