"""Puts a price on what is charged, and counts it towards the volume tiers of its month (rules C22, P9 to P15)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pricing.allowance import usage_of
from pricing.calendars import Calendar
from pricing.markets import market_of
from pricing.outcomes import Chat, Outcome
from pricing.parameters import Parameters
from pricing.ratecards import RateBook
from pricing.types import Category, Customer, Event, NoPrice, Opening, Price, Usage, VolumeUsed


class Tariff(Struct, frozen=True, kw_only=True):
    """Where the prices of one chat come from."""

    book: RateBook
    calendar: Calendar
    currency: str
    customer: Customer
    """By country rather than by number where that is known, so that the number is read once."""


def price(
    state: Opening, event: Event, outcome: Outcome, rate: Category, chat: Chat, rules: Parameters, tariff: Tariff
) -> tuple[Opening, Price | NoPrice]:
    """Return the price of a charged event at its place in the month, and the state with the event counted.

    `rate` is the category whose rate applies; whether there are tiers depends on what is charged: service, though at
    the utility rate, has none (N1). Card and market are those of the event's day; a market that comes to stand alone
    counts from nothing (P15).
    """
    day = tariff.calendar.card_day(event.at)
    market = _market(tariff.customer, day)
    if market is None or outcome.category not in rules.volume_tiers:
        return state, tariff.book.quote(market, rate, tariff.currency, day)
    usage, units = _counted(usage_of(state, event.at, chat), market, _ladder(rate))
    return replace(state, usage=usage), tariff.book.quote(market, rate, tariff.currency, day, units)


@lru_cache(maxsize=4096)
def _market(customer: Customer, day: date) -> str | None:
    return market_of(customer, day)


def _ladder(category: Category) -> Category:
    """Return whose count a category feeds: the international rate is another column of the same ladder (P14)."""
    return Category.AUTHENTICATION if category is Category.AUTHENTICATION_INTERNATIONAL else category


def _counted(usage: Usage, market: str, category: Category) -> tuple[Usage, int]:
    """Count one unit more, and return how many there were before it."""
    for used in usage.volumes:
        if used.market == market and used.category is category:
            others = tuple(other for other in usage.volumes if other is not used)
            return replace(usage, volumes=(*others, replace(used, units=used.units + 1))), used.units
    return replace(usage, volumes=(*usage.volumes, VolumeUsed(market=market, category=category, units=1))), 0
