"""Makes the live agent the one that our files describe.

Each step leaves an agent that works, and what is to be done is found out by comparing, never by remembering: a push
that failed half-way is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from intents.dialogflow.agent import Agent
from intents.dialogflow.comparing import Change, Plan, Sign, compare
from intents.dialogflow.live import Live, read
from intents.dialogflow.messages import MASKS, to_entity, to_intent
from intents.dialogflow.names import AgentPath
from intents.dialogflow.writing import Writer


class Pushed(Struct, frozen=True):
    """What a push did."""

    plan: Plan
    """What was out of step before."""
    left: tuple[Change, ...]
    """What the live agent has, we do not, and nobody asked to delete."""


async def push(writer: Writer, path: AgentPath, wanted: Agent, *, prune: bool) -> Pushed:
    """Push and train; `prune` deletes what we do not have. Raises `DialogflowError`: push again to go on from there."""
    live = await _read(writer, path, wanted)
    plan = compare(live.agent, wanted)
    if plan.of("language", Sign.CREATE):
        await writer.add_languages(path, live.agent.languages, wanted.languages)
    live = await _created(writer, path, wanted, live)
    await _change(writer, path, wanted, live)
    if prune:
        await _delete(writer, path, live, plan.deletions)
    await writer.train(path)
    return Pushed(plan, () if prune else plan.deletions)


async def _read(writer: Writer, path: AgentPath, wanted: Agent) -> Live:
    return await read(writer.shop, path, wanted.languages)


async def _created(writer: Writer, path: AgentPath, wanted: Agent, live: Live) -> Live:
    """Create what is missing, in the first language: entities, then questions, then what follows them up."""
    language = wanted.languages[0]
    missing = [to_entity(entity, language) for name, entity in wanted.entities.items() if not live.entity_name(name)]
    if missing:
        await writer.write_entities(path, language, missing)
        live = await _read(writer, path, wanted)
    for followups in (False, True):
        new = [one for one in wanted.intents.values() if not live.intent_name(one.name)]
        batch = [
            to_intent(one, language, path, parent=live.intent_name(one.parent))
            for one in new
            if bool(one.parent) is followups
        ]
        if batch:
            await writer.write_intents(path, language, batch)
            live = await _read(writer, path, wanted)
    return live


async def _change(writer: Writer, path: AgentPath, wanted: Agent, live: Live) -> None:
    """Change what differs, language by language, and no field that does not."""
    plan = compare(live.agent, wanted)
    for language in wanted.languages:
        entities = [change.name for change in plan.of("entity", Sign.CHANGE) if _fields(change, language, wanted)]
        await writer.write_entities(
            path,
            language,
            [to_entity(wanted.entities[name], language, name=live.entity_name(name)) for name in entities],
            mask=("entities",),
        )
        for fields, names in _by_fields(plan.of("intent", Sign.CHANGE), language, wanted).items():
            batch = [
                to_intent(
                    wanted.intents[name],
                    language,
                    path,
                    name=live.intent_name(name),
                    live=live.intents[name].get(language),
                )
                for name in names
            ]
            await writer.write_intents(path, language, batch, mask=tuple(MASKS[field] for field in fields))


async def _delete(writer: Writer, path: AgentPath, live: Live, deletions: Iterable[Change]) -> None:
    """Delete intents first: an entity that one of them uses cannot go."""
    intents = [change.name for change in deletions if change.kind == "intent"]
    entities = [change.name for change in deletions if change.kind == "entity"]
    await writer.delete_intents(path, [live.intent_name(name) for name in intents])
    await writer.delete_entities(path, [live.entity_name(name) for name in entities])


def _by_fields(changes: Iterable[Change], language: str, wanted: Agent) -> dict[tuple[str, ...], list[str]]:
    """Names of intents by the fields that differ in a language."""
    found: dict[tuple[str, ...], list[str]] = {}
    for change in changes:
        if fields := _fields(change, language, wanted):
            found.setdefault(fields, []).append(change.name)
    return found


def _fields(change: Change, language: str, wanted: Agent) -> tuple[str, ...]:
    """Fields that differ in a language; those that know no language count with the first."""
    first = language == wanted.languages[0]
    return tuple(
        sorted({one.field for one in change.details if one.language == language or (first and not one.language)})
    )
