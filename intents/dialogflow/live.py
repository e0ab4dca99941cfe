"""Reads the live agent: everything that we manage of it, and Google's names for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from google.cloud.dialogflow_v2.types import (
    EntityType,
    GetAgentRequest,
    Intent,
    IntentView,
    ListEntityTypesRequest,
    ListIntentsRequest,
)
from msgspec import Struct

from intents.dialogflow.agent import Agent
from intents.dialogflow.connection import Workshop
from intents.dialogflow.failures import translated
from intents.dialogflow.messages import from_entities, from_intents
from intents.dialogflow.names import AgentPath

TIMEOUT = 60.0
"""Seconds for one request that looks at an agent or changes it."""
PAGE = 1000
"""The most that one page may hold: design-time requests are counted, 60 a minute."""


class Live(Struct, frozen=True, kw_only=True):
    """The live agent."""

    agent: Agent
    intents: Mapping[str, Mapping[str, Intent]]
    """By display name and language, as Google told them."""
    entities: Mapping[str, Mapping[str, EntityType]]

    def intent_name(self, display_name: str | None) -> str:
        """Return Google's name of an intent; empty where there is none yet."""
        return _name(self.intents, display_name)

    def entity_name(self, display_name: str) -> str:
        """Return Google's name of an entity; empty where there is none yet."""
        return _name(self.entities, display_name)


async def read(shop: Workshop, path: AgentPath, wanted: Sequence[str]) -> Live:
    """Return the agent in those of the wanted languages that it has. Raises `DialogflowError`."""
    with translated():
        found = await shop.agents.get_agent(GetAgentRequest(parent=path.owner), timeout=TIMEOUT)
        has = (found.default_language_code, *found.supported_language_codes)
        languages = [language for language in wanted if language in has]
        intents = await asyncio.gather(*(_intents(shop, path, language) for language in languages))
        entities = await asyncio.gather(*(_entities(shop, path, language) for language in languages))
    return _live(has, _by_name(languages, intents), _by_name(languages, entities))


def _live(
    languages: tuple[str, ...],
    intents: Mapping[str, Mapping[str, Intent]],
    entities: Mapping[str, Mapping[str, EntityType]],
) -> Live:
    names = {intent.name: shown for shown, each in intents.items() for intent in each.values()}
    return Live(
        agent=Agent(
            languages=languages,
            intents={shown: from_intents(each, names) for shown, each in intents.items()},
            entities={shown: from_entities(each) for shown, each in entities.items()},
        ),
        intents=intents,
        entities=entities,
    )


async def _intents(shop: Workshop, path: AgentPath, language: str) -> list[Intent]:
    request = ListIntentsRequest(
        parent=path.agent, language_code=language, intent_view=IntentView.INTENT_VIEW_FULL, page_size=PAGE
    )
    return await _all(await shop.intents.list_intents(request, timeout=TIMEOUT))


async def _entities(shop: Workshop, path: AgentPath, language: str) -> list[EntityType]:
    request = ListEntityTypesRequest(parent=path.agent, language_code=language, page_size=PAGE)
    return await _all(await shop.entity_types.list_entity_types(request, timeout=TIMEOUT))


async def _all(pages: AsyncIterator[Any]) -> list[Any]:
    return [one async for one in pages]


def _by_name(languages: Sequence[str], lists: Sequence[Sequence[Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for language, things in zip(languages, lists, strict=True):
        for thing in things:
            found.setdefault(thing.display_name, {})[language] = thing
    return found


def _name(things: Mapping[str, Mapping[str, Any]], display_name: str | None) -> str:
    by_language = things.get(display_name or "", {})
    return next((str(thing.name) for thing in by_language.values()), "")
