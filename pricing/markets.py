"""Which market a customer is in, on a day: the dimension of a rate card (rule A10).

The country comes from the number's calling code (and area code within +1 and +7) or from an ISO code; the market from
Meta's table of the day. A country that Meta does not list is in `Other`. Days are the account's own (rule A9).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from pricing.errors import UnknownCountry
from pricing.phones import country_of_phone
from pricing.tables import rows
from pricing.types import Customer

OTHER = "Other"


def market_of(customer: Customer, on: date) -> str | None:
    """Return the customer's market on a day, or `None` for one of whom neither number nor country is known.

    Raises `InvalidPhone` and `UnknownCountry`.
    """
    if customer.phone is None and customer.country is None:
        return None
    country = country_of(customer)
    return OTHER if country is None else markets_on(on)[country]


def country_of(customer: Customer) -> str | None:
    """Return the customer's ISO 3166 country; the number decides where both are given.

    `None` where nothing is known, and for numbers of no country. Raises `InvalidPhone` and `UnknownCountry`.
    """
    if customer.phone is not None:
        return country_of_phone(customer.phone)
    if customer.country is None:
        return None
    country = customer.country.upper()
    if country not in _first():
        raise UnknownCountry(customer.country, field="customer.country")
    return country


def markets_on(on: date) -> Mapping[str, str]:
    """Return every country's market on a day. Before the first card, the markets are those of the first card."""
    return _after(bisect_right(_days(), on))


def is_market(name: str) -> bool:
    """Say whether Meta has or had a market of that name."""
    return name in market_names()


@lru_cache(maxsize=1)
def market_names() -> frozenset[str]:
    """Return the names of all markets of all days."""
    return frozenset(_first().values()) | {market for _, _, market in _moves()}


@lru_cache(maxsize=1)
def _first() -> dict[str, str]:
    return {country: market for country, _, market in rows("markets.csv")}


@lru_cache(maxsize=1)
def _moves() -> tuple[tuple[date, str, str], ...]:
    return tuple((date.fromisoformat(day), country, market) for day, country, _, market in rows("market_moves.csv"))


@lru_cache(maxsize=1)
def _days() -> tuple[date, ...]:
    return tuple(sorted({day for day, _, _ in _moves()}))


@cache
def _after(steps: int) -> dict[str, str]:
    """Return the table after so many of the days of change."""
    due = set(_days()[:steps])
    return _first() | {country: market for day, country, market in _moves() if day in due}
