"""Fills what a text left open with what the recognizer found in it: words that only the console's entities know.

What the text itself says is never changed: with the embedded recognizer, which reads as we do, nothing is ever filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec.structs import replace

from intents.requests import EstimateRequest, RateItem, RateRequest, Request
from pricing.types import Category


def filled(request: Request, slots: Mapping[str, tuple[str, ...]]) -> Request:
    """Return a request with its missing countries and categories filled from the recognizer's slots."""
    countries, categories = slots.get("country", ()), tuple(map(Category, slots.get("category", ())))
    if request.country is None and request.phone is None and countries:
        request = replace(request, country=countries[0])
    if isinstance(request, RateRequest):
        return replace(request, items=_items(request.items, countries, categories))
    if isinstance(request, EstimateRequest) and len(categories) == 1:
        if any(one.category for one in request.volumes):
            return request  # beside parts that have a category, what has none is of another
        return replace(request, volumes=tuple(replace(one, category=categories[0]) for one in request.volumes))
    return request


def _items(
    items: tuple[RateItem, ...], countries: tuple[str, ...], categories: tuple[Category, ...]
) -> tuple[RateItem, ...]:
    """What an item lacks, in every way that was found; what it says stays with it."""
    return tuple(
        RateItem(country=country, category=category)
        for item in items
        for country, category in product(
            (item.country,) if item.country else countries or (None,),
            (item.category,) if item.category else categories or (None,),
        )
    )
