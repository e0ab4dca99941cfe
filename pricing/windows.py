"""The customer service window and the spans of conversations. All are half-open: the end is outside (J1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from pricing.parameters import Parameters, hours
from pricing.types import Category, Event, EventType, OpenConversation, Opening

_INBOUND = EventType.INBOUND


def window_open(state: Opening, at: datetime) -> bool:
    """Tell whether free-form can be delivered (rule A6)."""
    return state.window_ends_at is not None and at < state.window_ends_at


def customer_wrote(state: Opening, event: Event, rules: Parameters) -> Opening:
    """Return the state after a message or call of the customer: it moves the window (A4), it may arm an entry (C15)."""
    if event.type is not _INBOUND and not rules.calls_open_window:
        return state
    ends_at = event.at + hours(rules.customer_service_window_hours)
    if event.entry_point is None or not _qualifies(event, rules):
        return replace(state, window_ends_at=ends_at)
    return replace(state, window_ends_at=ends_at, entry_at=event.at, entry_point=event.entry_point)


def _qualifies(event: Event, rules: Parameters) -> bool:
    return event.entry_point in rules.entry_points and event.device in rules.entry_devices


def conversation_end(at: datetime, length: int, rules: Parameters) -> datetime:
    """Return the end of a conversation of so many hours, rounded up as Meta's webhooks report it (J1)."""
    end = at + hours(length)
    if rules.judgements.conversation_ends_round_up_to_minute and (end.second or end.microsecond):
        return end + timedelta(0, 60 - end.second, -end.microsecond)  # by name it would take twice as long
    return end


def open_now(state: Opening, at: datetime) -> tuple[OpenConversation, ...]:
    """Return the conversations that are not over; a free entry point stays while it may still last (J4)."""
    return tuple([kept for kept in state.conversations if at < (kept.uncertain_until or kept.ends_at)])


def with_category(state: Opening, category: Category | None, at: datetime) -> OpenConversation | None:
    """Return the open conversation of a category, `None` being a free entry point's."""
    for conversation in state.conversations:
        if conversation.category is category and at < conversation.ends_at:
            return conversation
    return None
