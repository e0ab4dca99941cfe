"""One event of a chat under the rules of its day: the pure step that everything else folds."""

from __future__ import annotations

from msgspec.structs import replace

from pricing import conversations, entries, messages
from pricing.outcomes import Chat, Outcome
from pricing.parameters import Parameters
from pricing.types import Category, Event, EventType, FreeReason, Opening, Status
from pricing.windows import customer_wrote, window_open


def step(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    """Return what holds after an event, and what the event did. Tests are made in the order of rule N13."""
    if event.type is EventType.INBOUND or event.type is EventType.CALL:
        return customer_wrote(state, event, rules), _inbound(event, rules)
    if event.type is EventType.FREEFORM and not window_open(state, event.at):
        return state, _not_sendable(rules)
    if event.status is Status.FAILED:
        return state, Outcome(free_reason=FreeReason.NOT_DELIVERED, rules=rules.cites.not_delivered)
    if _is_withheld(event, chat, rules):
        return state, Outcome(free_reason=FreeReason.NOT_DELIVERED, rules=rules.rules["marketing_not_delivered_to"])
    if event.type is EventType.REACTION and rules.reactions == "no_effect":
        return state, _reaction(rules)
    return _deliver(state, event, chat, rules)


def _inbound(event: Event, rules: Parameters) -> Outcome:
    doubtful = event.entry_point in rules.entry_points_unconfirmed and event.device in rules.entry_devices
    flags = ("page_button_unconfirmed",) if doubtful else ()
    return Outcome(free_reason=FreeReason.INBOUND, rules=rules.cites.customer_wrote, flags=flags)


def _not_sendable(rules: Parameters) -> Outcome:
    return Outcome(free_reason=FreeReason.NOT_SENDABLE, sendable=False, rules=rules.cites.not_sendable)


def _reaction(rules: Parameters) -> Outcome:
    return Outcome(free_reason=FreeReason.REACTION, rules=rules.cites.reaction)


def _is_withheld(event: Event, chat: Chat, rules: Parameters) -> bool:
    """Tell whether Meta does not deliver the message, whatever its status says (rule Q2)."""
    return _is_marketing(event) and chat.country in rules.marketing_not_delivered_to


def _is_marketing(event: Event) -> bool:
    return event.category is Category.MARKETING or event.category is Category.MARKETING_LITE


def _deliver(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    entered = entries.deliver(state, event, chat, rules)
    if entered is not None:
        return entered
    if event.type is EventType.REACTION:
        return state, _reaction(rules)
    procedure = conversations if rules.charged_unit == "conversation" else messages
    flags = _doubts(state, event, chat, rules)
    state, outcome = procedure.deliver(state, event, chat, rules)
    return state, replace(outcome, flags=(*outcome.flags, *flags)) if flags else outcome


def _doubts(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[str, ...]:
    """Return the flags of judgements that a charge rests on (J4, J14)."""
    flags = ("fep_uncertain",) if entries.uncertain(state, event.at) else ()
    if _is_marketing(event) and chat.country in rules.marketing_delivery_doubtful_to:
        return (*flags, "us_territory_delivered")
    return flags
