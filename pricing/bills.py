"""What an estimate takes and gives: volumes of a month, and the bill for them.

A volume that is not known exactly has two ends; every figure that follows from it has two ends as well, equal where
the volume is exact and nothing else leaves room.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from pricing.ratecards import RateBook
from pricing.types import Category, Customer, FreeReason, NoPrice, Price


class Volume(Struct, frozen=True, kw_only=True):
    """How many conversations or messages of a category go to the customers of one country in a month."""

    customer: Customer = Customer()
    category: Category
    low: Decimal
    high: Decimal
    free_entry_point: bool = False
    """Every one comes in through a free entry point and is answered in time (rules C15 to C20, P7)."""


class Terms(Struct, frozen=True, kw_only=True):
    """What a bill is worked out with, besides its volumes."""

    day: date
    """The rules and the card of this day hold."""
    currency: str
    book: RateBook
    free_used: int = 0
    """Free units already used in the month, over all accounts or numbers."""
    accounts: int = 1
    """WhatsApp Business Accounts: each had a free allowance of its own (rule C12)."""
    numbers: int = 1
    """Business phone numbers: since 2026-10-01 each has one (rule N2)."""
    served_by_partner: bool | None = None
    """Whether a partner serves the account; it mattered in the spring of 2023 (rule V4)."""


class BillItem(Struct, frozen=True, kw_only=True):
    """One volume of a bill, in the order they were given."""

    country: str | None
    market: str | None
    category: Category
    """As it is charged under the rules: before 2023-06-01 by who begins the conversation."""
    price: Price | NoPrice
    """The list price; volume tiers show in the total alone."""
    low: Decimal
    high: Decimal
    billable_low: Decimal
    billable_high: Decimal
    """What is left after the free ones. Where volumes share an allowance, it depends on which come first."""
    total_low: Decimal | None
    total_high: Decimal | None
    """`None` where something is billable and has no price."""
    free_reason: FreeReason | None = None
    """Why nothing of it is charged, if nothing is."""


class Bill(Struct, frozen=True, kw_only=True):
    """A month's bill. Its totals are exact ends: not the sums of the items' ends where those share an allowance."""

    items: tuple[BillItem, ...]
    day: date
    """The day whose rules and card hold."""
    card: date | None
    currency: str
    billable_low: Decimal
    billable_high: Decimal
    total_low: Decimal | None
    total_high: Decimal | None
    """`None` while any item has none."""
    unpriced: int
    """How many items have billable units and no price."""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """What the figures rest on: `utility_outside_window`, `us_territory_delivered`, `served_by_partner_assumed`."""


class EraBill(Struct, frozen=True, kw_only=True):
    """The bill for the same volumes under the rules and the card that an era stands for."""

    era: str
    bill: Bill
