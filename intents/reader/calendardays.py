"""Which day of the calendar is meant by a date without its year, or by a number without its month.

What is named anywhere in the text counts first. Otherwise a story goes on to the next such day, and begins on the
latest one that is not in the future.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from intents.reader.marks import CalendarDate

if TYPE_CHECKING:  # the clock itself places with these functions
    from intents.reader.instants import StoryClock

_A_DAY = timedelta(days=1)
_TWO_MONTHS = 62
"""Every number of a day comes back within two months ..."""
_A_YEAR = 366
"""... nearly every one with its weekday within a year, and so does every date but one."""


def calendar_day(clock: StoryClock, value: CalendarDate) -> date:
    """The day that a date means; the 29th of February of a year that was not said may be none at all."""
    asked, month, day = clock.asked.date(), value.month or 1, value.day or 1
    if value.year is not None:
        return _day(value.year, month, day) or asked
    if clock.told and clock.dated:
        return _next(clock.now.date(), _A_YEAR, month=month, day=day) or asked
    years = (asked.year, asked.year - 1) if clock.year is None else (clock.year,)
    found = (_day(year, month, day) for year in years)
    return next((day for day in found if day is not None and (clock.year is not None or day <= asked)), asked)


def day_of_month(clock: StoryClock, number: int, weekday: int | None) -> date | None:
    """The day of that number, and of that weekday if one is named with it; `None` where the two do not agree."""
    if clock.told and clock.dated:
        return _next(clock.now.date(), _TWO_MONTHS, day=number, weekday=weekday)
    if clock.month is not None:
        month = calendar_day(clock, CalendarDate(clock.year, clock.month, 1))
        return _day(month.year, month.month, number)
    return _next(clock.asked.date(), _A_YEAR, day=number, weekday=weekday, step=-_A_DAY)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(
    start: date, days: int, *, day: int, month: int | None = None, weekday: int | None = None, step: timedelta = _A_DAY
) -> date | None:
    """The nearest day in one direction, the first one included, that has all that is said of it."""
    near = (start + step * distance for distance in range(days))
    return next((found for found in near if _fits(found, day, month, weekday)), None)


def _fits(found: date, day: int, month: int | None, weekday: int | None) -> bool:
    return found.day == day and month in (None, found.month) and weekday in (None, found.weekday())
