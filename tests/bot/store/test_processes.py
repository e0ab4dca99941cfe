"""Several processes on one database, and processes that are killed."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path

import pytest

from bot.store.port import ClaimState
from bot.store.sql import SqlStore
from tests.bot.store.child import LEASE
from tests.bot.store.conftest import DATABASES
from tests.bot.store.making import NOW, TICK, remembered

pytestmark = pytest.mark.parametrize("address", DATABASES, indirect=True)


async def _child(step: str, address: str | Path) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.store.child", step, str(address), stdin=PIPE, stdout=PIPE
    )


async def _line(child: Process) -> str:
    assert child.stdout is not None
    line = await child.stdout.readline()
    assert line.endswith(b"\n"), "the process ended before it said anything"
    return line.decode().strip()


async def _kill(child: Process) -> list[str]:
    """End a process without warning; return the whole lines it had still said."""
    child.kill()
    assert child.stdout is not None
    rest = await child.stdout.read()
    await child.wait()
    return rest.decode().split("\n")[:-1]


async def test_acknowledged_answers_outlive_the_process(address: str | Path, database: SqlStore) -> None:
    """Killed in the middle of keeping, a process leaves every answer that it has acknowledged, ticket included."""
    child = await _child("keep", address)
    said = [await _line(child) for _ in range(120)]
    said += await _kill(child)
    for id in said:
        assert (await database.get(id)).tickets == ("ZD-1",)
    stats = await database.stats()
    assert stats.answers == stats.tickets >= len(said)


async def test_claim_of_a_killed_process_is_over_with_its_lease(address: str | Path, database: SqlStore) -> None:
    """What it was working on is taken until its lease is over, then somebody else's; what it remembered is there."""
    child = await _child("hold", address)
    assert await _line(child) == ClaimState.NEW
    await _kill(child)
    assert (await database.claim("e", NOW + LEASE - TICK, LEASE)).state is ClaimState.TAKEN
    assert (await database.claim("e", NOW + LEASE, LEASE)).state is ClaimState.NEW
    assert await database.recall("c", NOW) == remembered()


async def test_two_processes_share_events_without_overlap(address: str | Path, database: SqlStore) -> None:
    """Every event is worked on by exactly one of two processes that get all of them at the same time."""
    children = [await _child("claim", address) for _ in range(2)]
    for child in children:
        assert await _line(child) == "ready"
    outputs = await asyncio.gather(*(child.communicate(b"go\n") for child in children))
    assert [child.returncode for child in children] == [0, 0]
    won = Counter(line for output, _ in outputs for line in output.decode().split())
    assert won == Counter(f"e{place}" for place in range(200))
    assert (await database.claim("e0", NOW, LEASE)).state is ClaimState.DONE


async def test_processes_that_start_together_find_one_database(address: str | Path, database: SqlStore) -> None:
    """Three processes on an empty database make the tables once, and all of them can keep at once."""
    children = await asyncio.gather(*(_child("start", address) for _ in range(3)))
    outputs = await asyncio.gather(*(child.communicate() for child in children))
    assert [child.returncode for child in children] == [0] * 3
    for output, _ in outputs:
        assert await database.get(output.decode().strip())
    assert (await database.stats()).answers == 3
