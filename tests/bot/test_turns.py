"""Turns: first come, first served, by name."""

from __future__ import annotations

import asyncio

import pytest

from bot.turns import Turns


async def test_turns_of_one_name_come_one_after_the_other() -> None:
    """Nobody begins before the one before has ended, and all in the order of coming."""
    turns, told = Turns(), list[str]()

    async def take(who: int, name: str) -> None:
        async with turns.turn(name):
            told.append(f"{who} in")
            await asyncio.sleep(0)
            told.append(f"{who} out")

    await asyncio.gather(*(take(who, "c") for who in range(4)))
    assert told == [f"{who} {step}" for who in range(4) for step in ("in", "out")]


@pytest.mark.parametrize("names", [("a", "b"), ("", "")])
async def test_others_do_not_wait(names: tuple[str, str]) -> None:
    """Another name has turns of its own; an empty one has none."""
    turns = Turns()
    async with turns.turn(names[0]), asyncio.timeout(5), turns.turn(names[1]):
        pass


async def test_failing_and_leaving_let_the_next_one_in() -> None:
    """An error inside, or giving up in the queue, leaves no turn taken and nothing behind."""
    turns = Turns()
    with pytest.raises(KeyError):
        async with turns.turn("c"):
            raise KeyError
    async with turns.turn("c"):
        queued = asyncio.create_task(turns.turn("c").__aenter__())
        await asyncio.sleep(0)
        queued.cancel()
        with pytest.raises(asyncio.CancelledError):
            await queued
    async with asyncio.timeout(5), turns.turn("c"):
        assert len(turns) == 1
    assert len(turns) == 0
