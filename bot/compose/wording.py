"""What every kind of answer says alike: things, places and prices in the words of one language."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from locales.formats import formats
from locales.translate import translator
from pricing.types import Category, Price

PER_MESSAGE_FROM = "2025-07"
"""Eras are named so that they sort by date."""


def per_message(era: str) -> bool:
    """Whether messages are charged in an era, not conversations (rule P1)."""
    return era >= PER_MESSAGE_FROM


class Wording:
    """One language, the time zone that instants are shown in, and the currency that was asked for."""

    def __init__(self, language: str, timezone: str, currency: str) -> None:
        self.say = translator(language)
        self.write = formats(language)
        self.timezone = timezone
        self.currency = currency

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the zone of the account."""
        return instant.astimezone(ZoneInfo(self.timezone))

    def category(self, category: Category) -> str:
        """Return the bare name: `utilidad`."""
        return self.say(f"category.{category}")

    def thing(self, category: Category | None, era: str, count: Decimal | int = 1) -> str:
        """Return what is charged, without its count: `conversaciones de marketing`, `mensaje de utilidad`."""
        unit = "message" if per_message(era) else "conversation"
        key = f"category.{category}.{unit}" if category else f"verdict.some_{unit}"
        return self.say.plural(key, count)

    def one(self, category: Category | None, era: str) -> str:
        """Return one of what is charged, with its article: `una conversación de marketing`."""
        unit = "message" if per_message(era) else "conversation"
        return self.say(f"category.{category}.one_{unit}" if category else f"verdict.one_{unit}")

    def counted(self, category: Category | None, era: str, count: Decimal | int) -> str:
        """Return a count of what is charged: `2 conversaciones de marketing`."""
        return f"{self.write.number(count)} {self.thing(category, era, count)}"

    def place(self, country: str | None, market: str | None) -> str | None:
        """Return the country, and its market where that is called otherwise: `Bolivia, mercado «…»`."""
        return self._place(self.write.country(country) if country else None, market)

    def place_in(self, country: str | None, market: str | None) -> str | None:
        """Return the same as it stands after `in`: `the United States`."""
        return self._place(self.write.in_country(country) if country else None, market)

    def _place(self, name: str | None, market: str | None) -> str | None:
        group = self.write.market(market) if market else None
        if name and group and not name.endswith(group):
            return self.say("price.market", country=name, market=group)
        return name or group

    def what(self, country: str | None, market: str | None, category: Category | None) -> str:
        """Return category and place as far as known: `marketing en México`."""
        name = self.category(category) if category else None
        if name and (country or market):
            return self.say("rate.in", category=name, place=self.place_in(country, market))
        return name or self.place(country, market) or self.say("price.this")

    def rate(self, price: Price) -> str:
        """Return the bare figure: `USD 0,0436`."""
        return self.write.rate(price.amount, price.currency)

    def unit_rate(self, price: Price, era: str) -> str:
        """Return the figure and its unit: `USD 0,0436 por conversación`."""
        unit = "price.per_message" if per_message(era) else "price.per_conversation"
        return self.say(unit, amount=self.rate(price))


def inside(sentence: str) -> str:
    """Return a sentence as it stands after a colon: its first letter small, unless it begins with capitals."""
    start = sentence[:2]
    return sentence if start.isupper() and start.isalpha() else sentence[:1].lower() + sentence[1:]


def capital(text: str) -> str:
    """Return a text with its first letter large, as a sentence begins."""
    return text[:1].upper() + text[1:]
