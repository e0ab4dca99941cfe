"""What a chat begins with, what it leaves behind, and ends that webhooks report."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from pricing.types import (
    Category,
    EntryPoint,
    FreeReason,
    OpenConversation,
    Opening,
    Usage,
)
from tests.pricing.assessing import AD, HOUR, START, assessed, freeform, template

OPEN = Opening(
    conversations=(OpenConversation(category=Category.UTILITY, ends_at=START + 5 * HOUR),),
    window_ends_at=START + 10 * HOUR,
)


def test_begins_in_the_middle() -> None:
    """A chat may begin with a conversation and a window open; they are named before what it opens itself."""
    chat = assessed(template(4), freeform(4.5), freeform(5), template(6), opening=OPEN)
    first, second, third, fourth = chat.verdicts
    assert first.free_reason is FreeReason.SAME_CATEGORY_OPEN
    assert first.conversation == second.conversation == 1
    assert (third.opens, third.category, third.conversation) == (True, Category.SERVICE, 2)
    assert (fourth.opens, fourth.conversation) == (True, 3)


def test_begins_inside_a_free_entry_point() -> None:
    """An open free entry point can be given by its end alone; it is free until then, and gone afterwards."""
    opening = Opening(free_entry_point_ends_at=START + 5 * HOUR)
    chat = assessed(template(4), template(5), opening=opening)
    assert [verdict.free_reason for verdict in chat.verdicts] == [FreeReason.FREE_ENTRY_POINT, None]
    assert chat.closing.free_entry_point_ends_at is None
    assert assessed(template(4), opening=opening).closing.free_entry_point_ends_at == START + 5 * HOUR


def test_begins_with_an_entry_to_answer() -> None:
    """A pending entry can be given; an answer within 24 hours opens the free entry point."""
    chat = assessed(template(23), opening=Opening(entry_at=START, entry_point=EntryPoint.CTWA_AD))
    assert chat.verdicts[0].free_reason is FreeReason.FREE_ENTRY_POINT
    assert assessed(template(24), opening=Opening(entry_at=START)).verdicts[0].charged


def test_given_usage_wins() -> None:
    """The usage that a chat begins with counts, not `free_used`; in another month neither does."""
    usage = Usage(month=date(2024, 3, 1), free_units=1000)
    chat = assessed(freeform(0), opening=replace(OPEN, conversations=(), usage=usage), free_used=0)
    assert chat.verdicts[0].charged
    february = replace(usage, month=date(2024, 2, 1))
    chat = assessed(freeform(0), opening=replace(OPEN, conversations=(), usage=february), free_used=1000)
    assert chat.verdicts[0].free_reason is FreeReason.FREE_TIER


def test_closing_drops_what_is_over() -> None:
    """What a chat leaves behind are the conversations still open at its last event."""
    chat = assessed(template(0), template(30, Category.MARKETING))
    assert [conversation.category for conversation in chat.closing.conversations] == [Category.MARKETING]
    assert chat.closing.next_conversation == 3
    later = assessed(template(0), replace(AD, at=START + 30 * HOUR))
    assert later.closing.conversations == ()
    assert later.closing.entry_at == START + 30 * HOUR


REPORTED = START + 100 * HOUR


def test_reported_end_of_a_free_entry_point() -> None:
    """The end that a webhook reported is preferred to the computed one, there and from then on (J4)."""
    answer = replace(freeform(1), free_entry_point_expires_at=REPORTED)
    chat = assessed(AD, answer, template(99), template(100), rules="2026-10")
    assert [verdict.free_reason for verdict in chat.verdicts[1:]] == [FreeReason.FREE_ENTRY_POINT] * 2 + [None]
    assert {verdict.expires_at for verdict in chat.verdicts[1:3]} == {REPORTED}
    assert chat.verdicts[3].flags == ()


def test_end_reported_later() -> None:
    """It may come with a later message, one in the uncertain days included."""
    late = replace(template(80), free_entry_point_expires_at=REPORTED)
    chat = assessed(AD, freeform(1), late, template(99), template(101), rules="2026-10")
    assert [verdict.charged for verdict in chat.verdicts] == [False, False, False, False, True]
    assert chat.verdicts[2].expires_at == REPORTED
    assert chat.verdicts[2].conversation == chat.verdicts[1].conversation


def test_end_reported_for_an_unknown_free_entry_point() -> None:
    """A reported end says that one is open even if nobody saw it begin; one that is past says nothing."""
    seen = replace(template(0), free_entry_point_expires_at=REPORTED)
    chat = assessed(seen, template(99), template(100))
    assert [verdict.charged for verdict in chat.verdicts] == [False, False, True]
    past = replace(template(0), free_entry_point_expires_at=START)
    assert assessed(past).verdicts[0].charged


def test_reported_end_that_is_over() -> None:
    """A reported end before the message closes the free entry point early."""
    early = replace(template(50), free_entry_point_expires_at=START + 40 * HOUR)
    assert assessed(AD, freeform(1), early).verdicts[2].charged
