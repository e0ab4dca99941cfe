"""What the reader finds in a text: tokens, and marks over runs of tokens.

A mark is one typed fact with the place where it stands. Marks of one text never overlap and come in text order; every
later step (stories, questions, the recognizer's features) works on marks instead of on raw text.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct


class Token(Struct, frozen=True):
    """One word, number or sign."""

    text: str
    norm: str
    """Lower case, without accents; `ñ` becomes `n`."""
    start: int
    """First character in the text."""
    end: int


class MarkKind(StrEnum):
    """What a mark says, and the type of its value."""

    COUNTRY = "country"  # ISO 3166 alpha-2, str
    REGION = "region"  # several countries (`latin_america`, `europe`, `other` …), str
    PHONE = "phone"  # E.164, str
    CATEGORY = "category"  # pricing.types.Category
    QUANTITY = "quantity"  # Quantity
    MONEY = "money"  # Money
    CURRENCY = "currency"  # ISO 4217, str; `None` for a bare `pesos`
    CLOCK = "clock"  # Clock
    DAY = "day"  # Day
    SPAN = "span"  # Span
    DATE = "date"  # CalendarDate
    ERA = "era"  # an era name, `today`, or `default`, str
    PER = "per"  # `day`, `week`, `month`, `year`, `hour`, `each`, str
    QUOTE = "quote"  # the quoted text, str


class Quantity(Struct, frozen=True):
    """A count; a range has both ends (`20-25`)."""

    low: Decimal
    high: Decimal
    approximate: bool = False


class Money(Struct, frozen=True):
    """An amount somebody named (a budget); `currency` `None` where only a bare sign stood."""

    amount: Decimal
    currency: str | None


class ClockForm(StrEnum):
    """How a time of day was put that says no half, which tells whether its hour counts to 12 or to 24."""

    SPOKEN = "spoken"  # `a las 4`, `half past four`
    FIGURES = "figures"  # `4:00`, `9h30`, `4 hs`
    PADDED = "padded"  # `04:00`


class Clock(Struct, frozen=True):
    """A time of day; `half` is `am`, `pm` or `None` where nobody said (3 may be 15:00)."""

    hour: int
    minute: int
    half: str | None = None
    second: int = 0
    form: ClockForm = ClockForm.SPOKEN
    """Of a clock that says no half."""


class Day(Struct, frozen=True):
    """A day named by weekday (0 Monday), by distance from now or from the day before it in the story, or by number."""

    weekday: int | None = None
    from_now: int | None = None
    from_previous: int | None = None
    of_month: int | None = None
    """Of a month that is named elsewhere or not at all; may go with a weekday (`lunes 14`)."""
    half: str | None = None
    """`am` or `pm` where the words say so (`esta mañana`, `last night`)."""


class SpanSense(StrEnum):
    """How a stretch of time is meant."""

    AFTER = "after"  # after what was told before: `25 horas después`, `2 days later`
    AGO = "ago"  # before now: `hace 3 horas`
    AHEAD = "ahead"  # after now: `en 2 horas`, `in 2 hours`
    AT = "at"  # on the story's own clock: `hour 4`, `a la hora 25`, `day 2`
    LENGTH = "length"  # a bare length: `24 horas`, `3 days`
    WITHIN = "within"  # less than: `antes de 24 h`, `within 24h`


class Span(Struct, frozen=True):
    """A stretch of time."""

    length: timedelta
    sense: SpanSense
    by_day: bool = False
    """Told in days or more (`2 días después`, `day 3`), so that a time of day may go with it."""
    half: str | None = None
    """`am` or `pm` where a part of that day is said (`three days later in the morning`)."""


class CalendarDate(Struct, frozen=True):
    """A date or part of one: a year, a month of a year, or a day; `relation` is `on`, `before`, `since` or `until`."""

    year: int | None
    month: int | None = None
    day: int | None = None
    relation: str = "on"
    months_from_now: int | None = None
    """`este mes` is 0, `last month` -1; year, month and day are then `None`."""
    years_from_now: int | None = None
    """`este año` is 0, `el año pasado` -1; year, month and day are then `None`."""


class Mark(Struct, frozen=True):
    """A typed fact over tokens `start` to `end` (half-open)."""

    kind: MarkKind
    value: Any
    start: int
    end: int


class Marked(Struct, frozen=True):
    """A text with its tokens and marks."""

    text: str
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]

    def of(self, kind: MarkKind) -> tuple[Mark, ...]:
        """All marks of one kind, in text order."""
        return tuple(mark for mark in self.marks if mark.kind is kind)
