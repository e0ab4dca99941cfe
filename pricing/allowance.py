"""The free units of a calendar month, taken in order of time (rules V4, C12 to C14, N2)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from pricing.clocks import month_of, within
from pricing.outcomes import Chat, Outcome, rate_of
from pricing.parameters import Parameters
from pricing.types import Category, FreeReason, Opening, Usage


def charge(
    state: Opening, category: Category, at: datetime, chat: Chat, rules: Parameters, cited: tuple[str, ...]
) -> tuple[Opening, Outcome]:
    """Charge a unit of a category, unless the month still has a free one for it; then that is taken."""
    flags = _assumed(category, chat, rules)
    if rules.free_units == 0 or category not in rules.free_categories(chat.business.served_by_partner):
        rate = rate_of(category, rules)
        return state, Outcome(category=category, charged=True, priced_as=rate, rules=cited, flags=flags)
    state, free = _take(state, at, chat, rules)
    return state, Outcome(
        category=category,
        charged=None if free is None else not free,
        free_reason=FreeReason.FREE_TIER if free else None,
        priced_as=None if free else rate_of(category, rules),
        rules=(*cited, *rules.rules["free_units"]),
        flags=flags,
    )


def usage_of(state: Opening, at: datetime, chat: Chat) -> Usage:
    """Return what the month of an instant has used so far; a month that nobody spoke of begins at nothing."""
    if state.usage is not None and within(at, state.usage.month, chat.zone):
        return state.usage
    return Usage(month=month_of(at, chat.zone))


def _take(state: Opening, at: datetime, chat: Chat, rules: Parameters) -> tuple[Opening, bool | None]:
    """Take a free unit if one is left; `None` where nobody said how many are used."""
    usage = usage_of(state, at, chat)
    if usage.free_units is None:
        return state, None
    if usage.free_units >= rules.free_units:
        return state, False
    return replace(state, usage=replace(usage, free_units=usage.free_units + 1)), True


def _assumed(category: Category, chat: Chat, rules: Parameters) -> tuple[str, ...]:
    """Return a flag where it mattered, and nobody said, whether a partner serves the account (V4)."""
    if rules.free_categories_served == rules.free_categories_direct or chat.business.served_by_partner is not None:
        return ()
    served = category in rules.free_categories_served
    return ("served_by_partner_assumed",) if served != (category in rules.free_categories_direct) else ()
