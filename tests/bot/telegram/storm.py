"""Many questions of many chats, some delivered again, and a process that dies in the middle."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.store.sql import SqlStore
from bot.telegram.channel import channel
from tests.bot.servicing import Office
from tests.bot.telegram.running import QUICK, running, settings
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Call, Json, TelegramServer, refused

_COUNT = re.compile(r"(\d[\d \u00a0,.]*) conversaciones")
SLOW = 9
"""The chat whose messages are not taken for a while."""


class Storm(Struct, kw_only=True):
    """What was asked and what came of it."""

    asked: dict[int, list[int]]
    """By chat: how many conversations each question is about, in order."""
    answered: dict[int, list[int]]
    before_slow: int
    """Chats that were answered in full while one chat's message was not taken."""


def _questions(chats: int, each: int) -> tuple[list[Json], dict[int, list[int]]]:
    """Updates whose answers can be told apart by the figure in them."""
    made, asked = [], defaultdict(list)
    for turn in range(each):
        for chat in range(SLOW, SLOW + chats):
            figure = 1000 + turn
            asked[chat].append(figure)
            text = f"¿cuánto cuestan {figure} conversaciones de marketing en México?"
            made.append(tg.said(text, sender=tg.user(chat)))
    return made, dict(asked)


async def storm(server: TelegramServer, folder: Path, *, chats: int, each: int, hang: float) -> Storm:
    """Ask, let one chat hang, let Telegram go and the process die, begin again, and see what was answered."""
    updates, asked = _questions(chats, each)
    repeated = [update for index, update in enumerate(updates) if index % 7 == 0]
    server.hanging[SLOW] = asyncio.Event()
    half = len(updates) // 2
    await _first_process(server, folder, updates[:half], half // 2)
    store = SqlStore(folder / "storm.sqlite3")
    server.trouble = None
    async with running(server, office=Office(store), store=store, clock=lambda: datetime.now(UTC), pace=_pace(chats)):
        server.push(*updates[half:], *repeated)
        server.waiting.sort(key=lambda update: update["update_id"])
        others = len(updates) - len(asked[SLOW])
        await server.until(lambda: len(_others(server)) >= others, chats)
        before_slow = len({call.chat for call in _others(server)})
        asyncio.get_running_loop().call_later(hang, server.hanging[SLOW].set)
        await server.until(lambda: len(server.messages) >= len(updates), 10 + hang)
        await asyncio.sleep(0.3)
    await store.close()
    return Storm(asked=asked, answered=_answered(server.messages), before_slow=before_slow)


async def _first_process(server: TelegramServer, folder: Path, updates: list[Json], enough: int) -> None:
    """Answer some, until Telegram takes nothing more; then die with everything else under way."""
    store = SqlStore(folder / "storm.sqlite3")
    office = Office(store)
    pace = replace(QUICK, pauses=(0.2,) * 500, grace=0.2)
    made = channel(settings(server), office.service, store, office.metrics, lambda: datetime.now(UTC), pace=pace)

    def gone(method: str, _: Json) -> Any:
        return (
            refused(500, "Internal Server Error")
            if len(server.messages) >= enough and method == "sendMessage"
            else None
        )

    server.trouble = gone
    server.push(*updates)
    async with made.lifespans[0]():
        await server.until(lambda: len(server.messages) >= enough, 100)
        await asyncio.sleep(0.3)  # what was taken is noted as done
        await store.close()  # from here on nothing can be given back or noted: as if the power had failed
        server.trouble = lambda *_: refused(500, "Internal Server Error")


def _pace(chats: int) -> Any:
    return replace(QUICK, grace=5 + chats / 10, patience=60)


def _others(server: TelegramServer) -> list[Call]:
    return [call for call in server.messages if call.chat != SLOW]


def _answered(messages: list[Call]) -> dict[int, list[int]]:
    found = defaultdict(list)
    for call in messages:
        figure = _COUNT.search(call.text)
        found[call.chat].append(int("".join(filter(str.isdigit, figure[1]))) if figure else 0)
    return dict(found)
