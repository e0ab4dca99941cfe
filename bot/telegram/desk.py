"""Exactly once, in order.

An update is claimed in the store by its number, worked on in its chat's turn, and marked as done once its answer is
sent. One that arrives again meanwhile, or afterwards, is not worked on. A process that dies leaves a claim whose lease
runs out; Telegram delivers the update again to the next one, which waits for that and then answers.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from bot.logs import logger, request
from bot.metrics import Metrics
from bot.store.port import Claim, Claims, ClaimState, StoreError
from bot.telegram.lanes import Lanes
from bot.telegram.limits import ALL, NOTICE, PERSON, TYPING, Buckets, Pass
from bot.telegram.updates import Json, is_typing, lane_of, person_of

LEASE = timedelta(seconds=20)
"""After a process that died, nobody waits longer than this. One update at a time is ours to poll for anyway."""
_AGAIN = 0.5
"""Seconds between attempts to take what somebody else has taken."""
_MOST_SEEN = 20_000

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
        self._claims = claims
        self._metrics = metrics
        self._clock = clock
        self._handle = handle
        self._bot = bot
        self._lease = lease
        self._lanes = Lanes()
        self._running: dict[int, asyncio.Future[None]] = {}
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._people, self._typing, self._all = Buckets(PERSON), Buckets(TYPING), Buckets(ALL)
        self._told = Buckets(NOTICE)

    def take(self, number: int, raw: Json) -> asyncio.Future[None] | None:
        """Begin to work on an update; `None` if that was done already. The future ends when it is answered."""
        if number in self._seen:
            self._metrics.event("telegram", ClaimState.DONE)
            return None
        if number in self._running:
            self._metrics.event("telegram", ClaimState.TAKEN)
            return self._running[number]
        passed = self._pass(raw)
        if passed is Pass.DROPPED:
            self._metrics.event("telegram", "refused")
            self._note(number)
            return None
        job = self._job(number, raw, over=passed is Pass.TOLD)
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

    def _job(self, number: int, raw: Json, *, over: bool) -> Callable[[], Awaitable[None]]:
        async def job() -> None:
            with request(channel="telegram"):
                try:
                    await self._once(number, raw, over=over)
                except Exception:
                    logger().exception("telegram_update_failed")
                    raise

        return job

    async def _once(self, number: int, raw: Json, *, over: bool) -> None:
        claim = await self._claimed(f"telegram:{self._bot}:{number}")
        if claim is None or claim.ours:
            self._metrics.event("telegram", ClaimState.NEW)
            await self._worked(claim, raw, over=over)
        else:
            self._metrics.event("telegram", ClaimState.DONE)
        self._note(number)

    async def _worked(self, claim: Claim | None, raw: Json, *, over: bool) -> None:
        finished = False
        try:
            await self._handle(raw, over)
            finished = True
        finally:
            if not finished and claim is not None:
                await self._tried(self._claims.release(claim))
        if claim is not None:
            await self._tried(self._claims.done(claim, self._clock()))

    async def _claimed(self, key: str) -> Claim | None:
        """The claim, ours or done; `None` while the store is out of order: better answered twice than not at all."""
        while True:
            claim: Claim | None = await self._tried(self._claims.claim(key, self._clock(), self._lease))
            if claim is None or claim.state is not ClaimState.TAKEN:
                return claim
            self._metrics.event("telegram", ClaimState.TAKEN)
            await asyncio.sleep(_AGAIN)

    async def _tried(self, attempt: Awaitable[Any]) -> Any:
        try:
            return await attempt
        except StoreError as error:
            self._metrics.store_failed("claim", error.code)
            logger().warning("store_failed", operation="claim", code=error.code)
            return None

    def _note(self, number: int) -> None:
        self._seen[number] = None
        if len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)
