"""Timelines and verdicts as the machine contract writes them: one JSON object a line, fields in its order.

What comes in is decoded strictly, an unknown field is refused: a misspelt `status` must not change a price in silence.
Of a field that is given twice the last one counts, as with other readers of JSON.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from pricing.types import (
    Business,
    Category,
    Device,
    EntryPoint,
    EventType,
    FreeReason,
    InternationalStart,
    Status,
    VolumeUsed,
)

LONGEST_ID = 200

Identifier = Annotated[str, Meta(max_length=LONGEST_ID)] | int | None
"""What a line is called by: a string, a number, or nothing. It goes out as it came."""
Count = Annotated[int, Meta(ge=0)]


class EventIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event as it comes in; `at` stays text, since it goes out as it came."""

    at: str
    type: EventType
    category: Category | None = None
    entry_point: EntryPoint | None = None
    device: Device | None = None
    status: Status = Status.DELIVERED
    free_entry_point_expires_at: str | None = None


class CustomerIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A customer of whom at most the country is known."""

    country: str | None


class InternationalStartIn(InternationalStart, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when on a country has the international rate for this business."""


class BusinessIn(Business, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What matters of the sender."""

    authentication_international: tuple[InternationalStartIn, ...] = ()


class VolumeUsedIn(VolumeUsed, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Messages of the month that already count towards a volume tier."""

    units: Count


class TimelineIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line. `null` is the same as leaving a field out, but for `free_used`, where it means unknown."""

    events: tuple[EventIn, ...]
    id: Identifier = None
    rules: str | None = None
    currency: str | None = None
    timezone: str | None = None
    customer: str | CustomerIn | None = None
    free_used: Count | None = 0
    volumes_used: tuple[VolumeUsedIn, ...] = ()
    business: BusinessIn = BusinessIn()


class EventOut(Struct, frozen=True):
    """What one event does; `rules` are the ids that decided it, `flags` the judgement calls it rests on."""

    index: int
    at: str
    type: EventType
    category: Category | None
    opens: bool
    charged: bool | None
    free_reason: FreeReason | None
    sendable: bool
    conversation: int | None
    expires_at: datetime | None
    amount: Decimal | None
    rules: tuple[str, ...]
    flags: tuple[str, ...]


class TimelineOut(Struct, frozen=True):
    """The answer to one line."""

    id: str | int | None
    era: str | tuple[str, ...]
    rate_cards: tuple[date, ...]
    events: list[EventOut]
    conversations_opened: int
    total: Decimal | None
    currency: str
    unpriced: int


class Complaint(Struct, frozen=True):
    """What is wrong with a line: a code, the field, and words for it."""

    code: str
    field: str | None
    message: str


class ErrorOut(Struct, frozen=True):
    """The answer to a line that is no timeline."""

    id: str | int | None
    error: Complaint


decode = msgspec.json.Decoder(TimelineIn).decode
encode = msgspec.json.Encoder().encode
