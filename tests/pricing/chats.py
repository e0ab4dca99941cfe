"""Chats that Hypothesis makes up: a few days of messages, dense enough for windows to meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from pricing.assess import assess
from pricing.parameters import eras
from pricing.ratecards import RateBook
from pricing.types import (
    TEMPLATE_CATEGORIES,
    Assessment,
    Customer,
    Device,
    EntryPoint,
    Event,
    EventType,
    Status,
    Timeline,
    Verdict,
)

BOOK = RateBook.packaged()
ERAS = tuple(era.name for era in eras())
PER_CONVERSATION, PER_MESSAGE = ERAS[:4], ERAS[4:]
MONDAY = datetime(2024, 3, 4, tzinfo=UTC)
CUSTOMERS = (Customer(country="ES"), Customer(country="MX"), Customer(phone="+12125672345"))

# gaps near the lengths that matter are as likely as any others
GAPS = st.one_of(
    st.integers(0, 100_000),
    st.sampled_from([hours * 3600 + off for hours in (0, 1, 23, 24, 48, 72) for off in (0, 1, 59)]),
)


_DELIVERED, _FAILED = Status
_BUSINESS = [
    *(Event(at=MONDAY, type=EventType.TEMPLATE, category=category) for category in TEMPLATE_CATEGORIES for _ in "ab"),
    *(Event(at=MONDAY, type=EventType.FREEFORM) for _ in "abc"),
]
KINDS = [
    *(Event(at=MONDAY, type=EventType.INBOUND) for _ in "abc"),
    *(
        Event(at=MONDAY, type=EventType.INBOUND, entry_point=entry, device=device)
        for entry in EntryPoint
        for device in Device
    ),
    *_BUSINESS,
    *(replace(event, status=_FAILED) for event in _BUSINESS[::2]),
    Event(at=MONDAY, type=EventType.REACTION),
    Event(at=MONDAY, type=EventType.CALL),
]
"""What can happen next; what is common stands there more than once."""


@st.composite
def events(draw: st.DrawFn, *, start: datetime = MONDAY, distinct: bool = False) -> tuple[Event, ...]:
    """Events in order of time, each a while after the one before."""
    at, made = start, []
    for gap, kind in draw(st.lists(st.tuples(GAPS, st.sampled_from(KINDS)), min_size=1, max_size=12)):
        at += timedelta(seconds=gap + distinct)
        made.append(replace(kind, at=at))
    return tuple(made)


@st.composite
def timelines(draw: st.DrawFn, *, rules: tuple[str, ...] = ERAS, distinct: bool = False) -> Timeline:
    """A chat under the rules of one era."""
    return Timeline(
        events=draw(events(distinct=distinct)),
        rules=draw(st.sampled_from(rules)),
        customer=draw(st.sampled_from(CUSTOMERS)),
        free_used=draw(st.sampled_from([0, 997, 999, 1000])),
    )


CHANGES = (
    datetime(2023, 3, 1, tzinfo=UTC),
    datetime(2023, 6, 1, tzinfo=UTC),
    datetime(2024, 11, 1, tzinfo=UTC),
    datetime(2025, 4, 1, tzinfo=UTC),
    datetime(2025, 7, 1, tzinfo=UTC),
    datetime(2026, 10, 1, tzinfo=UTC),
)


@st.composite
def straddling(draw: st.DrawFn) -> Timeline:
    """A chat by its own dates, around a change of rules."""
    start = draw(st.sampled_from(CHANGES)) - timedelta(hours=draw(st.integers(0, 100)))
    return Timeline(
        events=draw(events(start=start)),
        timezone=draw(st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Mexico_City"])),
        customer=draw(st.sampled_from(CUSTOMERS)),
        free_used=draw(st.sampled_from([0, 999])),
    )


def assessed(timeline: Timeline) -> Assessment:
    """Assess by the packaged cards and rules."""
    return assess(timeline, BOOK)


def essence(verdict: Verdict) -> tuple[object, ...]:
    """Return what a verdict decides, without the names of place and conversation."""
    return (
        verdict.type,
        verdict.category,
        verdict.opens,
        verdict.charged,
        verdict.free_reason,
        verdict.sendable,
        verdict.price,
        verdict.rules,
        verdict.flags,
    )
