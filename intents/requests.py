"""What somebody wants to know, typed and free of language: the only thing that understanding hands to pricing.

Instants are aware. Categories and events are those of `pricing.types`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from pricing.types import Category, Device, EntryPoint, EventType, Status


class When(Struct, frozen=True, kw_only=True):
    """Under which rules: an era by name, a day, or today; nothing said means the default era."""

    era: str | None = None
    day: date | None = None
    today: bool = False
    month_only: bool = False
    """Only a month or a year was named; `day` is then the last day of it that has rules."""


class Message(Struct, frozen=True, kw_only=True):
    """One message of a story as it was understood."""

    at: datetime
    timed: bool
    """Whether the time was said (else it was put in order after the one before)."""
    type: EventType
    category: Category | None = None
    evident: bool = False
    """The category follows from what is sent (`una promo`), nobody named it."""
    entry_point: EntryPoint | None = None
    device: Device = Device.ANDROID
    status: Status = Status.DELIVERED
    words: str = ""
    """The part of the text it was read from."""


class Standing(Struct, frozen=True, kw_only=True):
    """A conversation that is said to be open already; `category` `None` with `entry_point` is a free entry point's."""

    category: Category | None
    opened_at: datetime | None = None
    free_entry_point: bool = False


class Situation(Struct, frozen=True, kw_only=True):
    """What is said to hold before the first message."""

    open: tuple[Standing, ...] = ()
    window_open: bool | None = None
    free_used: int | None = None


class Request(Struct, frozen=True, kw_only=True, tag=True):
    """What all requests share. Written out, each carries the name of its class, so that it can be read back."""

    intent: str
    """Full name in the catalog, for instance `rate.lookup`."""
    language: str
    when: When = When()
    currency: str | None = None
    country: str | None = None
    """ISO 3166 alpha-2."""
    phone: str | None = None
    """E.164, if the customer's number was written out."""
    ticket: str | None = None

    @property
    def kind(self) -> str:
        """`scenario`, `rate` … as in the machine contract."""
        return self.intent.partition(".")[0]


class ScenarioRequest(Request, frozen=True, kw_only=True):
    """Does it open, which category, what is charged: a story of one or several messages."""

    messages: tuple[Message, ...]
    asked: int | None = None
    """Which message the question is about; `None` is all of them."""
    copies: int = 1
    """To how many customers the same goes."""
    situation: Situation = Situation()
    compare_eras: bool = False
    """The same story under the rules of every era is wanted as well."""
    topic: str | None = None


class CategoryRequest(Request, frozen=True, kw_only=True):
    """Which category a message is."""

    category: Category | None
    """`None` where it is contested or cannot be told."""
    reason: str
    """Code of the reason in Meta's terms; wording in the catalogs."""
    contested: tuple[Category, ...] = ()
    wording: str = ""
    """The message or description that was judged."""


class RateItem(Struct, frozen=True, kw_only=True):
    """One price asked for; what is missing is `None`."""

    country: str | None = None
    category: Category | None = None


class RateRequest(Request, frozen=True, kw_only=True):
    """A price, a country's whole line, or a comparison of countries, categories or dates."""

    items: tuple[RateItem, ...] = ()
    dates: tuple[When, ...] = ()
    """Two or more where dates are compared."""
    topic: str | None = None


class Volume(Struct, frozen=True, kw_only=True):
    """How many of what; a range has both ends, a single figure has them equal."""

    country: str | None = None
    category: Category | None = None
    low: Decimal
    high: Decimal
    approximate: bool = False
    free_entry_point: bool = False
    """They come in through an ad or a page button and are answered in time (rules C15 to C20)."""
    per_conversation: int = 1
    """As many of them go to one customer within a day: under per-conversation rules they are one (rule C4)."""


class EstimateRequest(Request, frozen=True, kw_only=True):
    """A bill for volumes, or the volume that a budget buys."""

    volumes: tuple[Volume, ...] = ()
    budget: Decimal | None = None
    category: Category | None = None
    """What a budget is to be spent on."""
    free_used: int = 0
    accounts: int = 1
    """WhatsApp Business Accounts: each has its own free tier (C12)."""
    numbers: int = 1
    """Phone numbers: since 2026-10-01 the free tier is each number's (N2)."""
    assumptions: tuple[str, ...] = ()
    """Codes of what was assumed (`month_of_30_days` …)."""
    compare_eras: bool = False
    topic: str | None = None


class RuleRequest(Request, frozen=True, kw_only=True):
    """How something works."""

    topic: str


class TalkRequest(Request, frozen=True, kw_only=True):
    """A greeting, thanks, a question about the bot, or something out of scope."""

    topic: str


class UnknownRequest(Request, frozen=True, kw_only=True):
    """Not understood: nothing is priced."""

    topic: str = "not_understood"


AnyRequest = (
    ScenarioRequest | CategoryRequest | RateRequest | EstimateRequest | RuleRequest | TalkRequest | UnknownRequest
)
"""What a written-out request is read back as."""
