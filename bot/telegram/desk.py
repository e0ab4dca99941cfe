"""Exactly once, in order.

An update is claimed in the store by its number, worked on in its chat's turn, and marked as done once its answer is
sent. One that arrives again meanwhile, or afterwards, is not worked on. A process that dies leaves a claim whose lease
runs out; Telegram delivers the update again to the next one, which waits for that and then answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.claiming import Claiming
from bot.logs import logger, request
from bot.metrics import Metrics
from bot.store.port import Claim, Claims, ClaimState
from bot.telegram.lanes import Lanes
from bot.telegram.limits import ALL, NOTICE, PERSON, TYPING, Buckets, Pass
from bot.telegram.updates import Json, is_typing, lane_of, person_of

LEASE = timedelta(seconds=20)
"""After a process that died, nobody waits longer than this."""
_AGAIN = 0.5
"""Seconds between attempts to take what somebody else has taken."""

Handle = Callable[[Json, bool], Awaitable[None]]
"""Answers an update; `True` only says that there are too many."""


class Desk:
    """Takes in everything that arrives."""

    def __init__(
        self,
        claims: Claims,
        metrics: Metrics,
        clock: Callable[[], datetime],
        handle: Handle,
        *,
        bot: str,
        lease: timedelta = LEASE,
    ) -> None:
        self._claiming = Claiming(claims, metrics, clock, lease)
        self._metrics = metrics
        self._handle = handle
        self._bot = bot
        self._lanes = Lanes()
        self._running: dict[int, asyncio.Future[None]] = {}
        self._people, self._typing, self._all = Buckets(PERSON), Buckets(TYPING), Buckets(ALL)
        self._told = Buckets(NOTICE)

    def take(self, number: int, raw: Json) -> asyncio.Future[None] | None:
        """Begin to work on an update; `None` if that was done already. The future ends when it is answered."""
        key = f"telegram:{self._bot}:{number}"
        if self._claiming.known(key):
            self._metrics.event("telegram", ClaimState.DONE)
            return None
        if number in self._running:
            self._metrics.event("telegram", ClaimState.TAKEN)
            return self._running[number]
        passed = self._pass(raw)
        if passed is Pass.DROPPED:
            self._metrics.event("telegram", "refused")
            self._claiming.note(key)
            return None
        job = self._job(key, raw, over=passed is Pass.TOLD)
        ended = self._lanes.put(lane_of(raw), number, job)
        self._running[number] = ended
        ended.add_done_callback(lambda _: self._running.pop(number, None))
        return ended

    async def drained(self, seconds: float) -> None:
        """Wait for what is being worked on, at most so long, and give the rest back."""
        await self._lanes.drained(seconds)

    def _pass(self, raw: Json) -> Pass:
        person = person_of(raw)
        own = (self._typing if is_typing(raw) else self._people).take(person)
        if own is not Pass.FREE or self._all.take("all") is Pass.FREE:
            return own
        return self._told.take(person)

    def _job(self, key: str, raw: Json, *, over: bool) -> Callable[[], Awaitable[None]]:
        async def job() -> None:
            with request(channel="telegram"):
                try:
                    await self._once(key, raw, over=over)
                except Exception:
                    logger().exception("telegram_update_failed")
                    raise

        return job

    async def _once(self, key: str, raw: Json, *, over: bool) -> None:
        claim = await self._claimed(key)
        if claim is None or claim.ours:
            self._metrics.event("telegram", ClaimState.NEW)
            await self._claiming.work(key, claim, lambda: self._handle(raw, over))
        else:
            self._metrics.event("telegram", ClaimState.DONE)
            self._claiming.note(key)

    async def _claimed(self, key: str) -> Claim | None:
        """The claim, ours or done, once nobody else works on it; `None` while the store is out of order."""
        while True:
            claim = await self._claiming.claim(key)
            if claim is None or claim.state is not ClaimState.TAKEN:
                return claim
            self._metrics.event("telegram", ClaimState.TAKEN)
            await asyncio.sleep(_AGAIN)
