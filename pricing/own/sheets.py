"""Reads a CSV file that a person gave, keeping where everything stands, and collects what is wrong with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from msgspec import Struct

from pricing.currencies import is_currency
from pricing.errors import Problem

BLANK = frozenset({"", "n/a", "na", "-", "--", "–", "—"})
"""How Meta and spreadsheets write that there is no figure."""
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_COUNT = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
_META_DOLLAR = "$US"
"""How Meta's cards of 2023 and 2024 write USD."""


class Row(Struct, frozen=True):
    """A line of the file with something in it."""

    line: int
    cells: tuple[str, ...]

    def at(self, column: int | None) -> str:
        """Return what stands in a column, counted from 0; nothing where the row is shorter or there is no column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


class Sheet:
    """A file being read: its rows, and the problems found so far."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.rows = tuple(self._read(content))

    def wrong(self, code: str, row: Row | None = None, column: int | None = None, value: str = "") -> None:
        """Note a mistake at a row and a column counted from 0."""
        place = (row.line if row else 0, 0 if column is None else column + 1)
        self.problems.append(Problem(code, self.file, *place, value))

    def number(self, row: Row, column: int | None) -> Decimal | None:
        """Return a figure, or `None` where it is blank or wrong. Only digits and a point are a figure."""
        text = row.at(column)
        if text.casefold() in BLANK:
            return None
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        self.wrong("bad_number", row, column, text)
        return None

    def count(self, row: Row, column: int | None) -> int | None:
        """Return a whole number, with or without commas between thousands; `None` where it is blank or wrong."""
        text = row.at(column)
        if text.casefold() in BLANK:
            return None
        if _COUNT.fullmatch(text):
            return int(text.replace(",", ""))
        self.wrong("bad_count", row, column, text)
        return None

    def currency(self, row: Row, column: int) -> str | None:
        """Return the currency code that stands in a cell, or `None` where it is wrong."""
        text = row.at(column)
        code = "USD" if text == _META_DOLLAR else text.upper()
        if is_currency(code):
            return code
        self.wrong("bad_currency" if text else "missing_currency", row, column, text)
        return None

    def _read(self, content: bytes) -> Iterator[Row]:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.problems.append(Problem("not_utf8", self.file, content.count(b"\n", 0, error.start) + 1))
            return
        table = csv.reader(StringIO(text, newline=""))
        line = 1
        try:
            for cells in table:
                stripped = tuple(" ".join(cell.split()) for cell in cells)
                if any(stripped):
                    yield Row(line, stripped)
                line = table.line_num + 1
        except csv.Error:
            self.problems.append(Problem("not_csv", self.file, line))


def plain(heading: str) -> str:
    """Return a heading as lower-case letters alone, however it was written and broken over lines."""
    return re.sub(r"[^a-z]", "", heading.casefold())
