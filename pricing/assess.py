"""Folds a timeline through the rules of each date: what every event does, what it costs, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pricing.calendars import Calendar, Fixed, calendar
from pricing.checks import checked
from pricing.clocks import zone
from pricing.markets import country_of
from pricing.opening import begin, close
from pricing.outcomes import Chat, Outcome
from pricing.parameters import Parameters, Ruleset, packaged
from pricing.quotes import Tariff, price
from pricing.ratecards import RateBook
from pricing.step import step
from pricing.types import Assessment, Event, NoPrice, Opening, Price, Timeline, Verdict

NOTHING = Decimal("0.0000")
"""A total before anything is charged, written as the cards write amounts."""


def assess(timeline: Timeline, book: RateBook, ruleset: Ruleset | None = None) -> Assessment:
    """Return what each event of a chat does and costs, in order of time; ties keep their given order (J12).

    Rules and cards are those of `timeline.rules`, or of each event's own day in the account's time zone. Raises
    `InvalidTimeline`, `UnknownEra`, `UnknownTimeZone`, `UnknownCurrency`, `InvalidPhone` and `UnknownCountry`.
    """
    events = checked(timeline)
    chat = Chat(zone=zone(timeline.timezone), country=country_of(timeline.customer), business=timeline.business)
    dates = calendar(ruleset or packaged(), timeline.rules, chat.zone)
    book.card_in_force(date.max, timeline.currency)  # a currency that is none must not wait for the first charge
    tariff = Tariff(book=book, calendar=dates, currency=timeline.currency, customer=timeline.customer)
    order = sorted(range(len(events)), key=lambda index: events[index].at)
    if not order:
        return _assessment([], dates, timeline, timeline.opening, timeline.free_used)
    state = begin(timeline, events[order[0]], chat)
    verdicts = []
    for index in order:
        event = events[index]
        rules = dates.at(event.at)
        state, outcome = step(state, event, chat, rules)
        cost = None
        if outcome.priced_as is not None:
            state, cost = price(state, event, outcome.priced_as, chat, rules, tariff)
        verdicts.append(_verdict(index, timeline.events[index], outcome, cost, rules))
    return _assessment(verdicts, dates, timeline, *close(state, event.at, chat))


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
    eras = (dates.rules.era,) if isinstance(dates, Fixed) else tuple(dict.fromkeys(one.era for one in verdicts))
    total, unpriced = _sum(verdicts)
    cards = {one.price.card for one in verdicts if one.price is not None and one.price.card is not None}
    return Assessment(
        verdicts=tuple(verdicts),
        eras=eras,
        rate_cards=tuple(sorted(cards)),
        conversations_opened=sum(one.opens for one in verdicts),
        total=total,
        unpriced=unpriced,
        currency=timeline.currency,
        closing=closing,
        free_used=free_used,
    )


def _sum(verdicts: list[Verdict]) -> tuple[Decimal | None, int]:
    """Return the total of what is charged, `None` while any of it is unknown, and how many charges have no price."""
    total, unpriced, unsure = NOTHING, 0, False
    for verdict in verdicts:
        if verdict.charged is None:
            unsure = True
        elif verdict.charged and isinstance(verdict.price, Price):
            total += verdict.price.amount
        elif verdict.charged:
            unpriced += 1
    return None if unsure or unpriced else total, unpriced
