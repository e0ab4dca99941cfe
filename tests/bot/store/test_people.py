"""What people chose and said, and forgetting them."""

from __future__ import annotations

import asyncio

import pytest

from bot.store.port import Choices, Forgotten, Store, Tally
from tests.bot.store.making import NOW, TICK, kept, remembered


async def test_choices_are_those_made_last(store: Store) -> None:
    """Choices replace each other as a whole; another person's are not touched; none is the empty choice."""
    assert await store.choices("slack:T1:U1") == Choices()
    await store.choose("slack:T1:U1", Choices(language="en", country="ES"), NOW)
    await store.choose("slack:T1:U2", Choices(era="2025-07"), NOW)
    await store.choose("slack:T1:U1", Choices(language="es", era="2024-03-01"), NOW + TICK)
    assert await store.choices("slack:T1:U1") == Choices(language="es", era="2024-03-01")
    assert await store.choices("slack:T1:U2") == Choices(era="2025-07")


async def test_choosing_nothing_leaves_nothing(store: Store) -> None:
    """Taking the last choice back leaves no row of the person behind."""
    await store.choose("telegram:1", Choices(language="en"), NOW)
    await store.choose("telegram:1", Choices(), NOW)
    assert await store.choices("telegram:1") == Choices()
    assert (await store.stats()).people == 0


async def test_rating_counts_once_a_person(store: Store) -> None:
    """Saying the same again changes nothing; changing one's mind moves the vote; others count beside it."""
    answer, other = kept(), kept()
    await store.keep(answer)
    await store.keep(other)
    assert await store.rate(answer.id, "slack:U1", good=True, now=NOW) == Tally(good=1)
    assert await store.rate(answer.id, "slack:U1", good=True, now=NOW) == Tally(good=1)
    assert await store.rate(answer.id, "slack:U2", good=True, now=NOW) == Tally(good=2)
    assert await store.rate(answer.id, "slack:U1", good=False, now=NOW) == Tally(good=1, bad=1)
    assert await store.tally(answer.id) == Tally(good=1, bad=1)
    assert await store.tally(other.id) == Tally()
    assert await store.tally("nobody's") == Tally()


async def test_ratings_at_the_same_moment_all_count(store: Store) -> None:
    """A hundred presses by twenty people are twenty ratings."""
    answer = kept()
    await store.keep(answer)
    people = [f"slack:U{place % 20}" for place in range(100)]
    await asyncio.gather(*(store.rate(answer.id, person, good=True, now=NOW) for person in people))
    assert await store.tally(answer.id) == Tally(good=20)


async def test_forgetting_erases_all_of_a_person(store: Store) -> None:
    """Choices and every conversation they took part in are gone, also those that somebody else asked last in."""
    await store.choose("slack:U1", Choices(language="en"), NOW)
    await store.remember("alone", remembered(), NOW, person="slack:U1")
    await store.remember("together", remembered(), NOW, person="slack:U1")
    await store.remember("together", remembered("ES"), NOW, person="slack:U2")
    await store.remember("others", remembered("CL"), NOW, person="slack:U2")
    assert await store.forget("slack:U1") == Forgotten(conversations=2, choices=1, ratings=0)
    assert await store.choices("slack:U1") == Choices()
    assert [await store.recall(name, NOW) for name in ("alone", "together")] == [None, None]
    assert await store.recall("others", NOW) == remembered("CL")


async def test_forgetting_leaves_answers_and_counts(store: Store) -> None:
    """Answers name nobody and stay; ratings stay counted, but nobody's: the person may rate again as a stranger."""
    answers = kept(), kept()
    for answer in answers:
        await store.keep(answer)
        await store.rate(answer.id, "slack:U1", good=True, now=NOW)
    assert (await store.forget("slack:U1")).ratings == 2
    assert await store.forget("slack:U1") == Forgotten(conversations=0, choices=0, ratings=0)
    assert await store.tally(answers[0].id) == Tally(good=1)
    assert await store.rate(answers[0].id, "slack:U1", good=False, now=NOW) == Tally(good=1, bad=1)
    assert await store.get(answers[1].id) == answers[1]


@pytest.mark.parametrize("neighbour", ["slack:U", "slack:U11", "slack:%", "slack:_1", "U1", "\n", ""])
async def test_forgetting_touches_no_neighbour(store: Store, neighbour: str) -> None:
    """Only the very person is forgotten: not one whose name begins or ends alike, or holds a wildcard."""
    await store.choose("slack:U1", Choices(language="en"), NOW)
    await store.remember("c", remembered(), NOW, person="slack:U1")
    assert await store.forget(neighbour) == Forgotten(conversations=0, choices=0, ratings=0)
    assert await store.recall("c", NOW) == remembered()


async def test_person_of_an_old_conversation_is_not_carried_on(store: Store) -> None:
    """Once a conversation's day was over, who took part before has no part in what is said under its name now."""
    await store.remember("c", remembered("MX"), NOW, person="slack:U1")
    later = NOW.replace(day=25)
    await store.remember("c", remembered("ES"), later, person="slack:U2")
    assert (await store.forget("slack:U1")).conversations == 0
    assert await store.recall("c", later) == remembered("ES")
