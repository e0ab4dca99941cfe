"""Windows and ends, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from pricing import parameters
from pricing.types import Category, Device, EntryPoint, Event, EventType, OpenConversation, Opening
from pricing.windows import conversation_end, customer_wrote, open_now, window_open, with_category

START = datetime(2024, 3, 5, 9, 0, 7, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
RULES = parameters.at(START.date())
CALLS = parameters.at(datetime(2025, 7, 1, tzinfo=UTC).date())


@pytest.mark.parametrize(
    ("opened", "ends"),
    [
        ("10:00:00", "10:00:00"),
        ("10:00:00.000001", "10:01:00"),
        ("10:00:07", "10:01:00"),
        ("10:00:59.999999", "10:01:00"),
        ("10:59:30", "11:00:00"),
        ("23:59:01", "00:00:00"),
    ],
)
def test_end_is_the_next_whole_minute(opened: str, ends: str) -> None:
    """24 hours later, rounded up to the minute; a whole minute stays (J1)."""
    at = datetime.fromisoformat(f"2024-03-05T{opened}+00:00")
    end = conversation_end(at, 24, RULES)
    assert end.time().isoformat() == ends
    assert DAY <= end - at < DAY + timedelta(minutes=1)


def test_end_unrounded_if_so_judged() -> None:
    """Rounding is a judgement that can be decided otherwise."""
    judged = replace(RULES.judgements, conversation_ends_round_up_to_minute=False)
    assert conversation_end(START, 24, replace(RULES, judgements=judged)) == START + DAY


def test_window_is_half_open() -> None:
    """It is open from the customer's message to just before 24 hours later, exact to the second."""
    state = customer_wrote(Opening(), Event(at=START, type=EventType.INBOUND), RULES)
    assert window_open(state, START)
    assert window_open(state, START + DAY - SECOND)
    assert not window_open(state, START + DAY)
    assert not window_open(Opening(), START)


def test_call_moves_the_window_once_calls_exist() -> None:
    """A call changes nothing before July 2025, the window afterwards, an entry never."""
    call = Event(at=START, type=EventType.CALL)
    assert customer_wrote(Opening(), call, RULES) == Opening()
    assert customer_wrote(Opening(), call, CALLS) == Opening(window_ends_at=START + DAY)


@pytest.mark.parametrize("entry_point", EntryPoint)
@pytest.mark.parametrize("device", Device)
def test_what_arms_an_entry(entry_point: EntryPoint, device: Device) -> None:
    """Both entry points do on phones, neither does on the web (C15)."""
    event = Event(at=START, type=EventType.INBOUND, entry_point=entry_point, device=device)
    state = customer_wrote(Opening(), event, RULES)
    assert state.entry_at == (None if device is Device.WEB else START)
    assert state.window_ends_at == START + DAY


def test_plain_words_keep_an_armed_entry() -> None:
    """A message without an entry point leaves the pending one as it is."""
    state = Opening(entry_at=START, entry_point=EntryPoint.CTWA_AD)
    later = customer_wrote(state, Event(at=START + SECOND, type=EventType.INBOUND), RULES)
    assert (later.entry_at, later.entry_point) == (START, EntryPoint.CTWA_AD)


def test_open_conversations() -> None:
    """What is over is not open; a free entry point of which nobody can tell is kept, and not taken as open."""
    over = OpenConversation(category=Category.UTILITY, ends_at=START)
    live = OpenConversation(category=Category.MARKETING, ends_at=START + SECOND)
    doubtful = OpenConversation(category=None, ends_at=START, uncertain_until=START + SECOND)
    state = Opening(conversations=(over, live, doubtful))
    assert open_now(state, START) == (live, doubtful)
    assert with_category(state, Category.MARKETING, START) == live
    assert with_category(state, Category.UTILITY, START) is None
    assert with_category(state, None, START) is None
