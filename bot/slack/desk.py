"""Exactly once, and acknowledged in time.

Slack wants to hear within three seconds that something has arrived, and delivers it again if it does not. So: the
event is claimed in the store, worked on, and marked as done; only then is it acknowledged. Where work takes longer, it
is acknowledged at `PATIENCE` and goes on. A process that dies before the acknowledgement leaves a claim whose lease
runs out, and Slack's next delivery (at once, after a minute, after five) finds it free.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from slack_bolt.response import BoltResponse

from bot.claiming import Claiming
from bot.logs import logger, request
from bot.metrics import Metrics
from bot.slack.errors import Unsent
from bot.store.port import Claims, ClaimState

LEASE = timedelta(seconds=45)
"""Shorter than the minute after which Slack delivers for the second time."""
PATIENCE = 2.0
"""Seconds after which a request is acknowledged although the work goes on; Slack gives three."""
PAUSES = (1.0, 4.0, 15.0)
"""Seconds between attempts to send what was acknowledged already: nobody will deliver it again."""

Work = Callable[[], Awaitable[BoltResponse | None]]


class Desk:
    """Takes in everything that arrives."""

    def __init__(
        self,
        claims: Claims,
        metrics: Metrics,
        clock: Callable[[], datetime],
        *,
        lease: timedelta = LEASE,
        patience: float = PATIENCE,
    ) -> None:
        self._claiming = Claiming(claims, metrics, clock, lease)
        self._metrics = metrics
        self.lease = lease
        self._patience = patience
        self._running: dict[str, asyncio.Task[BoltResponse]] = {}

    async def take(self, key: str, work: Work) -> BoltResponse:
        """Do the work of a key once, here or in any other process, and return what Slack is told.

        A status other than 200 makes Slack deliver it again.
        """
        task = self._running.get(key) or self._begin(key, work)
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        return task.result() if done else BoltResponse(status=200, body="")

    async def drained(self, seconds: float) -> None:
        """Wait for what is being worked on, at most so long, and drop the rest."""
        tasks = set(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, key: str, work: Work) -> asyncio.Task[BoltResponse]:
        task = asyncio.create_task(self._once(key, work))
        self._running[key] = task
        task.add_done_callback(lambda ended: self._ended(key, ended))
        return task

    def _ended(self, key: str, task: asyncio.Task[BoltResponse]) -> None:
        del self._running[key]
        if not task.cancelled() and (error := task.exception()):
            self._metrics.event("slack", "failed")
            logger().error("slack_failed", exc_info=error)

    async def _once(self, key: str, work: Work) -> BoltResponse:
        with request(channel="slack"):
            if self._claiming.known(key):
                return self._told(ClaimState.DONE)
            claim = await self._claiming.claim(key)
            if claim is not None and not claim.ours:
                return self._told(claim.state)
            self._metrics.event("slack", ClaimState.NEW)
            response = await self._claiming.work(key, claim, lambda: self._insisting(work))
            return response or BoltResponse(status=200, body="")

    async def _insisting(self, work: Work) -> BoltResponse | None:
        """Work; once Slack was told that all is well, trying again is up to us."""
        loop = asyncio.get_running_loop()
        due = loop.time() + self._patience
        for pause in PAUSES:
            try:
                return await work()
            except Unsent:
                if loop.time() < due:
                    raise
            await asyncio.sleep(pause)
        return await work()

    def _told(self, state: ClaimState) -> BoltResponse:
        """What Slack is told of an event that is not ours to answer: somebody who works on it may yet die."""
        self._metrics.event("slack", state)
        return BoltResponse(status=200 if state is ClaimState.DONE else 503, body="")
