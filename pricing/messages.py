"""What a delivered message does while messages are charged (from 2025-07-01).

Each is free for a reason, or charged by its own category: no message opens anything (rules P1 to P5, P17, N1 to N6).
"""

from __future__ import annotations

from pricing import allowance
from pricing.outcomes import Chat, Outcome, category_of, rate_of
from pricing.parameters import Parameters
from pricing.types import Category, Event, FreeReason, OpenConversation, Opening
from pricing.windows import window_open, with_category

# names of our own: looking a member up on its class takes as long as a call, and this runs for every message
_MARKETING, _MARKETING_LITE = Category.MARKETING, Category.MARKETING_LITE
_UTILITY, _SERVICE = Category.UTILITY, Category.SERVICE


def deliver(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    """Return the state after a delivered message outside any free entry point, and what the message costs."""
    category = category_of(event, chat, rules)
    if category is _SERVICE:
        return _service(state, event, chat, rules)
    return state, _template(state, category, event, rules)


def _template(state: Opening, category: Category, event: Event, rules: Parameters) -> Outcome:
    carried = with_category(state, category, event.at) if category in rules.carried_conversations else None
    if carried is not None:
        return _carried(carried, rules)
    if category is _UTILITY and rules.utility_free_in_window and window_open(state, event.at):
        return Outcome(
            category=category,
            free_reason=FreeReason.CUSTOMER_SERVICE_WINDOW,
            rules=rules.rules["utility_free_in_window"],
        )
    return Outcome(category=category, charged=True, priced_as=rate_of(category, rules), rules=_cited(category, rules))


def _carried(conversation: OpenConversation, rules: Parameters) -> Outcome:
    """Join a conversation that was opened while those were charged and is not over yet (rule P17)."""
    return Outcome(
        free_reason=FreeReason.SAME_CATEGORY_OPEN,
        conversation=conversation.id,
        expires_at=conversation.ends_at,
        rules=rules.cites.carried_conversation,
    )


def _service(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    cited = rules.cites.service
    if rules.service_is_free:
        reason = FreeReason.CUSTOMER_SERVICE_WINDOW
        return state, Outcome(category=_SERVICE, free_reason=reason, rules=cited)
    return allowance.charge(state, _SERVICE, event.at, chat, rules, cited)


def _cited(category: Category, rules: Parameters) -> tuple[str, ...]:
    cites = rules.cites
    if category is _UTILITY:
        return cites.utility
    if category is _MARKETING or category is _MARKETING_LITE:
        return cites.marketing
    if category is Category.AUTHENTICATION_INTERNATIONAL:
        return (*cites.authentication, *rules.rules["authentication_international_to"])
    return cites.authentication
