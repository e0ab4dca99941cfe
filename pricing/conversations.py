"""What a delivered message does while conversations are charged (2022-02-01 to 2025-06-30).

It joins an open conversation, or it opens one and that is what is charged (rules V2, V3, C1 to C10, S2).
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import allowance
from pricing.outcomes import Chat, Outcome, category_of
from pricing.parameters import Parameters
from pricing.types import Category, Event, EventType, FreeReason, OpenConversation, Opening
from pricing.windows import conversation_end, open_now, window_open, with_category

# names of our own: looking a member up on its class takes as long as a call, and this runs for every message
_TEMPLATE, _SERVICE = EventType.TEMPLATE, Category.SERVICE
_SAME, _ANY = FreeReason.SAME_CATEGORY_OPEN, FreeReason.ANY_OPEN


def deliver(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    """Return the state after a delivered message outside any free entry point, and what the message did."""
    category = _category(state, event, chat, rules)
    if event.type is _TEMPLATE and rules.conversation_category == "template":
        joined, reason = with_category(state, category, event.at), _SAME
    else:
        joined, reason = _newest(state, event), _ANY
    if joined is None:
        return _open(state, category, event, chat, rules)
    return state, _join(joined, reason, event, rules)


def _category(state: Opening, event: Event, chat: Chat, rules: Parameters) -> Category:
    """Return what a conversation would be that the message opens.

    In 2022 it was the customer's if it answered a message of the last 24 hours, else the business's (rule V3).
    """
    if rules.conversation_category == "template":
        return category_of(event, chat, rules)
    return Category.USER_INITIATED if window_open(state, event.at) else Category.BUSINESS_INITIATED


def _newest(state: Opening, event: Event) -> OpenConversation | None:
    """Return the conversation that free-form joins; Meta does not say which of several, so the one opened last."""
    for conversation in reversed(state.conversations):
        if conversation.category is not None and event.at < conversation.ends_at:
            return conversation
    return None


def _join(joined: OpenConversation, reason: FreeReason, event: Event, rules: Parameters) -> Outcome:
    cites = rules.cites
    return Outcome(
        free_reason=reason,
        conversation=joined.id,
        expires_at=joined.ends_at,
        rules=cites.template_joins if event.type is _TEMPLATE else cites.freeform_joins,
    )


def _open(state: Opening, category: Category, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    opened = OpenConversation(
        category=category,
        ends_at=conversation_end(event.at, rules.conversation_hours, rules),
        id=state.next_conversation,
    )
    state, outcome = _charge(state, category, event, chat, rules)
    state = replace(
        state,
        conversations=(*open_now(state, event.at), opened),
        entry_at=None,
        entry_point=None,
        next_conversation=state.next_conversation + 1,
    )
    return state, replace(outcome, opens=True, conversation=opened.id, expires_at=opened.ends_at)


def _charge(state: Opening, category: Category, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    """Return what opening a conversation of a category costs, and the state with a free unit taken if it did."""
    cited = rules.cites.template_opens if event.type is _TEMPLATE else rules.cites.freeform_opens
    if category is _SERVICE and rules.service_is_free:
        cited = (*cited, *rules.rules["service_is_free"])
        return state, Outcome(category=category, free_reason=FreeReason.SERVICE_FREE, rules=cited)
    return allowance.charge(state, category, event.at, chat, rules, cited)
