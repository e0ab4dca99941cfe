"""Kept answers: what goes in comes out, and what was deleted says so."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ids import ALPHABET, new_id
from bot.store.port import DeletedAnswer, Store, UnknownAnswer
from tests.bot.store.making import NOW, estimate, kept

HOSTILE = (
    "",
    "x",
    "../etc/passwd",
    "a" * 26 + "\x00",
    "' OR 1=1 --",
    "0" * 26,
    "é" * 26,
    "A" * 26,
    "\ud800",
    "a" * 9999,
)
"""None of these can be an id."""


async def test_answer_comes_back_as_it_was_kept(store: Store) -> None:
    """Texts, amounts, instants, requests and replies survive, whatever their type; the moment is the same moment."""
    first, second = kept(tickets=("ZD-1", "ZD-2")), kept(request=estimate(), question="a\x00b\n«ñ» 🙂", language="en")
    await store.keep(first)
    await store.keep(second)
    assert await store.get(first.id) == first
    assert await store.get(second.id) == second


async def test_unknown_answer_is_told_from_a_deleted_one(store: Store) -> None:
    """An id that nobody made is unknown; a deleted one stays known as deleted, for everything that is asked of it."""
    answer = kept()
    await store.keep(answer)
    await store.delete(answer.id, NOW)
    for id, error in ((new_id(), UnknownAnswer), (answer.id, DeletedAnswer)):
        for attempt in (
            store.get(id),
            store.delete(id, NOW),
            store.attach(id, "ZD-1"),
            store.rate(id, "slack:U1", good=True, now=NOW),
        ):
            with pytest.raises(error):
                await attempt


@pytest.mark.parametrize("id", HOSTILE)
async def test_what_cannot_be_an_id_is_unknown(store: Store, id: str) -> None:
    """Whatever stands in an address is looked up without harm, and is an unknown answer."""
    with pytest.raises(UnknownAnswer):
        await store.get(id)


async def test_deleting_takes_tickets_and_ratings_along(store: Store) -> None:
    """After deleting, nothing of an answer is found by its ticket or counted."""
    answer, other = kept(tickets=("ZD-1",)), kept(tickets=("ZD-1",))
    for one in (answer, other):
        await store.keep(one)
        await store.rate(one.id, "slack:U1", good=True, now=NOW)
    await store.delete(answer.id, NOW)
    assert await store.find("ZD-1") == (other,)
    assert (await store.tally(answer.id)).good == 0
    assert (await store.tally(other.id)).good == 1
    stats = await store.stats()
    assert (stats.answers, stats.deleted, stats.tickets, stats.ratings) == (1, 1, 1, 1)


async def test_tickets_are_attached_once_and_sorted(store: Store) -> None:
    """An answer may belong to several tickets, each once; all are returned, whichever way they came."""
    answer = kept(tickets=("ZD-2",))
    await store.keep(answer)
    assert await store.attach(answer.id, "ZD-1") == ("ZD-1", "ZD-2")
    assert await store.attach(answer.id, "ZD-2") == ("ZD-1", "ZD-2")
    assert (await store.get(answer.id)).tickets == ("ZD-1", "ZD-2")


@pytest.mark.parametrize("ticket", ["zd-1", "ZD 1", "", "hola", "#5"])
async def test_only_normalised_tickets_are_attached(store: Store, ticket: str) -> None:
    """One ticket has one name: any other spelling is a mistake of the caller, and finds nothing."""
    answer = kept()
    await store.keep(answer)
    with pytest.raises(ValueError, match="normalised"):
        await store.attach(answer.id, ticket)
    assert await store.find(ticket) == ()


async def test_newest_answers_of_a_ticket_come_first(store: Store) -> None:
    """Answers of a ticket are found from the newest to the oldest, as many as asked for, with all their tickets."""
    answers = [kept(kept_at=NOW + timedelta(minutes=place), tickets=("ZD-7", f"ZD-{90 + place}")) for place in range(4)]
    for answer in (answers[2], answers[0], answers[3], answers[1]):
        await store.keep(answer)
    assert await store.find("ZD-7") == tuple(reversed(answers))
    assert await store.find("ZD-7", limit=2) == (answers[3], answers[2])
    assert await store.find("ZD-8") == ()


async def test_many_answers_at_once_are_all_kept(store: Store) -> None:
    """Answers kept at the same time do not get in each other's way, and each comes back under its own id."""
    answers = [kept(question=f"{place}") for place in range(300)]
    await asyncio.gather(*(store.keep(answer) for answer in answers))
    found = await asyncio.gather(*(store.get(answer.id) for answer in answers))
    assert list(found) == answers


def test_hostile_ids_are_not_ids_by_chance() -> None:
    """The examples above stay outside of the alphabet or the length of ids."""
    assert not any(len(id) == 26 and set(id) <= set(ALPHABET) for id in HOSTILE)
