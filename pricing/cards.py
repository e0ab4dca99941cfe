"""One rate card: what a unit costs by market and category from a day on, and what stands behind each figure.

Packaged cards are read one at a time, when a price of theirs is first needed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from msgspec import Struct

from pricing.tables import headed, rows
from pricing.tiers import Ladder
from pricing.types import Category

CATEGORIES = (
    Category.MARKETING,
    Category.UTILITY,
    Category.AUTHENTICATION,
    Category.AUTHENTICATION_INTERNATIONAL,
    Category.SERVICE,
)
"""The columns of a card, in Meta's order."""

MESSAGES_FROM = date(2025, 7, 1)
"""From this day on a card prices messages, before it conversations (rules P1, A9)."""

PACKAGED = "packaged"
"""Source of a card that comes with cuanto."""

OWN = "own"
"""Basis of a figure from the account's own file."""


class Unit(StrEnum):
    """What the figures of a card are the price of."""

    CONVERSATION = "conversation"
    MESSAGE = "message"


class Cell(Struct, frozen=True):
    """A place on a card. Blank means `None`; then `basis` is `empty` if Meta has a figure that is not established."""

    amount: Decimal | None
    basis: str
    evidence: str = ""


class CardInfo(Struct, frozen=True, kw_only=True):
    """Which card it is."""

    unit: Unit
    day: date
    """The first day it is in force."""
    currency: str
    source: str = PACKAGED
    """`packaged`, or the name of the account's own file."""


class Card(Struct, frozen=True, kw_only=True):
    """A card with its cells, by market and category, and the account's volume tiers if it gave any."""

    info: CardInfo
    cells: dict[tuple[str, Category], Cell]
    ladders: dict[tuple[str, Category], Ladder] = {}


def unit_on(day: date) -> Unit:
    """Return what a card of that day prices."""
    return Unit.MESSAGE if day >= MESSAGES_FROM else Unit.CONVERSATION


@lru_cache(maxsize=1)
def packaged_infos() -> tuple[CardInfo, ...]:
    """Return the packaged cards in order of day, without reading them."""
    return tuple(
        CardInfo(unit=Unit(unit), day=date.fromisoformat(day), currency=currency)
        for day, currency, unit in rows("cards.csv")
    )


@cache
def packaged_card(info: CardInfo) -> Card:
    """Read one packaged card."""
    heading, lines = headed(f"cards/{info.day}_{info.currency}.csv")
    columns = [(category, heading.index(category), heading.index(f"{category}_note")) for category in CATEGORIES]
    cells = {
        (line[0], category): _cell(line[amount], line[note]) for line in lines for category, amount, note in columns
    }
    return Card(info=info, cells=cells)


def _cell(amount: str, note: str) -> Cell:
    basis, evidence = _notes()[note] if note else ("", "")
    return Cell(Decimal(amount) if amount else None, basis, evidence)


@lru_cache(maxsize=1)
def _notes() -> dict[str, tuple[str, str]]:
    return {note: (basis, evidence) for note, basis, evidence, _ in rows("notes.csv")}
