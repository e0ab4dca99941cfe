"""From which day a file of the account's own holds: from its name, a column, or the line above its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from pricing.own.sheets import Row, Sheet

DATE_HEADINGS = frozenset({"effective", "effectivedate", "effectivefrom"})
_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_ABOVE = re.compile(
    r"effective (?:from |on )?([A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})", re.IGNORECASE
)
"""As Meta writes above its cards: `Cost per conversation in USD, effective June 1, 2023`."""
_FORMS = ("%Y-%m-%d", "%B %d, %Y")


def first_day(
    sheet: Sheet, above: Iterable[Row], rows: Iterable[Row], column: int | None, earliest: date
) -> date | None:
    """Return the first day a file holds, or `None` after noting why it cannot be told or is too early."""
    days = _stated(sheet, above, rows, column)
    known = {day for day in days if day}
    if len(known) == 1 and None not in days:
        (day,) = known
        if day >= earliest:
            return day
        sheet.wrong("date_too_early", value=day.isoformat())
    elif len(known) > 1:
        sheet.wrong("mixed_dates", value=" ".join(sorted(day.isoformat() for day in known)))
    elif not days:
        sheet.wrong("no_date")
    return None


def _stated(sheet: Sheet, above: Iterable[Row], rows: Iterable[Row], column: int | None) -> set[date | None]:
    """Return every day that the file states; `None` stands for one that is no date."""
    days = {_day(sheet, text) for text in _IN_NAME.findall(sheet.file)}
    for row in above:
        days |= {_day(sheet, text, row) for text in _ABOVE.findall(" ".join(row.cells))}
    if column is not None:
        days |= {_day(sheet, row.at(column), row, column) for row in rows}
    return days


def _day(sheet: Sheet, text: str, row: Row | None = None, column: int | None = None) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day of the account's calendar has no zone)
        except ValueError:
            continue
    sheet.wrong("bad_date", row, column, text)
    return None
