"""A storm: many questions of many chats, some delivered again, a process that is killed, a chat that hangs.

The process is a real one and ends by SIGKILL. Shortly before, Telegram takes nothing more: of an answer that it takes
in the very moment of the kill nobody could know whether it was taken (`docs/telegram.md` says what happens then).
"""

from __future__ import annotations

import asyncio
import re
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from time import monotonic

from msgspec import Struct

from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Call, Json, TelegramServer, refused

SLOW = 9
"""The chat whose first message is not taken for a while."""
_COUNT = re.compile(r"(\d[\d \u00a0,.]*) conversaciones")
_SETTLED = 0.5
"""Seconds in which a process notes what Telegram took last."""


class Size(Struct, frozen=True, kw_only=True):
    """How large a storm is."""

    chats: int
    each: int
    """Questions of each chat."""
    hang: float | None
    """Seconds for which the slow chat's message is held; `None` until all other chats are answered."""
    patience: float
    """Seconds after which the storm is given up."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What was asked and what came of it: figures in the order of the messages, by chat."""

    asked: dict[int, list[int]]
    answered: dict[int, list[int]]
    silence: float
    """The longest time, in seconds, in which no other chat heard anything while the slow one was held."""
    seconds: float
    """From the first question to the last answer."""

    @property
    def lost(self) -> int:
        """Questions without an answer."""
        return sum(len(set(asked) - set(self.answered.get(chat, []))) for chat, asked in self.asked.items())

    @property
    def twice(self) -> int:
        """Answers beyond the first."""
        return sum(len(found) - len(set(found)) for found in self.answered.values())

    @property
    def disordered(self) -> int:
        """Chats whose answers stand in another order than their questions."""
        return sum(found != sorted(found) for found in self.answered.values())


class Storm:
    """One storm at a server; `command` starts the process that answers, and what it says goes into `log`."""

    def __init__(
        self, server: TelegramServer, command: Sequence[str], *, log: Path, environ: Mapping[str, str] | None = None
    ) -> None:
        self._server = server
        self._command = command
        self._log = log
        self._environ = environ

    async def run(self, size: Size) -> Outcome:
        """Ask half, kill the process, start another, ask the rest with repeats, hold a chat, wait for all answers."""
        started, asked = monotonic(), _asked(size)
        updates = _updates(asked, size.each)
        self._server.hanging[SLOW] = asyncio.Event()
        half = len(updates) // 2
        await self._killed(updates[:half], half // 2, size.patience)
        child = await self._start()
        try:
            self._server.push(*updates[half:], *updates[::7])
            self._server.waiting.sort(key=lambda update: update["update_id"])
            others = sum(map(len, asked.values())) - size.each
            begun, ended = await self._held(size, others)
            await self._server.until(lambda: len(self._server.messages) >= len(updates), size.patience)
            await asyncio.sleep(_SETTLED)  # whatever is answered twice comes now
        finally:
            await _kill(child)
        heard = [call.at for call in self._others() if begun <= call.at <= ended]
        return Outcome(
            asked=asked,
            answered=_answered(self._server.messages),
            silence=_longest([begun, *heard, ended]),
            seconds=self._server.messages[-1].at - started,
        )

    async def _killed(self, updates: list[Json], enough: int, patience: float) -> None:
        """Answer some, until Telegram takes nothing more; then die with everything else under way."""
        server = self._server
        server.trouble = lambda method, _: (
            refused(500, "Internal Server Error")
            if method == "sendMessage" and len(server.messages) >= enough
            else None
        )
        child = await self._start()
        server.push(*updates)
        await server.until(lambda: len(server.messages) >= enough, patience)
        await asyncio.sleep(_SETTLED)
        await _kill(child)
        server.trouble = None

    def _others(self) -> list[Call]:
        return [call for call in self._server.messages if call.chat != SLOW]

    async def _held(self, size: Size, others: int) -> tuple[float, float]:
        """Hold the slow chat's message from when it comes; return from when until when."""
        before = len(self._server.held)
        await self._server.until(lambda: len(self._server.held) > before, size.patience)
        begun = monotonic()
        if size.hang is None:
            await self._server.until(lambda: len(self._others()) >= others, size.patience)
        else:
            await asyncio.sleep(size.hang)
        self._server.hanging[SLOW].set()
        return begun, monotonic()

    async def _start(self) -> Process:
        with self._log.open("ab") as log:
            child = await asyncio.create_subprocess_exec(*self._command, stdout=PIPE, stderr=log, env=self._environ)
        assert child.stdout is not None
        assert await child.stdout.readline(), self._log.read_text()
        return child


async def _kill(child: Process) -> None:
    child.kill()
    await child.wait()


def _asked(size: Size) -> dict[int, list[int]]:
    return {chat: [1000 + turn for turn in range(size.each)] for chat in range(SLOW, SLOW + size.chats)}


def _updates(asked: dict[int, list[int]], each: int) -> list[Json]:
    """Questions whose answers can be told apart by the figure in them, the chats taking turns."""
    text = "¿cuánto cuestan {} conversaciones de marketing en México?"
    turns = [(chat, figures[turn]) for turn in range(each) for chat, figures in asked.items()]
    return [tg.said(text.format(figure), sender=tg.user(chat)) for chat, figure in turns]


def _answered(messages: list[Call]) -> dict[int, list[int]]:
    found = defaultdict(list)
    for call in messages:
        figure = _COUNT.search(call.text)
        found[call.chat].append(int("".join(filter(str.isdigit, figure[1]))) if figure else 0)
    return dict(found)


def _longest(times: list[float]) -> float:
    return max(later - before for before, later in pairwise(times))
