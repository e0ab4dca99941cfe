"""Prices looked up: one, a country's whole line, or several side by side."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.answering.desk import Desk, Point
from bot.findings import Finding, Item, Summary
from intents.recognizer import Recognition
from intents.requests import RateItem, RateRequest
from pricing.markets import country_of, market_of
from pricing.types import Category, Customer, Price

_ABOUT_RATES = ("rate.currency", "rate.rate_by_customer_country")
"""Questions about how prices are made: they hold in every country."""
_LINE = (Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION, Category.SERVICE)


def rates(request: RateRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Look up what was asked for; what is missing is asked back."""
    meant = tuple(replace(item, category=point.category(item.category)) for item in request.items)
    request = replace(request, items=meant)
    items = _items(request, desk, point)
    single = items[0] if len(items) == 1 else None
    return Finding(
        request=request,
        recognition=recognition,
        era=point.era,
        rate_card=desk.book.card_in_force(point.day, desk.currency_of(request)),
        asked_at=desk.now,
        timezone=desk.timezone,
        summary=_summary(request, desk, items, single),
        items=items,
        needs=_needs(request) if not items and request.intent not in _ABOUT_RATES else (),
        topic=request.topic,
        rules=_rules(items, point),
        assumptions=_notes(request, items, point),
    )


def _rules(items: tuple[Item, ...], point: Point) -> tuple[str, ...]:
    looked_up = ("A10", "C22") if point.parameters.charged_unit == "conversation" else ("A10", "P1")
    return ("Q2", *looked_up) if _undelivered(items, point) else looked_up


def _notes(request: RateRequest, items: tuple[Item, ...], point: Point) -> tuple[str, ...]:
    assumed = ("default_era",) if point.assumed and not request.dates else ()
    return (*assumed, "us_marketing_not_delivered") if _undelivered(items, point) else assumed


def _undelivered(items: tuple[Item, ...], point: Point) -> bool:
    """Whether a price stands on the card of something that is not delivered any more (Q2)."""
    blocked = point.parameters.marketing_not_delivered_to
    return any(item.category is Category.MARKETING and item.country in blocked for item in items)


def _needs(request: RateRequest) -> tuple[str, ...]:
    countries = any(item.country for item in request.items) or bool(request.country) or bool(request.phone)
    categories = any(item.category for item in request.items)
    missing = (("country", countries), ("category", categories))
    return tuple(name for name, there in missing if not there)


def _items(request: RateRequest, desk: Desk, point: Point) -> tuple[Item, ...]:
    points = [desk.point(when) for when in request.dates] if len(request.dates) > 1 else [point]
    several = len(points) > 1
    found = [
        _item(country, request.phone, category, desk, at, request, dated=several)
        for wanted in request.items
        for country, category in _spelled_out(wanted, request)
        for at in points
    ]
    return _cheapest_marked(tuple(found))


def _spelled_out(wanted: RateItem, request: RateRequest) -> list[tuple[str | None, Category]]:
    """A country without a category is its whole line; without a country nothing has a price."""
    country = wanted.country or request.country
    if country is None and request.phone is None:
        return []
    return [(country, category) for category in ((wanted.category,) if wanted.category else _LINE)]


def _item(
    country: str | None,
    phone: str | None,
    category: Category,
    desk: Desk,
    point: Point,
    request: RateRequest,
    *,
    dated: bool,
) -> Item:
    customer = Customer(phone=None if country else phone, country=country)
    market = market_of(customer, point.day)
    price = desk.book.quote(market, category, desk.currency_of(request), point.day)
    return Item(
        country=country_of(customer),
        market=market,
        category=category,
        price=price,
        low=Decimal(1),
        high=Decimal(1),
        era=point.era if dated else None,
    )


def _cheapest_marked(items: tuple[Item, ...]) -> tuple[Item, ...]:
    priced = [item.price.amount for item in items if isinstance(item.price, Price)]
    if len(items) < 2 or len(priced) < len(items) or len({item.category for item in items}) > 1:
        return items
    return tuple(
        replace(item, cheapest=isinstance(item.price, Price) and item.price.amount == min(priced)) for item in items
    )


def _summary(request: RateRequest, desk: Desk, items: tuple[Item, ...], single: Item | None) -> Summary:
    shared = single or (items[0] if items else None)
    countries = {item.country for item in items}
    categories = (
        {item.category for item in items} if request.items and all(i.category for i in request.items) else set()
    )
    wanted = next((item.category for item in request.items), None)
    return Summary(
        category=next(iter(categories)) if len(categories) == 1 else wanted if not items else None,
        price=single.price if single else None,
        currency=desk.currency_of(request),
        country=shared.country if shared and len(countries) == 1 else request.country if not items else None,
        market=shared.market if shared and len({item.market for item in items}) == 1 else None,
    )
