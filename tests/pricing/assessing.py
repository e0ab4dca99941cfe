"""What the tests of the fold share: a chat with a customer in Spain, and the messages of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from pricing.assess import assess
from pricing.ratecards import RateBook
from pricing.types import (
    Assessment,
    Category,
    Customer,
    EntryPoint,
    Event,
    EventType,
    Timeline,
)

BOOK = RateBook.packaged()
START = datetime(2024, 3, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SPAIN = Customer(country="ES")
AD = Event(at=START, type=EventType.INBOUND, entry_point=EntryPoint.CTWA_AD)


def template(hours: float, category: Category = Category.UTILITY, start: datetime = START) -> Event:
    """A delivered template so many hours after the start."""
    return Event(at=start + hours * HOUR, type=EventType.TEMPLATE, category=category)


def freeform(hours: float, start: datetime = START) -> Event:
    """Delivered free-form so many hours after the start."""
    return Event(at=start + hours * HOUR, type=EventType.FREEFORM)


def assessed(*events: Event, **fields: Any) -> Assessment:
    """Assess a chat with a customer in Spain, under the rules of 2023-06 unless told otherwise."""
    return assess(Timeline(**{"events": events, "rules": "2023-06", "customer": SPAIN, **fields}), BOOK)
