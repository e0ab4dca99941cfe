"""Updates that Telegram was told about although they are not answered yet, on the disk until they are.

Telegram shows a hundred updates at a time. Where those wait for chats that take no messages, they are put here, so that
the others can be fetched; a process that dies leaves them to the next one.
"""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path

from bot.logs import logger
from bot.telegram.updates import Json, number_of

MOST = 1_000
"""Where so many wait, nothing gets through to Telegram: then the rest is better left there."""
_CALM = 0.5
"""Seconds in which answered updates are gathered before the file is written anew: finding one there does no harm."""


class Shelf:
    """A file that only its owner may read, gone as soon as there is nothing on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: dict[int, Json] = {}
        self._stale = False
        self._tidying: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._turn = asyncio.Lock()

    def left(self) -> list[Json]:
        """Return what a process before left; what cannot be read is logged and passed by."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            logger().error("telegram_shelf_unreadable", detail=type(error).__name__)
            return []
        left = [raw for raw in found if number_of(raw) is not None] if isinstance(found, list) else []
        self._held = {raw["update_id"]: raw for raw in left}
        return left

    async def put(self, updates: dict[int, Json]) -> bool:
        """Write updates down, synced to the disk; `False` if that is not possible, or too many are there."""
        if len(self._held) + len(updates) > MOST:
            return False
        self._held |= updates
        if await self._written():
            return True
        for number in updates:
            self._held.pop(number, None)
        return False

    def take(self, number: int) -> None:
        """Erase an update that was answered, soon."""
        if self._held.pop(number, None) is None:
            return
        self._stale = True
        if self._tidying is None or self._tidying.done():
            self._tidying = asyncio.create_task(self._tidied())

    async def close(self) -> None:
        """Erase now what was to be erased soon."""
        self._hurry.set()
        if self._tidying is not None:
            await self._tidying

    async def _tidied(self) -> None:
        while self._stale:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), _CALM)
            self._stale = False
            await self._written()

    async def _written(self) -> bool:
        async with self._turn:
            return await asyncio.to_thread(_write, self._path, list(self._held.values()))


def _write(path: Path, updates: list[Json]) -> bool:
    try:
        if not updates:
            path.unlink(missing_ok=True)
            return True
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        with open(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(updates, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        logger().error("telegram_shelf_unwritable", detail=type(error).__name__)
        return False
    return True
