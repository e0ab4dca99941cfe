"""A process of its own that uses the store, for tests that kill it or run several: `python -m … STEP ADDRESS …`.

Prints a line for everything that the store has acknowledged, and not before.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from bot.store.sql import SqlStore
from tests.bot.store.making import NOW, kept, remembered

LEASE = timedelta(minutes=2)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def keep(store: SqlStore) -> None:
    """Keep answers, ten at a time, until killed."""

    async def one() -> None:
        answer = kept(tickets=("ZD-1",))
        await store.keep(answer)
        _say(answer.id)

    while True:
        await asyncio.gather(*(one() for _ in range(10)))


async def claim(store: SqlStore) -> None:
    """Claim two hundred events in the order of everybody else, and say which ones are ours."""
    await store.ready()
    _say("ready")
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)

    async def one(key: str) -> None:
        claimed = await store.claim(key, NOW, LEASE)
        if claimed.ours:
            await store.done(claimed, NOW)
            _say(key)

    for place in range(0, 200, 20):
        await asyncio.gather(*(one(f"e{place + step}") for step in range(20)))


async def hold(store: SqlStore) -> None:
    """Claim one event, remember a conversation, and work on until killed."""
    claimed = await store.claim("e", NOW, LEASE)
    await store.remember("c", remembered(), NOW)
    _say(claimed.state)
    await asyncio.sleep(600)


async def start(store: SqlStore) -> None:
    """Open the store and keep one answer."""
    answer = kept()
    await store.keep(answer)
    _say(answer.id)


STEPS: dict[str, Callable[[SqlStore], Awaitable[None]]] = {"keep": keep, "claim": claim, "hold": hold, "start": start}


async def main(step: str, address: str) -> None:
    """Run one step."""
    store = SqlStore(address if "://" in address else Path(address))
    await STEPS[step](store)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
