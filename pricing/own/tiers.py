"""Reads the account's own file of volume tiers.

Two layouts: Meta's, with a group of `From, To, Rate type, Rate` columns for each category under a line of category
names, where the market stands only in the first row of its group; and one row a tier, with the columns `market,
category, currency, from, to, rate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from pricing.cards import CATEGORIES, MESSAGES_FROM
from pricing.own.cards import market_named
from pricing.own.dates import DATE_HEADINGS, first_day
from pricing.own.sheets import BLANK, Row, Sheet, plain
from pricing.types import Category

_CATEGORIES = {plain(category): category for category in CATEGORIES}
_TIERED = (Category.UTILITY, Category.AUTHENTICATION, Category.AUTHENTICATION_INTERNATIONAL)
"""The categories that have tiers (rule P9)."""
_FROM, _TO, _RATE = ("from", "frommessages"), ("to", "tomessages"), ("rate",)


class Step(Struct, frozen=True, kw_only=True):
    """One line of a ladder as it stands in the file."""

    row: Row
    column: int
    """Of its first unit."""
    market: str
    category: Category
    first: int
    last: int | None
    """`None`: no end."""
    rate: Decimal


class Tiers(Struct, frozen=True, kw_only=True):
    """A whole file of tiers."""

    day: date
    currency: str
    steps: tuple[Step, ...]


class _Group(Struct, frozen=True):
    """Where the columns of a category are; `category` is a column in the layout of one row a tier."""

    first: int
    last: int
    rate: int
    category: int | Category


def heading_of_tiers(sheet: Sheet) -> int | None:
    """Return the position of the row that heads the columns of a file of tiers, if it is one."""
    headed = (at for at, row in enumerate(sheet.rows) if {"rate", "from"} <= {_short(cell) for cell in row.cells})
    return next(headed, None)


def read_tiers(sheet: Sheet, position: int) -> Tiers | None:
    """Return the tiers under the heading at `position`; `None` after noting what is wrong."""
    heading, rows = sheet.rows[position], sheet.rows[position + 1 :]
    names = [plain(cell) for cell in heading.cells]
    dated = next((column for column, name in enumerate(names) if name in DATE_HEADINGS), None)
    day = first_day(sheet, sheet.rows[:position], rows, dated, MESSAGES_FROM)
    if not rows:
        sheet.wrong("no_rows", heading)
    currency = _currency(sheet, heading, rows, names)
    groups = tuple(_groups(sheet, position, names))
    market_column = names.index("market") if "market" in names else 0
    steps = tuple(_steps(sheet, rows, groups, market_column, day))
    if sheet.problems or day is None or currency is None:
        return None
    return Tiers(day=day, currency=currency, steps=steps)


def _short(heading: str) -> str:
    return plain(heading).removesuffix("messages")


def _currency(sheet: Sheet, heading: Row, rows: tuple[Row, ...], names: list[str]) -> str | None:
    if "currency" not in names:
        sheet.wrong("missing_column", heading, value="currency")
        return None
    column = names.index("currency")
    codes = [sheet.currency(row, column) for row in rows]
    for row, code in zip(rows, codes, strict=True):
        if code and code != codes[0]:
            sheet.wrong("mixed_currency", row, column, code)
    return codes[0] if codes else None


def _groups(sheet: Sheet, position: int, names: list[str]) -> Iterator[_Group]:
    """Yield the groups of columns. `From` begins one; its `To` and `Rate` follow it."""
    starts = [column for column, name in enumerate(names) if name in _FROM]
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        last = next((column for column in range(start, end) if names[column] in _TO), None)
        rate = next((column for column in range(start, end) if names[column] in _RATE), None)
        category = names.index("category") if "category" in names else _category_above(sheet, position, start)
        if last is None or rate is None or category is None:
            missing = "to" if last is None else "rate" if rate is None else "category"
            sheet.wrong("missing_column", sheet.rows[position], start, missing)
        else:
            yield _Group(start, last, rate, category)


def _category_above(sheet: Sheet, position: int, column: int) -> Category | None:
    """Return the category that stands above a column or, as the cells are joined in a spreadsheet, left of it."""
    for row in sheet.rows[:position]:
        for cell in reversed(row.cells[: column + 1]):
            if plain(cell) in _CATEGORIES:
                return _CATEGORIES[plain(cell)]
    return None


def _steps(
    sheet: Sheet, rows: tuple[Row, ...], groups: tuple[_Group, ...], market_column: int, day: date | None
) -> Iterator[Step]:
    market: str | None = None
    for position, row in enumerate(rows):
        text = row.at(market_column)
        if text or position == 0:
            market = market_named(text, day)
            if market is None:
                sheet.wrong("unknown_market" if text else "missing_market", row, market_column, text)
        for group in groups:
            step = _step(sheet, row, group, market or "")
            if step is not None and market is not None:
                yield step


def _step(sheet: Sheet, row: Row, group: _Group, market: str) -> Step | None:
    if row.at(group.first).casefold() in BLANK and row.at(group.rate).casefold() in BLANK:
        return None  # Meta writes n/a where a market has no tiers in a category
    category = _category(sheet, row, group.category)
    first, last = sheet.count(row, group.first), sheet.count(row, group.last)
    rate = sheet.number(row, group.rate)
    for value, column in ((first, group.first), (rate, group.rate)):
        if value is None and row.at(column).casefold() in BLANK:
            sheet.wrong("missing_figure", row, column)
    if category is None or first is None or rate is None:
        return None
    return Step(row=row, column=group.first, market=market, category=category, first=first, last=last, rate=rate)


def _category(sheet: Sheet, row: Row, where: int | Category) -> Category | None:
    category = where if isinstance(where, Category) else _CATEGORIES.get(plain(row.at(where)))
    column, text = (None, where) if isinstance(where, Category) else (where, row.at(where))
    if category is None:
        sheet.wrong("unknown_category", row, column, text)
    elif category not in _TIERED:
        sheet.wrong("category_without_tiers", row, column, text)
        return None
    return category
