"""What a conversation is about is remembered for a day, by its name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.port import MEMORY, Store
from intents.followup import Remembered
from tests.bot.store.making import NOW, TICK, estimate, remembered, request


@pytest.mark.parametrize(
    "about",
    [remembered(needs=("country", "when")), Remembered(request=request()), Remembered(request=estimate())],
    ids=["rate", "scenario", "estimate"],
)
async def test_memory_comes_back_whole(store: Store, about: Remembered) -> None:
    """The request that is remembered comes back equal and of the same class."""
    await store.remember("slack:C1:1", about, NOW)
    found = await store.recall("slack:C1:1", NOW)
    assert found == about
    assert found is not None
    assert type(found.request) is type(about.request)


async def test_new_conversation_is_about_nothing(store: Store) -> None:
    """Another conversation's memory is not mixed in, however similar the name."""
    await store.remember("slack:C1:1", remembered(), NOW)
    for name in ("slack:C1:11", "slack:C1:", "SLACK:C1:1", "slack:C1:_", "%", ""):
        assert await store.recall(name, NOW) is None


async def test_latest_question_replaces_the_one_before(store: Store) -> None:
    """A conversation is about its last question only."""
    await store.remember("c", remembered("MX"), NOW)
    await store.remember("c", remembered("ES"), NOW + TICK)
    assert await store.recall("c", NOW + 2 * TICK) == remembered("ES")


async def test_conversation_is_forgotten_after_a_day(store: Store) -> None:
    """Until right before a day is over it is remembered, from then on it is not: to the microsecond."""
    await store.remember("c", remembered(), NOW)
    assert await store.recall("c", NOW + MEMORY - TICK) == remembered()
    assert await store.recall("c", NOW + MEMORY) is None


async def test_every_question_begins_the_day_again(store: Store) -> None:
    """The day counts from the last question, not from the first."""
    await store.remember("c", remembered("MX"), NOW)
    await store.remember("c", remembered("ES"), NOW + timedelta(hours=20))
    assert await store.recall("c", NOW + timedelta(hours=43)) == remembered("ES")


async def test_names_of_any_kind_are_put_up_with(store: Store) -> None:
    """Signs that a database would not take in a name do no harm, and different names stay different."""
    names = ("a\x00b", "ab", "ñ 🙂", "a" * 5000, "\ud800", "%_\\'\"")
    for place, name in enumerate(names):
        await store.remember(name, remembered(f"M{place}"), NOW)
    for place, name in enumerate(names):
        assert await store.recall(name, NOW) == remembered(f"M{place}")
