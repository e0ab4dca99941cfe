"""A stand-in that runs in a thread of its own, as it would in another process; and small agents to put in it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from msgspec.structs import replace

from intents import catalog, phrases
from intents.catalog import Catalog
from intents.dialogflow.account import Account
from intents.dialogflow.agent import Agent, AgentEntity
from intents.dialogflow.building import Wording, build
from intents.dialogflow.connection import credentials_of, open_channel, workshop
from intents.dialogflow.live import Live, read
from intents.dialogflow.names import AgentPath
from intents.dialogflow.pushing import Pushed, push
from intents.dialogflow.standin.server import Standin
from intents.dialogflow.standin.world import World
from intents.dialogflow.writing import Writer

PROJECT = "cuanto-test"
PATH = AgentPath(PROJECT)
SAID = {"es": ("por ahora no",), "en": ("not now",)}
WORDING = Wording(unanswered=SAID, welcome={"es": ("hola",), "en": ("hello",)}, fallback={"es": ("¿?",), "en": ("?",)})
SMALL = ("rate.lookup", "rule.inbound_free", "scenario.single", "smalltalk.greeting")
"""Enough intents for most tests: with slots and without, and one that is told as a story."""

VALUES = ("MX", "PE", "CL", "ES", "GB")
"""Countries enough for most tests."""

Result = TypeVar("Result")


@cache
def small_agent(names: tuple[str, ...] = SMALL, *, most: int = 4, webhook: bool = False) -> Agent:
    """The agent of a few intents of the catalog, with a few phrases each."""
    known = catalog.load()
    chosen = {name: known.intents[name] for name in names}
    kept: dict[tuple[str, str], int] = {}
    said = []
    for phrase in phrases.load():
        key = phrase.intent, phrase.language
        if phrase.intent in chosen and kept.setdefault(key, 0) < most:
            kept[key] += 1
            said.append(phrase)
    whole = build(said, WORDING, webhook=webhook, known=Catalog(known.slots, chosen))
    return replace(whole, entities={name: _few(entity) for name, entity in whole.entities.items()})


def _few(entity: AgentEntity) -> AgentEntity:
    """An entity with a few of its values."""
    values = [value for value in entity.entries["es"] if value in VALUES or not value.isupper()]
    return AgentEntity(
        name=entity.name,
        entries={language: {value: said[value] for value in values} for language, said in entity.entries.items()},
    )


class Running:
    """A stand-in, listening."""

    def __init__(self, agent: Agent | None = None, port: int = 0, **given: Any) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        """What time it is there."""
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.standin = self._made(agent, given)
        self.address = self.there(self.standin.start(port))

    def _made(self, agent: Agent | None, given: Mapping[str, Any]) -> Standin:
        """gRPC's server belongs to the loop that is running when it is made."""

        async def make() -> Standin:
            world = World(lambda: self.now, agent=agent, **given)
            if "project" not in given:
                world.tenant(PATH)  # loaded and trained before anybody waits for it
            return Standin(world)

        return self.there(make())

    def there(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something on the stand-in's side, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def account(self, path: AgentPath = PATH) -> Account:
        """How a client gets here."""
        return Account(path=path, endpoint=self.address)

    def stop(self) -> None:
        """Stop listening, at once."""
        self.there(self.standin.stop())

    def close(self) -> None:
        """Stop everything."""
        self.stop()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


async def live(running: Running, languages: tuple[str, ...] = ("es", "en"), path: AgentPath = PATH) -> Live:
    """The agent that the stand-in holds, read over the wire."""
    account = running.account(path)
    channel = open_channel(account, credentials_of(account))
    try:
        return await read(workshop(channel), path, languages)
    finally:
        await channel.close()


async def pushed(running: Running, wanted: Agent, *, prune: bool = False, path: AgentPath = PATH) -> Pushed:
    """Push over the wire, without pauses."""
    account = running.account(path)
    channel = open_channel(account, credentials_of(account))
    try:
        return await push(Writer(workshop(channel), pauses=(0.0, 0.0)), path, wanted, prune=prune)
    finally:
        await channel.close()
