"""Where a timeline begins and what it leaves behind: the state of a chat between one replay and the next."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from pricing.allowance import usage_of
from pricing.clocks import month_of
from pricing.entries import known
from pricing.outcomes import Chat
from pricing.types import Event, OpenConversation, Opening, Timeline, Usage
from pricing.windows import open_now, with_category


def begin(timeline: Timeline, first: Event, chat: Chat) -> Opening:
    """Return the state before the earliest event: named conversations, and what its month has used so far."""
    state = timeline.opening
    usage = state.usage or Usage(
        month=month_of(first.at, chat.zone), free_units=timeline.free_used, volumes=timeline.volumes_used
    )
    return _named(replace(state, usage=usage))


def _named(state: Opening) -> Opening:
    if not state.conversations and state.free_entry_point_ends_at is None:
        return state
    conversations = state.conversations
    if state.free_entry_point_ends_at is not None and known(state) is None:
        conversations = (*conversations, OpenConversation(category=None, ends_at=state.free_entry_point_ends_at))
    number = state.next_conversation
    named = []
    for conversation in conversations:
        if conversation.id is None:
            conversation, number = replace(conversation, id=number), number + 1
        named.append(conversation)
    return replace(state, conversations=tuple(named), next_conversation=number)


def close(state: Opening, at: datetime, chat: Chat) -> tuple[Opening, int | None]:
    """Return what still holds after the last event, and how many free units its month has used."""
    used = usage_of(state, at, chat).free_units
    if not state.conversations:
        return state, used
    point = with_category(state, None, at)
    ends_at = None if point is None else point.ends_at
    return replace(state, conversations=open_now(state, at), free_entry_point_ends_at=ends_at), used
