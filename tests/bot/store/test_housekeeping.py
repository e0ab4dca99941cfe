"""Pruning, counting, and knowing whether the store works."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.port import EVENTS, MEMORY, Choices, DeletedAnswer, Pruned, Stats, Store
from bot.store.sql import SqlStore
from tests.bot.store.conftest import RETENTION
from tests.bot.store.making import NOW, TICK, kept, remembered

LEASE = timedelta(minutes=1)


async def test_nothing_is_pruned_before_its_time(store: Store) -> None:
    """Right before the time of each kind is over, all of it is still there."""
    answer = kept(kept_at=NOW - RETENTION + TICK)
    await store.keep(answer)
    await store.remember("c", remembered(), NOW - MEMORY + TICK)
    claim = await store.claim("e", NOW - EVENTS - LEASE + TICK, LEASE)
    await store.done(claim, NOW - EVENTS)
    assert await store.prune(NOW) == Pruned(answers=0, conversations=0, events=0)
    assert await store.get(answer.id) == answer


async def test_everything_is_pruned_when_its_time_is_over(store: Store) -> None:
    """From the very moment on, each kind is erased, once; an erased answer says that it was deleted."""
    answer, fresh = kept(kept_at=NOW - RETENTION, tickets=("ZD-1",)), kept()
    await store.keep(answer)
    await store.keep(fresh)
    await store.remember("c", remembered(), NOW - MEMORY)
    await store.claim("e", NOW - EVENTS - LEASE, LEASE)
    assert await store.prune(NOW) == Pruned(answers=1, conversations=1, events=1)
    assert await store.prune(NOW) == Pruned(answers=0, conversations=0, events=0)
    with pytest.raises(DeletedAnswer):
        await store.get(answer.id)
    assert await store.find("ZD-1") == ()
    assert await store.get(fresh.id) == fresh


async def test_many_old_answers_are_pruned_in_one_go(store: Store) -> None:
    """However many there are, one run erases all, though never too many in one transaction."""
    for _ in range(1101):
        await store.keep(kept(kept_at=NOW - RETENTION, replies={}, object={}))
    assert (await store.prune(NOW)).answers == 1101
    assert (await store.stats()).deleted == 1101


async def test_answers_are_kept_for_ever_without_a_retention(tmp_path: Path) -> None:
    """Where the settings name no time, no answer is ever too old."""
    store = SqlStore(tmp_path / "x.sqlite3")
    answer = kept(kept_at=NOW - timedelta(days=20_000))
    await store.keep(answer)
    assert (await store.prune(NOW)).answers == 0
    assert await store.get(answer.id) == answer
    await store.close()


async def test_stats_count_every_kind(store: Store) -> None:
    """Each kind of thing that is kept is counted under its own name."""
    assert await store.stats() == Stats(answers=0, deleted=0, tickets=0, conversations=0, events=0, people=0, ratings=0)
    answers = [kept(tickets=("ZD-1", "ZD-2")), kept(), kept()]
    for answer in answers:
        await store.keep(answer)
    await store.delete(answers[2].id, NOW)
    await store.rate(answers[0].id, "slack:U1", good=True, now=NOW)
    for place in range(4):
        await store.remember(f"c{place}", remembered(), NOW)
    for place in range(5):
        await store.claim(f"e{place}", NOW, LEASE)
    for place in range(6):
        await store.choose(f"slack:U{place}", Choices(language="en"), NOW)
    assert await store.stats() == Stats(answers=2, deleted=1, tickets=2, conversations=4, events=5, people=6, ratings=1)


async def test_working_store_is_ready(store: Store) -> None:
    """Asking whether it is ready raises nothing and leaves nothing behind."""
    await store.ready()
    assert (await store.stats()).events == 0


async def test_closed_store_has_written_what_was_waiting(tmp_path: Path) -> None:
    """Closing waits for what was handed over, and using the store afterwards opens it again."""
    import asyncio

    store = SqlStore(tmp_path / "x.sqlite3")
    answers = [kept() for _ in range(50)]
    writing = [asyncio.create_task(store.keep(answer)) for answer in answers]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*writing)
    assert (await store.stats()).answers == 50
    await store.close()
