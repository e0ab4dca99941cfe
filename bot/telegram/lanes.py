"""One thing after the other within a chat, in the order of Telegram's numbers; no chat waits for another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush

Job = Callable[[], Awaitable[None]]


class Lanes:
    """A queue for each name, with somebody working on it as long as there is something in it."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[int, Job, asyncio.Future[None]]]] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}

    def put(self, name: str, number: int, job: Job) -> asyncio.Future[None]:
        """Queue a job; lower numbers that wait go first. The future has its end; it fails as the job fails."""
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting.setdefault(name, []), (number, job, ended))
        if name not in self._workers:
            self._workers[name] = asyncio.create_task(self._work(name))
        return ended

    def __len__(self) -> int:
        """Return how many names there is something to do for."""
        return len(self._workers)

    async def drained(self, seconds: float) -> None:
        """Wait until nothing is left to do, at most so long, and drop the rest."""
        tasks = set(self._workers.values())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, name: str) -> None:
        try:
            while self._waiting[name]:
                _, job, ended = heappop(self._waiting[name])
                await _tell(job, ended)
        finally:
            for _, _, ended in self._waiting.pop(name):
                ended.cancel()
            del self._workers[name]


async def _tell(job: Job, ended: asyncio.Future[None]) -> None:
    task = asyncio.ensure_future(job())
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)  # lets it give back what it claimed
        ended.cancel()
        raise
    if ended.done():
        return
    if error := task.exception():
        ended.set_exception(error)
        ended.exception()  # whoever does not wait for the end has heard of it in the log
    else:
        ended.set_result(None)
