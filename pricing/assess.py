"""Folds a timeline through the rules of each date: what every event does, what it costs, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pricing.calendars import Calendar, Fixed, calendar
from pricing.checks import checked
from pricing.clocks import zone
from pricing.errors import UnknownEra
from pricing.markets import country_of
from pricing.opening import begin, close
from pricing.outcomes import Chat, Outcome
from pricing.parameters import Parameters, Ruleset, packaged
from pricing.quotes import Tariff, price
from pricing.ratecards import RateBook
from pricing.step import step
from pricing.types import Assessment, Customer, Event, NoPrice, Opening, Price, Timeline, Verdict

NOTHING = Decimal("0.0000")
"""A total before anything is charged, written as the cards write amounts."""


def assess(timeline: Timeline, book: RateBook, ruleset: Ruleset | None = None) -> Assessment:
    """Return what each event of a chat does and costs, in order of time; ties keep their given order (J12).

    Rules and cards are those of `timeline.rules`, or of each event's own day in the account's time zone. Raises
    `InvalidTimeline`, `UnknownEra`, `UnknownTimeZone`, `UnknownCurrency`, `InvalidPhone` and `UnknownCountry`.
    """
    events = checked(timeline)
    chat, tariff = _terms(timeline, book, ruleset or packaged())
    if not events:
        return _assessment([], tariff.calendar, timeline, timeline.opening, timeline.free_used)
    order = sorted(range(len(events)), key=[event.at for event in events].__getitem__)
    verdicts, state = _fold(timeline, events, order, chat, tariff)
    closing, free_used = close(state, events[order[-1]].at, chat)
    return _assessment(verdicts, tariff.calendar, timeline, closing, free_used)


def _terms(timeline: Timeline, book: RateBook, ruleset: Ruleset) -> tuple[Chat, Tariff]:
    country = country_of(timeline.customer)
    chat = Chat(zone=zone(timeline.timezone), country=country, business=timeline.business)
    book.card_in_force(date.max, timeline.currency)  # a currency that is none must not wait for the first charge
    return chat, Tariff(
        book=book,
        calendar=calendar(ruleset, timeline.rules, chat.zone),
        currency=timeline.currency,
        customer=Customer(country=country) if country else timeline.customer,
    )


def _fold(
    timeline: Timeline, events: list[Event], order: list[int], chat: Chat, tariff: Tariff
) -> tuple[list[Verdict], Opening]:
    state, verdicts, index = begin(timeline, events[order[0]], chat), [], 0
    try:
        for index in order:
            event = events[index]
            rules = tariff.calendar.at(event.at)
            state, outcome = step(state, event, chat, rules)
            cost = None
            if outcome.priced_as is not None:
                state, cost = price(state, event, outcome, outcome.priced_as, chat, rules, tariff)
            verdicts.append(_verdict(index, timeline.events[index], outcome, cost, rules))
    except UnknownEra as error:
        raise UnknownEra(error.detail, field=f"events[{index}].at") from None
    return verdicts, state


def _verdict(index: int, event: Event, outcome: Outcome, cost: Price | NoPrice | None, rules: Parameters) -> Verdict:
    return Verdict(
        index=index,
        at=event.at,
        type=event.type,
        era=rules.era,
        category=outcome.category,
        opens=outcome.opens,
        charged=outcome.charged,
        free_reason=outcome.free_reason,
        sendable=outcome.sendable,
        conversation=outcome.conversation,
        expires_at=outcome.expires_at,
        price=cost,
        rules=outcome.rules,
        flags=outcome.flags,
    )


def _assessment(
    verdicts: list[Verdict], dates: Calendar, timeline: Timeline, closing: Opening, free_used: int | None
) -> Assessment:
    costs = [verdict for verdict in verdicts if verdict.price is not None]
    total, unpriced = _sum(costs)
    return Assessment(
        verdicts=tuple(verdicts),
        eras=_eras(verdicts, dates),
        rate_cards=tuple(sorted({cost.price.card for cost in costs if cost.price is not None and cost.price.card})),
        conversations_opened=len([verdict for verdict in verdicts if verdict.opens]),
        total=total,
        unpriced=unpriced,
        currency=timeline.currency,
        closing=closing,
        free_used=free_used,
    )


def _eras(verdicts: list[Verdict], dates: Calendar) -> tuple[str, ...]:
    if isinstance(dates, Fixed):
        return (dates.rules.era,)
    return tuple(dict.fromkeys([verdict.era for verdict in verdicts]))


def _sum(costs: list[Verdict]) -> tuple[Decimal | None, int]:
    """Return the total of what is charged, `None` while any of it is unknown, and how many charges have no price."""
    charges = [cost.price for cost in costs if cost.charged]
    prices = [price.amount for price in charges if isinstance(price, Price)]
    unpriced = len(charges) - len(prices)
    return None if unpriced or len(charges) < len(costs) else sum(prices, NOTHING), unpriced
