"""Refuses what Google's server does not take."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Sequence, Sized
from pathlib import Path
from typing import Any

import msgspec
from google.cloud.dialogflow_v2.types import EntityType, Intent
from msgspec import Struct

from intents.dialogflow.agent import SYSTEM
from intents.dialogflow.names import last_of
from intents.dialogflow.standin.refusals import conflict, invalid


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `limits.toml`."""

    text: int
    session: int
    event: int
    phrases: int
    phrase: int
    parameters: int
    input_contexts: int
    output_contexts: int
    entries: int
    synonyms: int
    synonym: int
    languages: frozenset[str]


MOST = msgspec.convert(tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8")), Limits)
_CONTEXT = re.compile(r"[a-zA-Z0-9_\-%]{1,250}")
_ENTITY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def language(code: str, agent_has: Container[str]) -> str:
    """Return the language of the agent that a code calls for; a locale calls for its root where it has no own texts."""
    known = code.replace("_", "-").lower()
    if known not in MOST.languages:
        raise invalid(f"Language code '{code}' is not supported.")
    for candidate in (known, known.partition("-")[0]):
        if candidate in agent_has:
            return candidate
    raise invalid(f"Language code '{code}' is not enabled in the agent.")


def text(value: str) -> None:
    """Refuse a text that is empty or too long."""
    if not value.strip():
        raise invalid("Input text not set.")
    if len(value) > MOST.text:
        raise invalid(f"Text length must not exceed {MOST.text} characters: {len(value)}.")


def session(id: str) -> None:
    """Refuse the id of a session that is empty or too long."""
    if not 0 < len(id) <= MOST.session:
        raise invalid(f"Session id must have 1 to {MOST.session} characters: {len(id)}.")


def context(name: str) -> str:
    """Return the id of a context, in lower case as Google keeps it."""
    id = last_of(name)
    if "/contexts/" not in name or not _CONTEXT.fullmatch(id):
        raise invalid(f"Resource name '{name}' does not match 'projects/*/agent/sessions/*/contexts/*'.")
    return id.lower()


def intent(one: Intent, entities: Container[str]) -> None:
    """Refuse an intent that is not well formed, or that uses an entity that is not there."""
    raw = Intent.pb(one)  # thousands of phrases: the library's own view of a message is many times slower
    if not raw.display_name.strip():
        raise invalid("Intent display name must not be empty.")
    if any(character.isspace() for character in raw.action):
        raise invalid("Action name must not contain whitespaces.")
    if any(not 0 < len(event) <= MOST.event for event in raw.events):
        raise invalid(f"Event names must have 1 to {MOST.event} characters.")
    _at_most("training phrases", raw.training_phrases, MOST.phrases)
    _at_most("parameters", raw.parameters, MOST.parameters)
    _contexts(raw.input_context_names, [context.name for context in raw.output_contexts])
    for phrase in raw.training_phrases:
        _phrase(phrase)
    used = {part.entity_type for phrase in raw.training_phrases for part in phrase.parts if part.entity_type}
    used |= {parameter.entity_type_display_name for parameter in raw.parameters}
    for name in sorted(name.removeprefix("@") for name in used if name):
        if not name.startswith(SYSTEM) and name not in entities:
            raise conflict(f"Entity type '@{name}' is not found.")


def entity(one: EntityType) -> None:
    """Refuse an entity that is not well formed."""
    if not _ENTITY.fullmatch(one.display_name):
        raise invalid(f"Entity type name '{one.display_name}' must be a letter, then letters, digits, _ and -.")
    if one.kind == EntityType.Kind.KIND_UNSPECIFIED:
        raise invalid("Entity type kind must be specified.")
    _at_most("entities", one.entities, MOST.entries)
    for entry in one.entities:
        if not entry.value:
            raise invalid("Entity value must not be empty.")
        _at_most(f"synonyms of '{entry.value}'", entry.synonyms, MOST.synonyms)
        if any(not 0 < len(synonym) <= MOST.synonym or set(synonym) & set("{}$@") for synonym in entry.synonyms):
            raise invalid(f"Synonyms of '{entry.value}' are empty, too long or hold one of {{}}$@.")


def _phrase(raw: Any) -> None:
    if raw.type_ != Intent.TrainingPhrase.Type.EXAMPLE:
        raise invalid("Training phrases must be of type EXAMPLE.")
    size = sum(len(part.text) for part in raw.parts)
    if not 0 < size <= MOST.phrase:
        raise invalid(f"Training phrases must have 1 to {MOST.phrase} characters: {size}.")
    for part in raw.parts:
        marked = bool(part.entity_type), bool(part.alias), part.user_defined
        if any(marked) and not all(marked):
            raise invalid(f"Annotated part '{part.text}' needs entity_type, alias and user_defined.")


def _contexts(inputs: Sequence[str], outputs: Sequence[str]) -> None:
    _at_most("input contexts", inputs, MOST.input_contexts)
    _at_most("output contexts", outputs, MOST.output_contexts)
    for name in (*inputs, *outputs):
        context(name)


def _at_most(what: str, things: Sized, most: int) -> None:
    if len(things) > most:
        raise invalid(f"Number of {what} exceeds the limit of {most}: {len(things)}.")
