"""The free units of a calendar month, taken in order of time (rules V4, C12 to C14, N2)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from pricing.clocks import month_of
from pricing.outcomes import Chat
from pricing.parameters import Parameters
from pricing.types import Category, Opening, Usage


def take(
    state: Opening, category: Category, at: datetime, chat: Chat, rules: Parameters
) -> tuple[Opening, bool | None]:
    """Take a free unit, if the category has any and one is left; `None` where nobody said how many are."""
    if not covers(category, chat, rules):
        return state, False
    usage = usage_of(state, at, chat)
    if usage.free_units is None:
        return state, None
    if usage.free_units >= rules.free_units:
        return state, False
    return replace(state, usage=replace(usage, free_units=usage.free_units + 1)), True


def covers(category: Category, chat: Chat, rules: Parameters) -> bool:
    """Tell whether a category has free units at all."""
    return rules.free_units > 0 and category in rules.free_categories(chat.business.served_by_partner)


def cited(category: Category, chat: Chat, rules: Parameters) -> tuple[str, ...]:
    """Return the ids of the rules that give a category its free units; none where it has none."""
    return rules.rules["free_units"] if covers(category, chat, rules) else ()


def usage_of(state: Opening, at: datetime, chat: Chat) -> Usage:
    """Return what the month of an instant has used so far; a month that nobody spoke of begins at nothing."""
    month = month_of(at, chat.zone)
    return state.usage if state.usage is not None and state.usage.month == month else Usage(month=month)


def assumed(category: Category, chat: Chat, rules: Parameters) -> tuple[str, ...]:
    """Return a flag where it mattered, and nobody said, whether a partner serves the account (V4)."""
    if chat.business.served_by_partner is not None:
        return ()
    served = category in rules.free_categories_served
    return ("served_by_partner_assumed",) if served != (category in rules.free_categories_direct) else ()
