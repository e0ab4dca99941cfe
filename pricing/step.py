"""One event of a chat under the rules of its day: the pure step that everything else folds."""

from __future__ import annotations

from msgspec.structs import replace

from pricing import conversations, entries, messages
from pricing.outcomes import Chat, Outcome
from pricing.parameters import Parameters
from pricing.types import Category, Event, EventType, FreeReason, Opening, Status
from pricing.windows import customer_wrote, window_open

# names of our own: looking a member up on its class takes as long as a call, and this runs for every event
_INBOUND, _FREEFORM, _TEMPLATE, _REACTION, _CALL = EventType
_INBOUND_FREE = FreeReason.INBOUND
_FAILED, _MARKETING, _MARKETING_LITE = Status.FAILED, Category.MARKETING, Category.MARKETING_LITE


def step(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    """Return what holds after an event, and what the event did. Tests are made in the order of rule N13."""
    if event.type is _INBOUND or event.type is _CALL:
        return customer_wrote(state, event, rules), _inbound(event, rules)
    if event.type is _FREEFORM and not window_open(state, event.at):
        return state, _not_sendable(rules)
    if event.status is _FAILED:
        return state, Outcome(free_reason=FreeReason.NOT_DELIVERED, rules=rules.cites.not_delivered)
    if _is_withheld(event, chat, rules):
        return state, Outcome(free_reason=FreeReason.NOT_DELIVERED, rules=rules.rules["marketing_not_delivered_to"])
    if event.type is _REACTION and rules.reactions == "no_effect":
        return state, _reaction(rules)
    return _deliver(state, event, chat, rules)


def _inbound(event: Event, rules: Parameters) -> Outcome:
    if event.entry_point is None or event.entry_point not in rules.entry_points_unconfirmed:
        return Outcome(free_reason=_INBOUND_FREE, rules=rules.cites.customer_wrote)
    return Outcome(free_reason=_INBOUND_FREE, rules=rules.cites.customer_wrote, flags=("page_button_unconfirmed",))


def _not_sendable(rules: Parameters) -> Outcome:
    return Outcome(free_reason=FreeReason.NOT_SENDABLE, sendable=False, rules=rules.cites.not_sendable)


def _reaction(rules: Parameters) -> Outcome:
    return Outcome(free_reason=FreeReason.REACTION, rules=rules.cites.reaction)


def _is_withheld(event: Event, chat: Chat, rules: Parameters) -> bool:
    """Tell whether Meta does not deliver the message, whatever its status says (rule Q2)."""
    return chat.country in rules.marketing_not_delivered_to and _is_marketing(event)


def _is_marketing(event: Event) -> bool:
    return event.category is _MARKETING or event.category is _MARKETING_LITE


def _deliver(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    point = entries.known(state) if state.conversations else None
    entered = entries.deliver(state, point, event, chat, rules)
    if entered is not None:
        return entered
    if event.type is _REACTION:
        return state, _reaction(rules)
    procedure = conversations if rules.charged_unit == "conversation" else messages
    state, outcome = procedure.deliver(state, event, chat, rules)
    if point is not None and entries.uncertain(point, event.at):
        outcome = replace(outcome, flags=(*outcome.flags, "fep_uncertain"))
    if chat.country in rules.marketing_delivery_doubtful_to and _is_marketing(event):
        outcome = replace(outcome, flags=(*outcome.flags, "us_territory_delivered"))
    return state, outcome
