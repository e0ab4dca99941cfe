"""Values that people choose in addresses, forms and JSON: checked here, refused with 422."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request

from bot.cli import options
from bot.web.languages import language_of
from bot.web.problems import Problem
from intents.reader.tickets import normalised
from pricing.errors import PricingError

Value = TypeVar("Value")
READERS: dict[str, Callable[[str], object]] = {
    "lang": language_of,
    "country": options.country,
    "rules": options.rules,
    "currency": options.currency,
    "timezone": options.timezone,
    "now": options.instant,
}
"""How the settings of a question are read: the same as in a terminal and a batch."""


def chosen(reader: Callable[[str], Value], text: str, field: str) -> Value:
    """Return what a text says, or raise the 422 that names its field."""
    try:
        return reader(text)
    except (ValueError, PricingError, OverflowError):
        raise Problem(422, "invalid_field", field=field) from None


def chosen_language(request: Request) -> str | None:
    """Return the language chosen in the address, if any; 422 for any but ours."""
    text = request.query_params.get("lang")
    return chosen(language_of, text, "lang") if text else None


def ticket_of(text: str) -> str:
    """Return a ticket's normalised name; 422 for what is none."""
    name = normalised(text)
    if name is None:
        raise Problem(422, "invalid_ticket", field="ticket")
    return name
