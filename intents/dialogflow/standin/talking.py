"""Conversations: which contexts are active, for how long, and what a text or an event does to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from intents.dialogflow.agent import AgentIntent
from intents.dialogflow.standin.extracting import Found

CONTEXT_LIFE = timedelta(minutes=20)
"""A context that nothing touched for so long is gone."""

Parameters = Mapping[str, Any]


class ActiveContext(Struct, frozen=True, kw_only=True):
    """A context of one conversation."""

    turns: int
    """For how many more queries."""
    until: datetime
    parameters: Parameters = {}


class Talk:
    """One session."""

    def __init__(self) -> None:
        self.contexts: dict[str, ActiveContext] = {}

    def activate(self, id: str, turns: int, parameters: Parameters, now: datetime) -> None:
        """Make a context active, or drop it where it lasts for no turn; what it held before stays unless said anew."""
        if turns <= 0:
            self.contexts.pop(id, None)
            return
        before = self.contexts[id].parameters if id in self.contexts else {}
        said = {name: value for name, value in parameters.items() if value not in ("", [])}
        self.contexts[id] = ActiveContext(
            turns=turns, until=now + CONTEXT_LIFE, parameters={**parameters, **before, **said}
        )

    def active(self, now: datetime) -> set[str]:
        """Return the ids of active contexts, and forget the others."""
        self.contexts = {id: one for id, one in self.contexts.items() if now < one.until}
        return set(self.contexts)

    def turn(self, intent: AgentIntent, parameters: Parameters, now: datetime) -> None:
        """One query was matched: those of its intent begin anew, every other context has a turn less."""
        before = self.contexts
        outputs = {id.lower(): turns for id, turns in intent.outputs.items()}
        for id, turns in outputs.items():
            self.activate(id, turns, parameters, now)
        self.contexts = {
            id: one if id in outputs else ActiveContext(turns=one.turns - 1, until=one.until, parameters=one.parameters)
            for id, one in self.contexts.items()
            if id in outputs or before[id].turns > 1
        }


def parameters_of(intent: AgentIntent, found: tuple[Found, ...]) -> dict[str, Any]:
    """Return the parameters of an intent with what was found; an empty text or list where nothing was."""
    filled: dict[str, Any] = {}
    for parameter in intent.parameters:
        values = list(dict.fromkeys(one.value for one in found if one.entity == parameter.entity))
        filled[parameter.name] = values if parameter.many else (values[0] if values else "")
    return filled


def originals_of(intent: AgentIntent, found: tuple[Found, ...]) -> dict[str, Any]:
    """Return how the values were said, under the names that contexts carry them by."""
    return {
        f"{parameter.name}.original": [one.original for one in found if one.entity == parameter.entity]
        for parameter in intent.parameters
    }
