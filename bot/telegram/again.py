"""The same question with one thing set: a button, put as the follow-up that a person would write."""

from __future__ import annotations

from bot.cli import options
from locales.formats import formats
from locales.translate import translator
from pricing.errors import PricingError
from pricing.types import Category

_MOST_DIGITS = 15


def follow_up_text(slot: str, value: str, language: str) -> str | None:
    """Return what setting one thing is in words; `None` for a slot or value that is none."""
    say = translator(language)
    try:
        if slot == "country":
            return say("telegram.again.country", country=formats(language).in_country(options.country(value)))
        if slot == "category":
            return say("telegram.again.category", category=say(f"category.{Category(value)}"))
        if slot == "when":
            return _when(value, language)
    except (ValueError, PricingError):
        return None
    if slot == "quantity" and value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS:
        return value
    return None


def _when(value: str, language: str) -> str:
    say = translator(language)
    if value == "today":
        return say("telegram.again.today")
    rules = options.rules(value)
    if len(rules) == len("2024-11"):
        month = say(f"calendar.long_month.{int(rules[5:])}")
        return say("telegram.again.month", month=month, year=rules[:4])
    return say("telegram.again.day", day=rules)
