"""The words of pricing as types: frozen, typed and free of language.

Instants are aware `datetime`s. Money is `Decimal` in the currency named beside it. Unknown is `None`, never zero.
Category, conversation, customer service window, free entry point, market and rate card mean what Meta means by them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Category(StrEnum):
    """What a conversation or a message is priced as (rules C1, V3, C23, J10)."""

    MARKETING = "marketing"
    UTILITY = "utility"
    AUTHENTICATION = "authentication"
    SERVICE = "service"
    AUTHENTICATION_INTERNATIONAL = "authentication_international"
    MARKETING_LITE = "marketing_lite"
    USER_INITIATED = "user_initiated"
    BUSINESS_INITIATED = "business_initiated"


TEMPLATE_CATEGORIES = (Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION)
"""The categories that a template can be approved in."""


class EventType(StrEnum):
    """What happened in the chat. `INBOUND` and `CALL` come from the customer, the rest from the business."""

    INBOUND = "inbound"
    FREEFORM = "freeform"
    TEMPLATE = "template"
    REACTION = "reaction"
    CALL = "call"


class EntryPoint(StrEnum):
    """How the customer's message came about, where that can make the answer free (rule C15)."""

    CTWA_AD = "ctwa_ad"
    PAGE_CTA = "page_cta"


class Device(StrEnum):
    """Where the customer wrote from; only phones arm a free entry point (rule C15)."""

    ANDROID = "android"
    IOS = "ios"
    WEB = "web"


class Status(StrEnum):
    """What became of a business message; only a delivered one counts (rule A1)."""

    DELIVERED = "delivered"
    FAILED = "failed"


class FreeReason(StrEnum):
    """Why nothing is charged for an event."""

    SAME_CATEGORY_OPEN = "same_category_open"
    ANY_OPEN = "any_open"
    FREE_TIER = "free_tier"
    FREE_ENTRY_POINT = "free_entry_point"
    SERVICE_FREE = "service_free"
    CUSTOMER_SERVICE_WINDOW = "customer_service_window"
    REACTION = "reaction"
    INBOUND = "inbound"
    NOT_DELIVERED = "not_delivered"
    NOT_SENDABLE = "not_sendable"


class Event(Struct, frozen=True, kw_only=True):
    """One thing that happened in a chat; `at` is the delivery instant of a business message (rule J3)."""

    at: datetime
    type: EventType
    category: Category | None = None
    entry_point: EntryPoint | None = None
    device: Device = Device.ANDROID
    status: Status = Status.DELIVERED
    free_entry_point_expires_at: datetime | None = None
    """The end of the free entry point window as a webhook reported it, preferred to any computed one (J4)."""


class Customer(Struct, frozen=True, kw_only=True):
    """Who is written to: an E.164 number, or an ISO country, or neither (then nothing has a price)."""

    phone: str | None = None
    country: str | None = None


class InternationalStart(Struct, frozen=True, kw_only=True):
    """From when on authentication to a country's customers has the international rate for this business (C24)."""

    country: str
    start: datetime


class Business(Struct, frozen=True, kw_only=True):
    """What pricing must know of the sender: home country and eligibility for authentication-international (C24)."""

    country: str | None = None
    """Primary business location; `None` where it is not verified."""
    authentication_international: tuple[InternationalStart, ...] = ()
    served_by_partner: bool | None = None
    """Whether the account reaches Meta through a partner (V4); `None` where nobody said."""


class OpenConversation(Struct, frozen=True, kw_only=True):
    """A conversation that is open when a timeline begins; `category` `None` is a free entry point's."""

    category: Category | None
    ends_at: datetime
    id: int | None = None
    """Name that verdicts give it; `None` takes the next free number."""
    uncertain_until: datetime | None = None
    """A free entry point may last until then, nobody can tell without Meta's webhook (J4)."""
    entry_point: EntryPoint | None = None
    """What a free entry point was entered through, if known."""


class VolumeUsed(Struct, frozen=True, kw_only=True):
    """Charged messages of a month that count towards a volume tier (P9, P11)."""

    market: str
    category: Category
    """Authentication stands for authentication-international too: they share one count (P14)."""
    units: int


class Usage(Struct, frozen=True, kw_only=True):
    """What has been used of a month's free allowance and volume tiers."""

    month: date
    """First day of the month, in the account's calendar."""
    free_units: int | None = 0
    """`None` where nobody said."""
    volumes: tuple[VolumeUsed, ...] = ()


class Opening(Struct, frozen=True, kw_only=True):
    """What holds when a timeline begins, for replays that carry state and for stories that start in the middle."""

    conversations: tuple[OpenConversation, ...] = ()
    window_ends_at: datetime | None = None
    """End of an open customer service window."""
    entry_at: datetime | None = None
    """A qualifying entry that still waits for its answer."""
    entry_point: EntryPoint | None = None
    """What that entry came through, if known."""
    free_entry_point_ends_at: datetime | None = None
    """End of an open free entry point: short for a conversation without category, which wins if both are given."""
    next_conversation: int = 1
    """The number that the next conversation gets as its name."""
    usage: Usage | None = None
    """What the month has used so far; wins over the timeline's `free_used` and `volumes_used`."""


class Timeline(Struct, frozen=True, kw_only=True):
    """One chat of one customer with one business number, in any order; the engine sorts it by `at`."""

    events: tuple[Event, ...]
    rules: str | None = None
    """An era, an ISO date, or `None`: each event by its own date."""
    currency: str = "USD"
    timezone: str = "UTC"
    """Zone of the account: rules, cards and monthly counters switch at its midnight (A9)."""
    customer: Customer = Customer()
    free_used: int | None = 0
    """Free units used in the month of the earliest event before it; `None` where nobody said."""
    volumes_used: tuple[VolumeUsed, ...] = ()
    """Charged messages of that month, before the earliest event, that count towards volume tiers."""
    business: Business = Business()
    opening: Opening = Opening()


class Price(Struct, frozen=True, kw_only=True):
    """A figure that stands in a cell of a rate card, and how well it is attested."""

    amount: Decimal
    currency: str
    market: str
    category: Category
    card: date
    """First day of the rate card."""
    source: str
    """`packaged`, or the file name of a card of the account's own."""
    basis: str
    """`direct`, `carried`, `derived` (see docs/rates.md), or `own`."""
    evidence: str = ""
    tier_from: int | None = None
    """First unit of the volume tier that gave the figure; `None` is the list rate."""


class NoPrice(Struct, frozen=True, kw_only=True):
    """No figure can be given, and why: never a zero, never another date's figure in disguise."""

    reason: str
    """`no_country`, `unknown_country`, `no_card`, `blank_cell` or `currency`."""
    market: str | None = None
    category: Category | None = None
    card: date | None = None
    nearest: Price | None = None
    """The nearest dated cell that is filled, as information only; it carries its own date."""


class Verdict(Struct, frozen=True, kw_only=True):
    """What one event does and costs, and the rules that decided it."""

    index: int
    """Position in the timeline as it was given."""
    at: datetime
    type: EventType
    era: str
    category: Category | None = None
    opens: bool = False
    charged: bool | None = False
    """`None` where it depends on how many free ones are used and nobody said."""
    free_reason: FreeReason | None = None
    sendable: bool = True
    conversation: int | None = None
    expires_at: datetime | None = None
    price: Price | NoPrice | None = None
    """Set where something is charged, or would be; `None` where nothing is."""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """Judgement calls that touched it (`fep_uncertain`, `page_button_unconfirmed` …)."""


class Assessment(Struct, frozen=True, kw_only=True):
    """A timeline, priced. `verdicts` are in order of time."""

    verdicts: tuple[Verdict, ...]
    eras: tuple[str, ...]
    rate_cards: tuple[date, ...]
    conversations_opened: int
    total: Decimal | None
    """Sum of the charged events, or `None` while any of them has no price."""
    unpriced: int
    currency: str
    closing: Opening = Opening()
    """What still holds after the last event: the `opening` of a timeline that goes on."""
    free_used: int | None = 0
    """Free units used in the month of the last event."""
