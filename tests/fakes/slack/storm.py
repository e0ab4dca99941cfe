"""A storm: many events at two processes, in random order and repeated, while one of them is killed and started again.

Delivers as Slack does: what is not acknowledged comes again, at once and then after longer pauses, to either process.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.fakes.slack import payloads
from tests.fakes.slack.child import SECRET
from tests.fakes.slack.server import FakeSlack

COUNTRIES = ("México", "Colombia", "Perú", "Chile", "España", "Brasil", "Argentina", "Ecuador")
PAUSES = (0.0, 1.2, 1.2, 1.2)
"""Pauses before the next deliveries, in leases."""
AT_ONCE = 16
LEASE = 4.0
"""Seconds; long for a machine that has much else to do, so that no living process loses its claim."""


@dataclass
class Outcome:
    """What became of a storm."""

    asked: set[str]
    answered: Counter[str] = field(default_factory=Counter)
    """Answers by the question's `ts`."""
    lost: list[str] = field(default_factory=list)
    """Events that nobody acknowledged, however often they came."""
    seconds: list[float] = field(default_factory=list)
    """How long each acknowledgement took."""
    refused: int = 0
    """Deliveries that were not acknowledged."""

    @property
    def p99(self) -> float:
        """The time that 99 of 100 acknowledgements stayed under."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]


class Storm:
    """One storm."""

    def __init__(self, slack: FakeSlack, folder: Path, *, seed: int = 1) -> None:
        self._slack = slack
        self._database = folder / "cuanto.sqlite3"
        self._random = random.Random(seed)
        self._ports = [_free_port(), _free_port()]
        self._children: list[Process] = []
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def run(self, events: int, channels: int, repeats: float = 0.3) -> Outcome:
        """Deliver everything; the second process is killed when two fifths have been delivered."""
        for port in self._ports:
            self._children.append(await self._start(port))
        bodies = [_event(index, channels) for index in range(events)]
        outcome = Outcome(asked={body["event"]["ts"] for body in bodies})
        deliveries = bodies + self._random.sample(bodies, int(events * repeats))
        self._random.shuffle(deliveries)
        try:
            async with aiohttp.ClientSession() as session:
                await self._deliver(session, deliveries, outcome)
        finally:
            await self._stop()
        outcome.answered.update(message["thread_ts"] for message in self._slack.messages)
        return outcome

    async def _deliver(self, session: aiohttp.ClientSession, bodies: list[dict[str, Any]], outcome: Outcome) -> None:
        part = len(bodies) * 2 // 5
        first = [asyncio.create_task(self._insist(session, body, outcome)) for body in bodies[:part]]
        await asyncio.wait(first[: part * 3 // 4])
        rest = [asyncio.create_task(self._insist(session, body, outcome)) for body in bodies[part:]]
        await self._kill(1)
        self._children[1] = await self._start(self._ports[1])
        await asyncio.gather(*first, *rest)

    async def _insist(self, session: aiohttp.ClientSession, body: dict[str, Any], outcome: Outcome) -> None:
        """Deliver an event until it is acknowledged, as often as Slack would."""
        body = body | {"event_time": int(time.time())}
        for pause in (*PAUSES, None):
            async with self._slots:
                done = await self._once(session, body, outcome)
            if done:
                return
            if pause is not None:
                await asyncio.sleep(pause * LEASE)
        outcome.lost.append(body["event_id"])

    async def _once(self, session: aiohttp.ClientSession, body: dict[str, Any], outcome: Outcome) -> bool:
        raw = json.dumps(body).encode()
        timestamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=raw) or ""
        headers = {
            "content-type": "application/json",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature,
        }
        address = f"http://127.0.0.1:{self._random.choice(self._ports)}/slack/events"
        started = time.perf_counter()
        try:
            async with session.post(address, data=raw, headers=headers) as response:
                fine = response.status == 200
        except aiohttp.ClientError:
            fine = False
        if fine:
            outcome.seconds.append(time.perf_counter() - started)
        outcome.refused += not fine
        return fine

    async def _start(self, port: int) -> Process:
        words = ("-m", "tests.fakes.slack.child", str(port), self._slack.api, str(self._database), str(LEASE))
        child = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=PIPE)
        assert child.stdout is not None
        assert await child.stdout.readline() == b"ready\n"
        return child

    async def _kill(self, which: int) -> None:
        self._children[which].kill()
        await self._children[which].wait()

    async def _stop(self) -> None:
        for child in self._children:
            if child.returncode is None:
                child.kill()
                await child.wait()


def _event(index: int, channels: int) -> dict[str, Any]:
    text = f"¿cuánto cuesta marketing en {COUNTRIES[index % len(COUNTRIES)]}?"
    inner = payloads.mention(text, ts=f"1795000000.{index:06}", channel=f"C{index % channels}")
    return payloads.event(inner, id=f"EvStorm{index}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
