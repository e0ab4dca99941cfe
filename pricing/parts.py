"""What the rules of a day say of one volume of a bill: its category, market and price, and whether it is charged."""

from __future__ import annotations

from msgspec import Struct

from pricing.bills import Terms, Volume
from pricing.errors import InvalidVolume
from pricing.markets import country_of, market_of
from pricing.parameters import Parameters
from pricing.tiers import Ladder
from pricing.types import Category, FreeReason, NoPrice, Price

_BY_INITIATOR = {
    Category.SERVICE: Category.USER_INITIATED,
    Category.USER_INITIATED: Category.USER_INITIATED,
}
"""Before 2023-06-01 whoever wrote first decided (rule V3); only the business begins with a template."""
_MARKETING = (Category.MARKETING, Category.MARKETING_LITE)


class Part(Struct, frozen=True, kw_only=True):
    """One volume of a bill and what holds for it."""

    volume: Volume
    category: Category
    country: str | None
    market: str | None
    price: Price | NoPrice
    ladder: Ladder | None = None
    free_reason: FreeReason | None = None
    """Why none of it is charged, whatever the number."""
    has_allowance: bool = False
    """Whether the month's free units are for it."""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def part_of(volume: Volume, terms: Terms, rules: Parameters) -> Part:
    """Return what holds for a volume. Raises `InvalidVolume`, and what markets and cards raise."""
    if not (volume.low.is_finite() and volume.high.is_finite() and 0 <= volume.low <= volume.high):
        raise InvalidVolume(f"{volume.low} to {volume.high}", field="volumes")
    category = _category(volume.category, rules)
    country, market = country_of(volume.customer), market_of(volume.customer, terms.day)
    reason, cited = _free(volume, category, country, rules)
    covered = reason is None and rules.free_units > 0 and category in rules.free_categories(terms.served_by_partner)
    return Part(
        volume=volume,
        category=category,
        country=country,
        market=market,
        price=_price(market, category, terms, rules),
        ladder=_ladder(market, category, terms, rules),
        free_reason=reason,
        has_allowance=covered,
        rules=cited if volume.free_entry_point else _rules(cited, category, rules, covered=covered),
        flags=_flags(category, country, terms, rules),
    )


def _category(category: Category, rules: Parameters) -> Category:
    if rules.conversation_category == "initiator":
        return _BY_INITIATOR.get(category, Category.BUSINESS_INITIATED)
    return category


def _free(
    volume: Volume, category: Category, country: str | None, rules: Parameters
) -> tuple[FreeReason | None, tuple[str, ...]]:
    """Return why a volume costs nothing however large it is, with the rules that say so."""
    if volume.free_entry_point:
        return FreeReason.FREE_ENTRY_POINT, rules.cites.free_entry_point_volume
    if category is Category.SERVICE and rules.service_is_free:
        messages = rules.charged_unit == "message"
        reason = FreeReason.CUSTOMER_SERVICE_WINDOW if messages else FreeReason.SERVICE_FREE
        return reason, rules.rules["service_is_free"]
    if category in _MARKETING and country in rules.marketing_not_delivered_to:
        return FreeReason.NOT_DELIVERED, rules.rules["marketing_not_delivered_to"]
    return None, ()


def _price(market: str | None, category: Category, terms: Terms, rules: Parameters) -> Price | NoPrice:
    """Return the list price; a card that leaves service out has it at the rate that the rules name (rule N1)."""
    price = terms.book.quote(market, category, terms.currency, terms.day)
    if category is Category.SERVICE and isinstance(price, NoPrice) and price.reason == "blank_cell":
        named = terms.book.quote(market, rules.service_priced_as, terms.currency, terms.day)
        return named if isinstance(named, Price) else price
    return price


def _ladder(market: str | None, category: Category, terms: Terms, rules: Parameters) -> Ladder | None:
    if market is None or category not in rules.volume_tiers:
        return None
    return terms.book.ladder(market, category, terms.currency, terms.day)


def _rules(cited: tuple[str, ...], category: Category, rules: Parameters, *, covered: bool) -> tuple[str, ...]:
    return (*cited, *(rules.rules["free_units"] if covered else ()), *_cited(category, rules))


def _cited(category: Category, rules: Parameters) -> tuple[str, ...]:
    """Return the rules by which a unit of the category is charged."""
    cites = rules.cites
    if rules.charged_unit == "conversation":
        customer_first = category in (Category.SERVICE, Category.USER_INITIATED)
        return cites.freeform_opens if customer_first else cites.template_opens
    if category is Category.SERVICE:
        return cites.service
    if category is Category.UTILITY:
        return cites.utility
    return cites.marketing if category in _MARKETING else cites.authentication


def _flags(category: Category, country: str | None, terms: Terms, rules: Parameters) -> tuple[str, ...]:
    served_matters = (category in rules.free_categories_served) != (category in rules.free_categories_direct)
    held = {
        "utility_outside_window": category is Category.UTILITY and rules.utility_free_in_window,
        "us_territory_delivered": category in _MARKETING and country in rules.marketing_delivery_doubtful_to,
        "served_by_partner_assumed": terms.served_by_partner is None and served_matters,
    }
    return tuple(flag for flag, holds in held.items() if holds)
