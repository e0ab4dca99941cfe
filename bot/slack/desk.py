"""Exactly once, and acknowledged in time.

Slack wants to hear within three seconds that something has arrived, and delivers it again if it does not. So: the
event is claimed in the store, worked on, and marked as done; only then is it acknowledged. Where work takes longer, it
is acknowledged at `PATIENCE` and goes on. A process that dies before the acknowledgement leaves a claim whose lease
runs out, and Slack's next delivery (at once, after a minute, after five) finds it free.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from slack_bolt.response import BoltResponse

from bot.logs import logger, request
from bot.metrics import Metrics
from bot.slack.errors import Unsent
from bot.store.port import Claim, Claims, ClaimState, StoreError

LEASE = timedelta(seconds=45)
"""Shorter than the minute after which Slack delivers for the second time."""
PATIENCE = 2.0
"""Seconds after which a request is acknowledged although the work goes on; Slack gives three."""
PAUSES = (1.0, 4.0, 15.0)
"""Seconds between attempts to send what was acknowledged already: nobody will deliver it again."""
_MOST_SEEN = 10_000

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
        self._claims = claims
        self._metrics = metrics
        self._clock = clock
        self.lease = lease
        self._patience = patience
        self._running: dict[str, asyncio.Task[BoltResponse]] = {}
        self._seen: OrderedDict[str, None] = OrderedDict()

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
            if key in self._seen:
                return self._told(ClaimState.DONE)
            claim = await self._claim(key)
            if claim is not None and not claim.ours:
                return self._told(claim.state)
            self._metrics.event("slack", ClaimState.NEW)
            return await self._worked(key, claim, work)

    async def _worked(self, key: str, claim: Claim | None, work: Work) -> BoltResponse:
        finished = False
        try:
            response = await self._insisting(work)
            finished = True
        finally:
            if not finished and claim is not None:
                await self._tried(self._claims.release(claim))
        self._seen[key] = None
        if len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)
        if claim is not None:
            await self._tried(self._claims.done(claim, self._clock()))
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

    async def _claim(self, key: str) -> Claim | None:
        """The claim, or `None` while the store is out of order: better answered twice than not at all."""
        claim: Claim | None = await self._tried(self._claims.claim(key, self._clock(), self.lease))
        return claim

    async def _tried(self, attempt: Awaitable[Any]) -> Any:
        try:
            return await attempt
        except StoreError as error:
            self._metrics.store_failed("claim", error.code)
            logger().warning("store_failed", operation="claim", code=error.code)
            return None

    def _told(self, state: ClaimState) -> BoltResponse:
        """What Slack is told of an event that is not ours to answer: somebody who works on it may yet die."""
        self._metrics.event("slack", state)
        return BoltResponse(status=200 if state is ClaimState.DONE else 503, body="")
