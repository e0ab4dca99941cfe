"""Under which rules a question is asked: a date, an era, or today."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from intents.reader.marks import CalendarDate, Mark, Marked, MarkKind
from intents.requests import When


def when_of(marked: Marked, today: date) -> When:
    """The one date or era that the text names; `When()` where it names none, the first where it names several."""
    return next(iter(whens_of(marked, today)), When())


def whens_of(marked: Marked, today: date) -> tuple[When, ...]:
    """All dates and eras in text order, without repeats."""
    found = [_when(mark, today) for mark in marked.marks if mark.kind in (MarkKind.ERA, MarkKind.DATE)]
    return tuple(dict.fromkeys(when for when in found if when is not None))


def _when(mark: Mark, today: date) -> When | None:
    if mark.kind is MarkKind.ERA:
        return (
            When(today=True) if mark.value == "today" else When() if mark.value == "default" else When(era=mark.value)
        )
    day = day_of(mark.value, today)
    return None if day is None else When(day=day, month_only=mark.value.day is None)


def day_of(value: CalendarDate, today: date) -> date | None:
    """The day whose rules are meant: `before` is the day before, a bare year its last day, a bare month a past one."""
    if value.months_from_now or value.years_from_now:
        return _shifted(today, (value.months_from_now or 0) + 12 * (value.years_from_now or 0))
    first = _first(value, today)
    if first is None or (value.year is None and value.relation == "on"):
        return None  # `este mes`, `en abril` say when something counts, not under which rules
    if value.relation in ("before", "until"):
        return first - timedelta(days=1)
    if value.month is None and value.relation == "on":
        return min(date(first.year, 12, 31), max(first, today))
    return first


def _shifted(today: date, months: int) -> date | None:
    """The first day of the month so many months away: `el mes pasado`, `hace un año`."""
    month = today.year * 12 + today.month - 1 + months
    return date(month // 12, month % 12 + 1, 1) if 12 <= month < 12 * 9999 else None


def _first(value: CalendarDate, today: date) -> date | None:
    year, month, day = value.year, value.month or 1, value.day or 1
    if year is None:
        year = today.year if date(today.year, month, 1) <= today else today.year - 1
    try:
        return date(year, month, min(day, calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def dates_in(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks that name a date or an era."""
    return tuple(mark for mark in marks if mark.kind in (MarkKind.ERA, MarkKind.DATE))
