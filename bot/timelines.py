"""From a line to a timeline that can be assessed, and from the assessment to the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.wire import CustomerIn, EventIn, EventOut, TimelineIn, TimelineOut
from pricing.clocks import zone
from pricing.errors import InvalidTimeline
from pricing.types import Assessment, Customer, Device, Event, Price, Timeline, Verdict

_ANDROID = Device.ANDROID
_REPORTED = "free_entry_point_expires_at"


class Defaults(Struct, frozen=True, kw_only=True):
    """What a line that does not say is priced by; without `rules`, each event by its own date."""

    rules: str | None = None
    currency: str = "USD"
    timezone: str = "UTC"


def timeline_of(line: TimelineIn, defaults: Defaults) -> Timeline:
    """Return what a line says as pricing knows it. Raises `InvalidTimeline` for an instant that is none."""
    return Timeline(
        events=tuple([_event(event, index) for index, event in enumerate(line.events)]),
        rules=defaults.rules if line.rules is None else line.rules,
        currency=defaults.currency if line.currency is None else line.currency,
        timezone=defaults.timezone if line.timezone is None else line.timezone,
        customer=_customer(line.customer),
        free_used=line.free_used,
        volumes_used=line.volumes_used,
        business=line.business,
    )


def _event(event: EventIn, index: int) -> Event:
    reported = event.free_entry_point_expires_at
    return Event(
        at=_instant(event.at, index, "at"),
        type=event.type,
        category=event.category,
        entry_point=event.entry_point,
        device=event.device or _ANDROID,
        status=event.status,
        free_entry_point_expires_at=None if reported is None else _instant(reported, index, _REPORTED),
    )


def _instant(text: str, index: int, field: str) -> datetime:
    """Return an instant, in UTC if it has an offset: comparing is ten times as fast there."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidTimeline("invalid_instant", field=f"events[{index}].{field}") from None
    if "T" not in text and " " not in text:  # fromisoformat takes any sign there
        raise InvalidTimeline("invalid_instant", field=f"events[{index}].{field}")
    try:
        return instant if instant.tzinfo is None else instant.astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar: pricing refuses those years
        return instant


def _customer(customer: str | CustomerIn | None) -> Customer:
    if isinstance(customer, str):
        return Customer(phone=customer)
    return Customer() if customer is None else Customer(country=customer.country)


def answer_of(line: TimelineIn, timeline: Timeline, assessment: Assessment) -> TimelineOut:
    """Return the answer to a line; ends of conversations are told in the account's time zone."""
    account = zone(timeline.timezone)
    eras = assessment.eras
    return TimelineOut(
        line.id,
        eras[0] if len(eras) == 1 else eras,
        assessment.rate_cards,
        [_told(verdict, line.events[verdict.index].at, account) for verdict in assessment.verdicts],
        assessment.conversations_opened,
        assessment.total,
        assessment.currency,
        assessment.unpriced,
    )


def _told(verdict: Verdict, at: str, account: ZoneInfo) -> EventOut:
    price = verdict.price
    return EventOut(
        verdict.index,
        at,
        verdict.type,
        verdict.category,
        verdict.opens,
        verdict.charged,
        verdict.free_reason,
        verdict.sendable,
        verdict.conversation,
        None if verdict.expires_at is None else verdict.expires_at.astimezone(account),
        price.amount if verdict.charged and isinstance(price, Price) else None,
        verdict.rules,
        verdict.flags,
    )
