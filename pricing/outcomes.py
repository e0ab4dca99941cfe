"""What one event does under the rules of its day, before anybody looks up a price."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from pricing.parameters import Parameters
from pricing.types import Business, Category, Event, EventType, FreeReason

# names of our own: looking a member up on its class takes as long as a call, and this runs for every message
_TEMPLATE = EventType.TEMPLATE
_AUTHENTICATION, _LITE, _SERVICE = Category.AUTHENTICATION, Category.MARKETING_LITE, Category.SERVICE


class Chat(Struct, frozen=True, kw_only=True):
    """What does not change while a chat goes on."""

    zone: ZoneInfo
    country: str | None
    """Of the customer, ISO 3166; `None` if unknown."""
    business: Business


class Outcome(Struct, frozen=True, kw_only=True):
    """A verdict without its price; the fields mean what they mean in `Verdict`."""

    category: Category | None = None
    opens: bool = False
    charged: bool | None = False
    free_reason: FreeReason | None = None
    sendable: bool = True
    conversation: int | None = None
    expires_at: datetime | None = None
    priced_as: Category | None = None
    """Whose rate applies if it is charged; `None` where it certainly is not."""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def category_of(event: Event, chat: Chat, rules: Parameters) -> Category:
    """Return the category that a business message counts as on its day (rules A8, C23, C26)."""
    category = event.category
    if event.type is not _TEMPLATE or category is None:
        return _SERVICE
    if category is _AUTHENTICATION and _is_international(event, chat, rules):
        return Category.AUTHENTICATION_INTERNATIONAL
    if category is _LITE and not rules.marketing_lite_apart:
        return Category.MARKETING
    return category


def rate_of(category: Category, rules: Parameters) -> Category:
    """Return whose rate on the card a category pays (rules C26, N1)."""
    if category is _LITE:
        return Category.MARKETING
    return rules.service_priced_as if category is _SERVICE else category


def _is_international(event: Event, chat: Chat, rules: Parameters) -> bool:
    """Tell whether authentication-international applies: see rules C23 and C24.

    The home country pays the domestic rate. A business whose location is not verified has no home country.
    """
    if chat.country not in rules.authentication_international_to or chat.country == chat.business.country:
        return False
    starts = (start for start in chat.business.authentication_international if start.country == chat.country)
    return any(start.start <= event.at for start in starts)
