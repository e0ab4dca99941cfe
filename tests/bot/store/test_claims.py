"""Events are worked on exactly once: claims, leases, done, release."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store.port import Claim, ClaimState, Store
from tests.bot.store.conftest import DATABASES
from tests.bot.store.making import NOW, TICK
from tests.fakes.store import MemoryStore

LEASE = timedelta(minutes=2)


async def test_first_to_claim_gets_the_event(store: Store) -> None:
    """A new event is ours; the same one again is taken, as long as nothing was said of it. Others are not touched."""
    first = await store.claim("slack:Ev1", NOW, LEASE)
    assert first.ours
    assert first.state is ClaimState.NEW
    assert (await store.claim("slack:Ev1", NOW, LEASE)).state is ClaimState.TAKEN
    assert (await store.claim("slack:Ev2", NOW, LEASE)).state is ClaimState.NEW


async def test_done_event_is_never_given_out_again(store: Store) -> None:
    """Once done, an event is done for good, also long after its lease."""
    claim = await store.claim("e", NOW, LEASE)
    await store.done(claim, NOW)
    for later in (NOW, NOW + LEASE, NOW + 5 * LEASE):
        again = await store.claim("e", later, LEASE)
        assert (again.state, again.ours, again.token) == (ClaimState.DONE, False, "")


async def test_event_of_somebody_who_died_is_given_out_after_the_lease(store: Store) -> None:
    """Until right before the lease is over it is taken; from then on the next one gets it, with a lease of its own."""
    await store.claim("e", NOW, LEASE)
    assert (await store.claim("e", NOW + LEASE - TICK, LEASE)).state is ClaimState.TAKEN
    assert (await store.claim("e", NOW + LEASE, LEASE)).state is ClaimState.NEW
    assert (await store.claim("e", NOW + 2 * LEASE - TICK, LEASE)).state is ClaimState.TAKEN


async def test_renewed_claim_holds_for_another_lease(store: Store) -> None:
    """From the moment that it is renewed, also where the lease was over and nobody had taken the event."""
    claim = await store.claim("e", NOW, LEASE)
    await store.renew(claim, NOW + LEASE, LEASE)
    assert (await store.claim("e", NOW + 2 * LEASE - TICK, LEASE)).state is ClaimState.TAKEN
    assert (await store.claim("e", NOW + 2 * LEASE, LEASE)).ours


async def test_latecomer_cannot_renew_what_is_no_longer_theirs(store: Store) -> None:
    """Somebody else is working on it, or it is done or given back: then nothing changes."""
    late = await store.claim("e", NOW, LEASE)
    other = await store.claim("e", NOW + LEASE, LEASE)
    await store.renew(late, NOW + LEASE, 9 * LEASE)
    assert (await store.claim("e", NOW + 2 * LEASE, LEASE)).ours
    await store.renew(other, NOW, LEASE)
    await store.release(late)
    gone = await store.claim("f", NOW, LEASE)
    await store.release(gone)
    await store.renew(gone, NOW, LEASE)
    assert (await store.claim("f", NOW, LEASE)).ours


async def test_released_event_is_given_out_at_once(store: Store) -> None:
    """What could not be worked on is tried again without waiting for the lease."""
    await store.release(await store.claim("e", NOW, LEASE))
    assert (await store.claim("e", NOW, LEASE)).ours


async def test_latecomer_cannot_release_what_is_no_longer_theirs(store: Store) -> None:
    """Whoever's lease is over can give nothing back: somebody else is working on it, or it is done."""
    late = await store.claim("e", NOW, LEASE)
    other = await store.claim("e", NOW + LEASE, LEASE)
    await store.release(late)
    assert (await store.claim("e", NOW + LEASE, LEASE)).state is ClaimState.TAKEN
    await store.done(other, NOW + LEASE)
    await store.release(other)
    assert (await store.claim("e", NOW + LEASE, LEASE)).state is ClaimState.DONE


async def test_latecomer_who_finishes_makes_it_done(store: Store) -> None:
    """It was worked on, even if too late: from then on nobody gets it, the one who took it over included."""
    late = await store.claim("e", NOW, LEASE)
    await store.claim("e", NOW + LEASE, LEASE)
    await store.done(late, NOW + LEASE)
    assert (await store.claim("e", NOW + 9 * LEASE, LEASE)).state is ClaimState.DONE


async def test_done_holds_even_for_an_event_that_is_not_there(store: Store) -> None:
    """An event that was pruned or given back meanwhile is done all the same."""
    claim = await store.claim("e", NOW, LEASE)
    await store.release(claim)
    await store.done(claim, NOW)
    assert (await store.claim("e", NOW, LEASE)).state is ClaimState.DONE


async def test_one_of_many_at_once_gets_the_event(store: Store) -> None:
    """However many ask at the same moment, each event is given out once."""
    keys = [f"e{place % 10}" for place in range(200)]
    claims = await asyncio.gather(*(store.claim(key, NOW, LEASE) for key in keys))
    assert sorted(claim.key for claim in claims if claim.ours) == [f"e{place}" for place in range(10)]


STEPS = st.lists(
    st.tuples(st.sampled_from(("claim", "done", "release", "renew")), st.integers(0, 2), st.integers(0, 150)),
    max_size=14,
)
"""What is done, with which of three events, so many seconds after the step before."""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@pytest.mark.parametrize("address", DATABASES, indirect=True)
async def test_databases_do_what_the_fake_does(database: Store, steps: list[tuple[str, int, int]]) -> None:
    """Any course of events has the same outcome as in the fake, which is simple enough to be read at a glance."""
    run = token_hex(4)
    told = [await _course(one, steps, run) for one in (database, MemoryStore())]
    assert told[0] == told[1]


async def _course(store: Store, steps: list[tuple[str, int, int]], run: str) -> list[ClaimState]:
    """Go through the steps; all but `claim` are about the last claim of their event that was given out."""
    now, held, told = NOW, dict[int, Claim](), list[ClaimState]()
    for step, event, seconds in steps:
        now += timedelta(seconds=seconds)
        if step == "claim":
            claim = await store.claim(f"{run}:{event}", now, LEASE)
            told.append(claim.state)
            if claim.ours:
                held[event] = claim
        elif event in held and step == "done":
            await store.done(held[event], now)
        elif event in held and step == "renew":
            await store.renew(held[event], now, LEASE)
        elif event in held:
            await store.release(held[event])
    return told
