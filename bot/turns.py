"""One question of a conversation at a time, so that the second one can refer to the first."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Hands out turns by name, first come, first served; keeps nothing of a name that nobody waits for."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[Lock, int]] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait until the turns before are over; an empty name waits for nobody."""
        if not name:
            yield
            return
        lock, waiting = self._locks.get(name, (Lock(), 0))
        self._locks[name] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            self._leave(name)

    def __len__(self) -> int:
        """Return how many names somebody has a turn of, or waits for one."""
        return len(self._locks)

    def _leave(self, name: str) -> None:
        lock, waiting = self._locks[name]
        if waiting == 1:
            del self._locks[name]
        else:
            self._locks[name] = (lock, waiting - 1)
