"""What a delivered message does while conversations are charged (2022-02-01 to 2025-06-30).

It joins an open conversation, or it opens one and that is what is charged (rules V2, V3, C1 to C10, S2).
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import allowance
from pricing.outcomes import Chat, Outcome, category_of, rate_of
from pricing.parameters import Parameters
from pricing.types import Category, Event, EventType, FreeReason, OpenConversation, Opening
from pricing.windows import conversation_end, open_now, window_open, with_category


def deliver(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    """Return the state after a delivered message outside any free entry point, and what the message did."""
    if event.type is EventType.TEMPLATE and rules.conversation_category == "template":
        category = category_of(event, chat, rules)
        joined, reason = with_category(state, category, event.at), FreeReason.SAME_CATEGORY_OPEN
    else:
        category = Category.SERVICE if rules.conversation_category == "template" else _initiator(state, event)
        joined, reason = _newest(state, event), FreeReason.ANY_OPEN
    if joined is None:
        return _open(state, category, event, chat, rules)
    return state, _join(joined, reason, event, rules)


def _initiator(state: Opening, event: Event) -> Category:
    """Return who begins a conversation: the customer, if it answers a message of the last 24 hours (rule V3)."""
    return Category.USER_INITIATED if window_open(state, event.at) else Category.BUSINESS_INITIATED


def _newest(state: Opening, event: Event) -> OpenConversation | None:
    """Return the conversation that free-form joins; Meta does not say which of several, so the one opened last."""
    live = [one for one in state.conversations if one.category is not None and event.at < one.ends_at]
    return live[-1] if live else None


def _join(joined: OpenConversation, reason: FreeReason, event: Event, rules: Parameters) -> Outcome:
    cites = rules.cites
    return Outcome(
        free_reason=reason,
        conversation=joined.id,
        expires_at=joined.ends_at,
        rules=cites.template_joins if event.type is EventType.TEMPLATE else cites.freeform_joins,
    )


def _open(state: Opening, category: Category, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    ends_at = conversation_end(event.at, rules.conversation_hours, rules)
    opened = OpenConversation(category=category, ends_at=ends_at, id=state.next_conversation)
    state, free, reason, cited = _charge(state, category, event, chat, rules)
    state = replace(
        state,
        conversations=(*open_now(state, event.at), opened),
        entry_at=None,
        entry_point=None,
        next_conversation=state.next_conversation + 1,
    )
    return state, Outcome(
        category=category,
        opens=True,
        charged=None if free is None else not free,
        free_reason=reason,
        conversation=opened.id,
        expires_at=ends_at,
        priced_as=None if free else rate_of(category, rules),
        rules=cited,
        flags=allowance.assumed(category, chat, rules),
    )


def _charge(
    state: Opening, category: Category, event: Event, chat: Chat, rules: Parameters
) -> tuple[Opening, bool | None, FreeReason | None, tuple[str, ...]]:
    cites = rules.cites
    cited = cites.template_opens if event.type is EventType.TEMPLATE else cites.freeform_opens
    if category is Category.SERVICE and rules.service_is_free:
        return state, True, FreeReason.SERVICE_FREE, (*cited, *rules.rules["service_is_free"])
    state, free = allowance.take(state, category, event.at, chat, rules)
    reason = FreeReason.FREE_TIER if free else None
    return state, free, reason, (*cited, *allowance.cited(category, chat, rules))
