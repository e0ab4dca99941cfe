"""What holds of every chat, whatever is in it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pricing.types import Category, EventType, OpenConversation, Opening, Price, Status, Timeline
from tests.pricing.chats import (
    MONDAY,
    PER_CONVERSATION,
    PER_MESSAGE,
    assessed,
    essence,
    events,
    straddling,
    timelines,
)

ANY_CHAT = st.one_of(timelines(), straddling())


@given(ANY_CHAT)
def test_failed_message_changes_nothing(timeline: Timeline) -> None:
    """Without its failed messages a chat does and costs the same (A1)."""
    kept = tuple(event for event in timeline.events if event.status is Status.DELIVERED)
    whole, without = assessed(timeline), assessed(replace(timeline, events=kept))
    delivered = [verdict for verdict in whole.verdicts if timeline.events[verdict.index].status is Status.DELIVERED]
    if kept and kept[0] is timeline.events[0]:  # else the month of the earliest event may be another
        assert [essence(verdict) for verdict in delivered] == [essence(verdict) for verdict in without.verdicts]
        assert whole.total == without.total


@given(ANY_CHAT)
def test_failed_message_costs_nothing(timeline: Timeline) -> None:
    """A failed message is neither charged nor does it open anything."""
    for verdict in assessed(timeline).verdicts:
        if timeline.events[verdict.index].status is Status.FAILED:
            assert (verdict.charged, verdict.opens, verdict.conversation, verdict.price) == (False, False, None, None)


@given(st.data())
def test_quiet_days_part_a_chat(data: st.DataObject) -> None:
    """After 72 quiet hours, 168 in 2026-10, a chat begins anew but for the units its month has used."""
    first = data.draw(timelines())
    quiet = timedelta(hours=168 if first.rules == "2026-10" else 72, minutes=1)
    second = data.draw(events(start=first.events[-1].at + quiet))
    together = assessed(replace(first, events=first.events + second))
    before = assessed(first)
    after = assessed(replace(first, events=second, opening=Opening(usage=before.closing.usage)))
    apart = [essence(verdict) for verdict in before.verdicts + after.verdicts]
    assert [essence(verdict) for verdict in together.verdicts] == apart
    assert together.conversations_opened == before.conversations_opened + after.conversations_opened


@given(timelines(), st.integers(-20, 20))
def test_whole_weeks_shift_only_dates(timeline: Timeline, weeks: int) -> None:
    """Where rules are fixed and no clock changes, moving a chat by weeks moves its dates and nothing else."""
    by = timedelta(weeks=weeks)
    unused = replace(timeline, free_used=0)
    moved = replace(unused, events=tuple(replace(event, at=event.at + by) for event in unused.events))
    here, there = assessed(unused), assessed(moved)
    assert [essence(verdict) for verdict in here.verdicts] == [essence(verdict) for verdict in there.verdicts]
    ends = [verdict.expires_at and verdict.expires_at + by for verdict in here.verdicts]
    assert ends == [verdict.expires_at for verdict in there.verdicts]
    assert here.total == there.total


@given(ANY_CHAT)
def test_total_is_the_sum_of_what_is_charged(timeline: Timeline) -> None:
    """The total is that of the charged events, or nothing while one of them has no price."""
    assessment = assessed(timeline)
    charged = [verdict.price for verdict in assessment.verdicts if verdict.charged]
    prices = [price.amount for price in charged if isinstance(price, Price)]
    assert assessment.unpriced == len(charged) - len(prices)
    assert assessment.total == (sum(prices, Decimal(0)) if assessment.unpriced == 0 else None)
    assert all(verdict.price is None for verdict in assessment.verdicts if verdict.charged is False)


@given(st.one_of(timelines(rules=PER_CONVERSATION), straddling()))
def test_one_open_conversation_a_category(timeline: Timeline) -> None:
    """At no moment are two conversations of one category open, nor any beside a free entry point (C8, C18)."""
    for count in range(1, len(timeline.events) + 1):
        conversations = assessed(replace(timeline, events=timeline.events[:count])).closing.conversations
        categories = [conversation.category for conversation in conversations]
        assert len(set(categories)) == len(categories)


@given(timelines(), st.integers(0, 1100), st.integers(0, 1100))
def test_more_free_units_never_cost_more(timeline: Timeline, one: int, other: int) -> None:
    """The fewer free units are used already, the lower the bill, or as high."""
    fewer, more = (assessed(replace(timeline, free_used=used)) for used in sorted((one, other)))
    if fewer.total is not None and more.total is not None:
        assert fewer.total <= more.total
    assert fewer.unpriced <= more.unpriced


@given(timelines(rules=PER_MESSAGE), st.sampled_from([Category.MARKETING, Category.AUTHENTICATION, Category.SERVICE]))
def test_conversations_do_not_matter_per_message(timeline: Timeline, category: Category) -> None:
    """Per message the bill does not depend on open conversations or their names; only utility is carried over (P17)."""
    open_one = OpenConversation(category=category, ends_at=MONDAY + timedelta(days=30), id=77)
    other = assessed(replace(timeline, opening=Opening(conversations=(open_one,), next_conversation=78)))
    plain = assessed(timeline)
    assert [essence(verdict) for verdict in other.verdicts] == [essence(verdict) for verdict in plain.verdicts]
    assert plain.conversations_opened == 0


@given(ANY_CHAT, st.data())
def test_carrying_state_changes_nothing(timeline: Timeline, data: st.DataObject) -> None:
    """Cut anywhere and gone on from its closing state, a chat does and costs what it does at once, names included."""
    cut = data.draw(st.integers(0, len(timeline.events)))
    whole = assessed(timeline)
    before = assessed(replace(timeline, events=timeline.events[:cut]))
    after = assessed(replace(timeline, events=timeline.events[cut:], opening=before.closing))
    parts = [replace(verdict, index=0) for verdict in before.verdicts + after.verdicts]
    assert [replace(verdict, index=0) for verdict in whole.verdicts] == parts
    if cut < len(timeline.events):
        assert after.closing == whole.closing
        assert after.free_used == whole.free_used


@given(timelines(distinct=True), st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(timeline: Timeline, random: Random) -> None:
    """Shuffled, a chat gets the same verdicts in the same order of time."""
    shuffled = list(timeline.events)
    random.shuffle(shuffled)
    one, other = assessed(timeline), assessed(replace(timeline, events=tuple(shuffled)))
    assert [replace(verdict, index=0) for verdict in one.verdicts] == [
        replace(verdict, index=0) for verdict in other.verdicts
    ]
    assert one.total == other.total


@given(ANY_CHAT)
def test_customers_cost_nothing(timeline: Timeline) -> None:
    """What the customer does is free and opens nothing (A3)."""
    for verdict in assessed(timeline).verdicts:
        if verdict.type in (EventType.INBOUND, EventType.CALL):
            assert (verdict.charged, verdict.opens, verdict.conversation) == (False, False, None)


@given(ANY_CHAT)
def test_free_has_a_reason(timeline: Timeline) -> None:
    """Nothing is free without a reason or charged with one, and every verdict names a rule."""
    for verdict in assessed(timeline).verdicts:
        assert (verdict.free_reason is None) == (verdict.charged is not False)
        assert verdict.rules
