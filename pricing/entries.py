"""The free entry point: an entry that is answered in time makes everything free for a while (rules C15 to C20, P7, P8).

What it opens is a conversation without category. While conversations are charged it closes all others and its end is
rounded as theirs is; under per-message rules it is a window, its end is exact and nothing counts as opened.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from pricing.outcomes import Chat, Outcome, category_of
from pricing.parameters import Parameters, hours
from pricing.types import Event, FreeReason, OpenConversation, Opening
from pricing.windows import conversation_end


def deliver(
    state: Opening, point: OpenConversation | None, event: Event, chat: Chat, rules: Parameters
) -> tuple[Opening, Outcome] | None:
    """Return what a free entry point makes of a delivered message; `None` if the message is outside any.

    `point` is the one that is known of.
    """
    if point is not None and event.at < _end(point, event, rules):
        return _join(state, point, event, chat, rules)
    if event.free_entry_point_expires_at is None and state.entry_at is None:
        return None
    return _open(state, event, chat, rules) if _answers(state, event, rules) else None


def known(state: Opening) -> OpenConversation | None:
    """Return the free entry point that was opened last, over or not."""
    for point in state.conversations:
        if point.category is None:
            return point
    return None


def uncertain(point: OpenConversation, at: datetime) -> bool:
    """Tell whether a free entry point may, or may not, still last (J4)."""
    return point.uncertain_until is not None and point.ends_at <= at < point.uncertain_until


def _end(point: OpenConversation, event: Event, rules: Parameters) -> datetime:
    if event.free_entry_point_expires_at is not None:
        return event.free_entry_point_expires_at
    if rules.judgements.uncertain_free_entry_point_is_free:
        return point.uncertain_until or point.ends_at
    return point.ends_at


def _answers(state: Opening, event: Event, rules: Parameters) -> bool:
    reported = event.free_entry_point_expires_at
    if reported is not None:
        return event.at < reported
    return state.entry_at is not None and event.at < state.entry_at + hours(rules.entry_answer_hours)


def _join(
    state: Opening, point: OpenConversation, event: Event, chat: Chat, rules: Parameters
) -> tuple[Opening, Outcome]:
    # an entry answered inside another one is used up, and restarts nothing (J6)
    reported = event.free_entry_point_expires_at
    if reported is not None and (reported != point.ends_at or point.uncertain_until is not None):
        point = replace(point, ends_at=reported, uncertain_until=None)
        others = tuple(other for other in state.conversations if other.category is not None)
        state = replace(state, conversations=(point, *others), entry_at=None, entry_point=None)
    elif state.entry_at is not None:
        state = replace(state, entry_at=None, entry_point=None)
    outcome = _free(point, event, chat, rules, rules.cites.free_entry_point_open)
    if event.at < point.ends_at:
        return state, outcome
    return state, replace(outcome, expires_at=point.uncertain_until, flags=("fep_uncertain", *outcome.flags))


def _open(state: Opening, event: Event, chat: Chat, rules: Parameters) -> tuple[Opening, Outcome]:
    point = OpenConversation(
        category=None,
        ends_at=event.free_entry_point_expires_at or _computed_end(event.at, rules),
        id=state.next_conversation,
        uncertain_until=None if event.free_entry_point_expires_at else _latest_end(event.at, rules),
        entry_point=state.entry_point,
    )
    state = replace(
        state, conversations=(point,), entry_at=None, entry_point=None, next_conversation=state.next_conversation + 1
    )
    outcome = _free(point, event, chat, rules, rules.cites.entry_answered)
    return state, replace(outcome, opens=rules.charged_unit == "conversation")


def _computed_end(at: datetime, rules: Parameters) -> datetime:
    if rules.charged_unit == "conversation":
        return conversation_end(at, rules.free_entry_point_hours, rules)
    return at + hours(rules.free_entry_point_hours)


def _latest_end(at: datetime, rules: Parameters) -> datetime | None:
    if rules.free_entry_point_hours_at_most > rules.free_entry_point_hours:
        return at + hours(rules.free_entry_point_hours_at_most)
    return None


def _free(point: OpenConversation, event: Event, chat: Chat, rules: Parameters, cited: tuple[str, ...]) -> Outcome:
    unconfirmed = point.entry_point in rules.entry_points_unconfirmed
    return Outcome(
        category=None if rules.charged_unit == "conversation" else category_of(event, chat, rules),
        free_reason=FreeReason.FREE_ENTRY_POINT,
        conversation=point.id,
        expires_at=point.ends_at,
        rules=cited,
        flags=("page_button_unconfirmed",) if unconfirmed else (),
    )
