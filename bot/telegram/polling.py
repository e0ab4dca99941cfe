"""Long polling. Telegram forgets an update once a higher number is asked for, so only what is answered is passed by.

Updates that are being worked on are therefore sent again with every request; the desk knows them. Telegram shows a
hundred at a time: where some of them wait for chats that take no messages, those are shelved on the disk meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.logs import logger
from bot.metrics import Metrics
from bot.telegram.bot import Bot
from bot.telegram.desk import Desk
from bot.telegram.sending import pause_of
from bot.telegram.shelf import Shelf
from bot.telegram.updates import ALLOWED, Json, number_of
from locales.translate import translator

SECONDS = 50
"""How long one request waits for updates."""
MOST = 100
_PAUSE = 0.25
"""Seconds between requests while answers are under way."""
_BACK_OFF = 3.0
_CONFLICT = 10.0
_STILL = 1.0
"""Seconds without any answer after which those that are open wait for Telegram, not for us."""
_FEW = 30
"""So many answers leave in a second: waiting for the last of a hundred would hold up those behind."""
_QUIET = 6 * 24 * 3600.0
"""After a week without updates Telegram's numbers start anywhere: then all that are there are asked for."""


class Poller:
    """Fetches updates and hands them to the desk."""

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        shelf: Shelf,
        metrics: Metrics,
        *,
        language: str,
        seconds: int = SECONDS,
        back_off: float = _BACK_OFF,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._shelf = shelf
        self._metrics = metrics
        self._language = language
        self._seconds = seconds
        self._back_off = back_off
        self._next: int | None = None
        self._open: dict[int, asyncio.Future[None]] = {}
        self._raw: dict[int, Json] = {}
        self._moved = 0.0
        """When an update was begun or answered last."""
        self._heard = 0.0

    async def run(self) -> None:
        """Poll until cancelled."""
        self._resume()
        while True:
            try:
                found = await self._fetch(0 if self._open else self._seconds)
            except TelegramError as error:
                await self._wait_after(error)
                continue
            fresh = [number for raw in found if (number := self._begin(raw)) is not None]
            if self._open and not fresh and len(found) >= MOST:
                await self._pass_by()
            if self._open:
                await asyncio.wait(self._open.values(), timeout=_PAUSE)
            elif found and not fresh:
                await asyncio.sleep(_PAUSE)  # nothing but what is done or is no update

    async def confirm(self) -> None:
        """Tell Telegram what is answered; it is done once more at the end, so that nothing is sent again."""
        await self._shelf.close()
        if self._offset() is None:
            return
        with suppress(TelegramError):  # then the next process hears of them again, and knows them
            await self._bot.raw_updates(self._offset(), seconds=0, most=1, allowed=ALLOWED)

    async def _fetch(self, seconds: int) -> list[object]:
        loop = asyncio.get_running_loop()
        if self._next is not None and loop.time() - self._heard > _QUIET and not self._open:
            self._next = None
        found = await self._bot.raw_updates(self._offset(), seconds=seconds, most=MOST, allowed=ALLOWED)
        if found:
            self._heard = loop.time()
        return found

    def _offset(self) -> int | None:
        return min(self._open) if self._open else self._next

    def _begin(self, raw: object) -> int | None:
        number = number_of(raw)
        if number is None or not isinstance(raw, dict):
            self._metrics.event("telegram", "refused")
            return None
        if number in self._open or (self._next is not None and number < self._next):
            return None
        self._next = number + 1
        ended = self._desk.take(number, raw)
        if ended is not None and not ended.done():
            self._open[number] = ended
            self._raw[number] = raw
            self._moved = asyncio.get_running_loop().time()
            ended.add_done_callback(lambda done: self._ended(number, done))
        return number

    def _ended(self, number: int, ended: asyncio.Future[None]) -> None:
        if not ended.cancelled():
            self._open.pop(number, None)
            self._raw.pop(number, None)
            self._moved = asyncio.get_running_loop().time()
            self._shelf.take(number)

    async def _pass_by(self) -> None:
        """Shelve what is open of a hundred once it is little, or nothing moves."""
        moving = asyncio.get_running_loop().time() - self._moved < _STILL
        if moving and len(self._open) > _FEW:
            return
        waiting = dict(self._raw)
        if not await self._shelf.put(waiting):
            await asyncio.wait(self._open.values(), timeout=self._back_off, return_when=asyncio.FIRST_COMPLETED)
            return
        for number in waiting:
            self._open.pop(number, None)
            self._raw.pop(number, None)

    def _resume(self) -> None:
        """Take in what a process before had shelved."""
        for raw in self._shelf.left():
            number = raw["update_id"]
            ended = self._desk.take(number, raw)
            if ended is None:
                self._shelf.take(number)
            else:
                ended.add_done_callback(partial(self._ended, number))

    async def _wait_after(self, error: TelegramError) -> None:
        """Say what is wrong in words that help; try again after a while."""
        say = translator(self._language)
        pause = self._back_off
        if isinstance(error, Conflict):
            logger().error("telegram_conflict", meaning=say("telegram.log.conflict"), detail=error.message)
            pause = min(_CONFLICT, 4 * self._back_off)
        elif isinstance(error, InvalidToken):
            logger().error("telegram_token_refused", meaning=say("telegram.log.token"))
            pause = 20 * self._back_off
        elif isinstance(error, RetryAfter):
            pause = pause_of(error)
        else:
            logger().warning("telegram_unreachable", detail=error.message)
        self._metrics.event("telegram", "failed")
        await asyncio.sleep(pause)
