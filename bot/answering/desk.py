"""What every answer is worked out with: cards, defaults, and the rules that a question is asked under."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from intents.requests import Request, When
from pricing import parameters
from pricing.errors import UnknownEra
from pricing.ratecards import RateBook
from pricing.types import Category


class Point:
    """The rules that a question is asked under: an era with its last card, or a day with its own."""

    def __init__(self, rules: str, *, assumed: bool, today: bool = False) -> None:
        self.rules = rules
        """An era or an ISO date, as a timeline takes it."""
        self.assumed = assumed
        """Nobody named a date: the default era answers."""
        self.today = today
        self.day: date = parameters.resolve(rules)

    @cached_property
    def parameters(self) -> parameters.Parameters:
        """The rules of the day."""
        return parameters.at(self.day)

    def category(self, said: Category | None) -> Category | None:
        """The category that was meant: `customer-initiated` is service since there are four (rules V3, C1)."""
        if self.parameters.conversation_category == "initiator":
            return said
        return {Category.USER_INITIATED: Category.SERVICE, Category.BUSINESS_INITIATED: None}.get(said, said)  # type: ignore[arg-type]  # None is no key and stays None

    @property
    def era(self) -> str:
        """The name of the era that the day lies in."""
        return self.parameters.era


class Desk:
    """Cards and settings for one question. `now` is the moment of asking."""

    def __init__(self, book: RateBook, now: datetime, *, timezone: str, currency: str, default_rules: str) -> None:
        self.book = book
        self.now = now
        self.timezone = timezone
        self.zone = ZoneInfo(timezone)
        self.currency = currency
        self.default_rules = default_rules
        self.handoff: str | None = None

    @property
    def today(self) -> date:
        """The day of asking in the account's zone."""
        return self.now.astimezone(self.zone).date()

    def point(self, when: When) -> Point:
        """The rules that `when` means. Raises `UnknownEra` for a day before the first rules."""
        if when.today:
            return self.todays()
        if when.era is not None:
            return Point(when.era, assumed=False)
        if when.day is not None:
            return Point(when.day.isoformat(), assumed=False)
        return Point(self.default_rules, assumed=True)

    def todays(self) -> Point:
        """The rules of the day of asking."""
        return Point(self.today.isoformat(), assumed=False, today=True)

    def currency_of(self, request: Request) -> str:
        """The currency asked for, or the account's."""
        return request.currency or self.currency

    def knows(self, when: When) -> bool:
        """Whether there are rules for a date."""
        try:
            self.point(when)
        except UnknownEra:
            return False
        return True
