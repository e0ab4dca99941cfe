"""What was found out about a request: typed, language-free, and all that a reply, a page or a channel ever shows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from intents.recognizer import Recognition
from intents.requests import Request
from pricing.types import Assessment, Category, FreeReason, NoPrice, Price


class Summary(Struct, frozen=True, kw_only=True):
    """The verdict about the message that was asked about; field by field the `verdict` of the machine contract."""

    opens: bool | None = None
    category: Category | None = None
    charged: bool | None = None
    free_reason: FreeReason | None = None
    sendable: bool | None = None
    price: Price | NoPrice | None = None
    """Where amount, currency and market come from."""
    currency: str = "USD"
    country: str | None = None
    market: str | None = None
    quantity: Decimal | None = None
    billable_quantity: Decimal | None = None
    total: Decimal | None = None


class Item(Struct, frozen=True, kw_only=True):
    """One part of a price list, a comparison or a bill. A range has two ends; a single figure has them equal."""

    country: str | None
    market: str | None
    category: Category | None
    """`None` for what comes through a free entry point: its price is not stated then."""
    price: Price | NoPrice
    low: Decimal | None = None
    high: Decimal | None = None
    """How many were asked about."""
    billable_low: Decimal | None = None
    billable_high: Decimal | None = None
    """How many are left after the free ones."""
    total_low: Decimal | None = None
    total_high: Decimal | None = None
    era: str | None = None
    """Set where dates are compared."""
    cheapest: bool = False


class EraLine(Struct, frozen=True, kw_only=True):
    """One line of a comparison over time: the same scenario or volumes under one era's rules and last card."""

    era: str
    card: date | None
    opens: int
    """Conversations opened; 0 under per-message rules."""
    charged: Decimal
    """How many conversations or messages are charged."""
    total: Decimal | None
    difference: Decimal | None
    """Total less the total of the line before."""


class Finding(Struct, frozen=True, kw_only=True):
    """Everything an answer says, before it is put into words."""

    request: Request
    recognition: Recognition
    era: str
    rate_card: date | None = None
    asked_at: datetime
    timezone: str
    summary: Summary = Summary()
    items: tuple[Item, ...] = ()
    assessment: Assessment | None = None
    """For a scenario: one verdict a message; `messages` of the request have the same positions."""
    asked: int | None = None
    conversations_opened: int | None = None
    needs: tuple[str, ...] = ()
    """`country`, `category`, `quantity`, `when`: asked back, in order of importance."""
    topic: str | None = None
    rules: tuple[str, ...] = ()
    today: Finding | None = None
    """The same under the rules of the day of asking, where that differs."""
    assumptions: tuple[str, ...] = ()
    """Codes; wording in the catalogs."""
    comparison: tuple[EraLine, ...] = ()
    budget_buys: Decimal | None = None
    """How many a budget pays for."""
    handoff: str | None = None
    """Where an out-of-scope question is pointed to."""
    error: str | None = None
    """Code of an error that ended the question; wording in the catalogs."""
