"""An agent as we describe it: intents and entities with everything that we manage, in all languages at once.

The same description is built from our files, read from an export, and read from the live agent; so comparing two of
them says what is out of step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

SYSTEM = "sys."
"""Names of entities that Google maintains begin with this."""


class Part(Struct, frozen=True):
    """A run of characters of a phrase; an annotated one names the entity it stands for and the parameter it fills."""

    text: str
    entity: str = ""
    alias: str = ""


Phrase = tuple[Part, ...]
"""One training phrase; its parts make up its text."""


class Parameter(Struct, frozen=True, order=True):
    """What an intent takes from a text."""

    name: str
    entity: str
    """Of which entity, without `@`."""
    many: bool = True
    """Whether it may hold several values."""


class AgentIntent(Struct, frozen=True, kw_only=True):
    """One intent of an agent, as far as we manage it."""

    name: str
    action: str = ""
    """The catalog's name of the intent, also in a follow-up intent; survives renaming in the console."""
    fallback: bool = False
    webhook: bool = False
    """Whether Google asks our webhook for the reply."""
    events: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    """Ids of the contexts that must be active."""
    outputs: Mapping[str, int] = {}
    """Ids of the contexts that become active, and for how many turns."""
    parent: str | None = None
    """Name of the intent that this one follows up."""
    parameters: tuple[Parameter, ...] = ()
    phrases: Mapping[str, tuple[Phrase, ...]] = {}
    """By language."""
    replies: Mapping[str, tuple[str, ...]] = {}
    """By language: what Google says by itself where our webhook is not asked; one of them is chosen."""


class AgentEntity(Struct, frozen=True, kw_only=True):
    """An entity of ours: by language, each value with its synonyms."""

    name: str
    entries: Mapping[str, Mapping[str, tuple[str, ...]]] = {}


class Agent(Struct, frozen=True, kw_only=True):
    """Everything that is exported, pushed and compared."""

    languages: tuple[str, ...]
    """The first is the default."""
    intents: Mapping[str, AgentIntent] = {}
    entities: Mapping[str, AgentEntity] = {}


def text_of(phrase: Phrase) -> str:
    """Return what a phrase says."""
    return "".join(part.text for part in phrase)


def notation(phrase: Phrase) -> str:
    """Return a phrase with its annotations written out: `precio en [México](@country:country)`."""
    return "".join(f"[{part.text}](@{part.entity}:{part.alias})" if part.entity else part.text for part in phrase)


def joined(parts: Iterable[Part]) -> Phrase:
    """Return parts as a phrase: empty parts dropped, neighbours without annotation put together."""
    found: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if found and not part.entity and not found[-1].entity:
            found[-1] = Part(found[-1].text + part.text)
        else:
            found.append(part)
    return tuple(found)
