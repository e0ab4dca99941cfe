"""Reads a rate card of the account's own, in the columns of the cards that Meta publishes.

`Market, Currency, Marketing, Utility, Authentication, Authentication-International, Service`, whatever the case and
order; lines above the heading are remarks. Every mistake is noted, none is guessed away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pricing.cards import CATEGORIES, OWN, Card, CardInfo, Cell, unit_on
from pricing.markets import market_names, markets_on
from pricing.own.dates import DATE_HEADINGS, first_day
from pricing.own.sheets import Row, Sheet, plain
from pricing.types import Category

_FIRST_DAY = date(2023, 6, 1)
"""The categories that the columns stand for exist since this day (rule C1)."""
_COLUMNS = {plain(category): category for category in CATEGORIES}
_KNOWN = frozenset(_COLUMNS) | DATE_HEADINGS | {"market", "currency"}
_REQUIRED = ("market", "currency", "marketing", "utility", "authentication")
"""The other two came later: authentication-international in 2024, service as a price of messages in 2026."""


def heading_of_card(sheet: Sheet) -> int | None:
    """Return the position of the row that heads a card, if there is one."""
    headed = (position for position, row in enumerate(sheet.rows) if "market" in map(plain, row.cells))
    return next(headed, None)


def read_card(sheet: Sheet, position: int) -> Card | None:
    """Return the card under the heading at `position`; `None` after noting what is wrong."""
    heading, rows = sheet.rows[position], sheet.rows[position + 1 :]
    columns = _columns(sheet, heading)
    day = first_day(sheet, sheet.rows[:position], rows, _first(columns, DATE_HEADINGS), _FIRST_DAY)
    if not rows:
        sheet.wrong("no_rows", heading)
    _check_width(sheet, heading, rows)
    currency = _currency(sheet, rows, columns.get("currency"))
    cells = _cells(sheet, rows, columns, day)
    if sheet.problems or day is None or currency is None:
        return None
    return Card(info=CardInfo(unit=unit_on(day), day=day, currency=currency, source=sheet.file), cells=cells)


def market_named(text: str, day: date | None) -> str | None:
    """Return a market of a day (of any day, where that is not known) by its name, in any case, with `and` or `&`."""
    names = market_names() if day is None else set(markets_on(day).values())
    return {_folded(name): name for name in names}.get(_folded(text))


def _folded(name: str) -> str:
    return name.casefold().replace("&", "and")


def _columns(sheet: Sheet, heading: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(heading.cells):
        name = plain(cell)
        if cell and name not in _KNOWN:
            sheet.wrong("unknown_column", heading, column, cell)
        elif name in columns:
            sheet.wrong("duplicate_column", heading, column, cell)
        elif name:
            columns[name] = column
    for name in _REQUIRED:
        if name not in columns:
            sheet.wrong("missing_column", heading, value=name)
    return columns


def _first(columns: dict[str, int], names: frozenset[str]) -> int | None:
    return next((column for name, column in columns.items() if name in names), None)


def _check_width(sheet: Sheet, heading: Row, rows: Sequence[Row]) -> None:
    """Note rows with more cells than headings: `0,03` without quotes makes two of one."""
    width = len(heading.cells)
    for row in rows:
        if any(row.cells[width:]):
            sheet.wrong("extra_cell", row, width, next(filter(None, row.cells[width:])))


def _currency(sheet: Sheet, rows: Sequence[Row], column: int | None) -> str | None:
    if column is None:
        return None
    found: str | None = None
    for row in rows:
        code = sheet.currency(row, column)
        if found and code and code != found:
            sheet.wrong("mixed_currency", row, column, code)
        found = found or code
    return found


def _cells(
    sheet: Sheet, rows: Sequence[Row], columns: dict[str, int], day: date | None
) -> dict[tuple[str, Category], Cell]:
    cells: dict[tuple[str, Category], Cell] = {}
    seen: set[str] = set()
    for row in rows:
        market = _market(sheet, row, columns.get("market"), day, seen)
        for name, category in _COLUMNS.items():
            amount = sheet.number(row, columns.get(name))
            if market:
                cells[market, category] = Cell(amount, OWN if amount is not None else "")
    return cells


def _market(sheet: Sheet, row: Row, column: int | None, day: date | None, seen: set[str]) -> str | None:
    text = row.at(column)
    market = market_named(text, day)
    if market is None:
        sheet.wrong("unknown_market" if text else "missing_market", row, column, text)
    elif market in seen:
        sheet.wrong("duplicate_market", row, column, text)
    else:
        seen.add(market)
        return market
    return None
