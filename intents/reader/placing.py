"""From what was said of a time to the instant, given where the story stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from intents.reader.calendardays import calendar_day, day_of_month
from intents.reader.marks import Clock, Span, SpanSense
from intents.reader.said import Said
from intents.reader.timesofday import candidates, likeliest

if TYPE_CHECKING:  # the clock itself places with these functions
    from intents.reader.instants import StoryClock

STEP = timedelta(minutes=5)
"""Between a message and an undated one after it."""
_PARTS = {"am": time(9), "pm": time(20)}
"""When in `esta mañana` or `anoche`, where no hour is said."""
_CALENDAR = range(1000, 9000)
_A_DAY, _A_WEEK = timedelta(days=1), timedelta(days=7)


def resolve(clock: StoryClock, said: Said) -> datetime:
    """The instant that something said means, given where the story stands."""
    day = _day(clock, said)
    if day is not None:
        return _on(clock, day, said)
    if said.span is not None:
        return _by_span(clock, said.span)
    return clock.now if said.clock is None else _forward(clock, said.clock)


def _day(clock: StoryClock, said: Said) -> date | None:
    """The day that is meant, unless a clock alone or a length in hours says it all."""
    if said.span is not None:
        return _by_span(clock, said.span).date() if said.span.by_day and (said.clock or said.span.half) else None
    if said.date is not None and said.date.day is not None:
        return calendar_day(clock, said.date)
    if said.day is None:
        return None
    if said.day.from_now is not None:
        return _counted_from_now(clock, said.day.from_now, said)
    if said.day.from_previous is not None:
        return clock.now.date() + timedelta(days=said.day.from_previous)
    numbered = None if said.day.of_month is None else day_of_month(clock, said.day.of_month, said.day.weekday)
    return numbered or _weekday(clock, said.day.weekday or 0)


def _counted_from_now(clock: StoryClock, days: int, said: Said) -> date | None:
    """From the day of asking; after messages of no named day `mañana` follows theirs, and `hoy` is theirs."""
    if not clock.told or clock.dated or days < 0:
        return clock.asked.date() + timedelta(days=days)
    return None if days == 0 and said.clock is not None else clock.now.date() + timedelta(days=days)


def _weekday(clock: StoryClock, weekday: int) -> date:
    """The first such day from the last message on; for the first message the latest that is not in the future."""
    if clock.told:
        return clock.now.date() + timedelta(days=(weekday - clock.now.weekday()) % 7)
    return clock.asked.date() - timedelta(days=(clock.asked.weekday() - weekday) % 7)


def _by_span(clock: StoryClock, span: Span) -> datetime:
    origin = clock.now
    if span.sense is SpanSense.AGO:
        return plus(clock.asked, -span.length)
    if span.sense is SpanSense.AHEAD and (clock.grounded or not clock.told):
        origin = clock.asked
    if span.sense is SpanSense.AT:
        origin = (clock.day_zero if span.by_day else clock.hour_zero) or clock.now
    return plus(origin, span.length)


def _on(clock: StoryClock, day: date, said: Said) -> datetime:
    """The instant on a day: its clock, or the part of the day, or the time of day of the message before."""
    zone = _zone(clock)
    same = clock.told and day == clock.now.date()
    if said.clock is None:
        part = said.half
        if part is None:
            return plus(clock.now, STEP) if same else at_wall(day, clock.now.timetz().replace(tzinfo=None), zone)
        return at_wall(day, _PARTS[part], zone)
    if same:
        times = sorted(at_wall(day, moment, zone) for moment in candidates(said.clock, clock.style))
        later = [at for at in times if in_utc(at) >= in_utc(clock.now)]
        if later:
            return later[0]
    at = at_wall(day, likeliest(said.clock, clock.style), zone)
    weekly = said.day is not None and said.day.weekday is not None
    if weekly and clock.told and in_utc(at) < in_utc(clock.now):
        return at_wall(day + _A_WEEK, at.timetz().replace(tzinfo=None), zone)
    return at


def _forward(clock: StoryClock, said: Clock) -> datetime:
    """A bare clock: the next such time from the last message on; for the first message today's, or yesterday's."""
    zone = _zone(clock)
    if not clock.told:
        today = at_wall(clock.asked.date(), likeliest(said, clock.style), zone)
        return (
            today if today <= clock.asked else at_wall(clock.asked.date() - _A_DAY, likeliest(said, clock.style), zone)
        )
    days = (clock.now.date(), clock.now.date() + _A_DAY)
    times = [at_wall(day, moment, zone) for day in days for moment in candidates(said, clock.style)]
    return min((at for at in times if in_utc(at) >= in_utc(clock.now)), key=in_utc, default=clock.now)


def turns(clock: StoryClock, at: datetime, said: Said) -> bool:
    """Whether a time of day only fits where it was put: before the last message, over midnight, or a week later."""
    if said.clock is None or not clock.told:
        return False
    day = _day(clock, said)
    return in_utc(at) < in_utc(clock.now) or at.date() != (clock.now.date() if day is None else day)


def _zone(clock: StoryClock) -> tzinfo:
    return clock.asked.tzinfo or UTC


def at_wall(day: date, moment: time, zone: tzinfo) -> datetime:
    """A wall time as an instant; one that a clock change skips becomes the same distance after the change."""
    return datetime.combine(day, moment, zone).astimezone(UTC).astimezone(zone)


def plus(at: datetime, length: timedelta) -> datetime:
    """Elapsed time, whatever the clocks on the wall do meanwhile; a length that leaves the calendar counts nothing."""
    try:
        later = at.astimezone(UTC) + length
    except OverflowError:
        return at
    return later.astimezone(at.tzinfo) if later.year in _CALENDAR else at


def in_utc(at: datetime) -> datetime:
    """The same instant, comparable across a clock change (within one zone Python compares what the wall shows)."""
    return at.astimezone(UTC)
