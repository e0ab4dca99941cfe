"""What makes an agent of the catalog: `agent.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

FOLLOWUP_CONTEXT = "-followup"
"""How the context that a follow-up intent listens to is named after its question, as the console does it."""


class EntitySource(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the values and synonyms of an entity come from."""

    lists: tuple[tuple[str, str], ...]
    """Word lists by name and section."""


class Welcome(Struct, frozen=True, forbid_unknown_fields=True):
    """The intent that greets where somebody opens a conversation without a word."""

    name: str
    action: str
    event: str
    intent: str
    """Which intent of the catalog it stands for."""


class Fallback(Struct, frozen=True, forbid_unknown_fields=True):
    """The intent for what no other one takes."""

    name: str
    action: str


class Followup(Struct, frozen=True, forbid_unknown_fields=True):
    """How follow-up intents are made."""

    suffix: str
    turns: int
    """For how many turns a question can be followed up."""
    patterns: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By language and slot; `{}` is the value."""
    values: Mapping[str, Mapping[str, tuple[str, ...]]]


class Blueprint(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `agent.toml`."""

    parameters: Mapping[str, str]
    """Slot → entity."""
    entities: Mapping[str, EntitySource]
    welcome: Welcome
    fallback: Fallback
    followup: Followup


@cache
def load() -> Blueprint:
    """Return the packaged one."""
    return msgspec.convert(tomllib.loads(Path(__file__).with_name("agent.toml").read_text("utf-8")), Blueprint)


def event_of(intent: str) -> str:
    """Return the event that calls an intent of the catalog: letters, digits and `_-%`, as in ids of contexts."""
    return intent.replace(".", "_")


def context_of(intent: str) -> str:
    """Return the id of the context that follow-ups of an intent listen to."""
    return event_of(intent) + FOLLOWUP_CONTEXT
