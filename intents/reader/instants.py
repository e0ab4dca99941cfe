"""When it happened: the marks of one message after another, worked out into instants.

Only relative distances decide verdicts, so what nobody said is assumed in the simplest way and told to the person: time
goes forward, the story begins on the latest such day that is not in the future, and a bare `3` after `11` is 15:00.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.marks import CalendarDate, Clock, Day, Mark, MarkKind, Span, SpanSense
from intents.reader.timesofday import Style, candidates, likeliest, style_after

STEP = timedelta(minutes=5)
"""Between a message and an undated one after it."""
_OPENING = time(10)
"""When a story begins that says nothing of it."""
_PARTS = {"am": time(9), "pm": time(20)}
"""When in `esta mañana` or `anoche`, where no hour is said."""
_A_DAY, _A_WEEK = timedelta(days=1), timedelta(days=7)
_SAID = (SpanSense.AFTER, SpanSense.AGO, SpanSense.AHEAD, SpanSense.AT)


class Said(Struct, frozen=True, kw_only=True):
    """What one message's marks say of its time; what only says how long (`24 h`) or when rules held is left out."""

    clock: Clock | None = None
    day: Day | None = None
    date: CalendarDate | None = None
    span: Span | None = None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to go by."""
        return self == Said()


def said_by(marks: Iterable[Mark]) -> Said:
    """The first of each kind that says when."""
    found: dict[MarkKind, object] = {}
    for mark in marks:
        dated = mark.kind is not MarkKind.DATE or mark.value.day is not None
        timed = mark.kind is not MarkKind.SPAN or mark.value.sense in _SAID
        if dated and timed:
            found.setdefault(mark.kind, mark.value)
    clock, day = found.get(MarkKind.CLOCK), found.get(MarkKind.DAY)
    if isinstance(clock, Clock) and clock.half is None and isinstance(day, Day) and 1 <= clock.hour <= 12:
        clock = Clock(clock.hour, clock.minute, day.half)
    return Said(clock=clock, day=day, date=found.get(MarkKind.DATE), span=found.get(MarkKind.SPAN))  # type: ignore[arg-type]  # a mark's kind says its value's type


class StoryClock(Struct, frozen=True, kw_only=True):
    """Where a story stands in time. Frozen: each message gives the next one."""

    asked: datetime
    """The moment of asking, in the account's zone."""
    now: datetime
    """The instant of the last message; before the first, where an undated one would go."""
    told: bool = False
    """Whether any message stands yet."""
    first: datetime | None = None
    hour_zero: datetime | None = None
    """Hour 0 of the story's own clock, once that is used."""
    day_zero: datetime | None = None
    style: Style = Style.UNKNOWN
    grounded: bool = False
    """Whether something was told from the moment of asking (`ayer`, `hace 2 horas`)."""

    @classmethod
    def start(cls, now: datetime, zone: tzinfo) -> StoryClock:
        """Begin a story that is told at an aware instant, in the account's zone."""
        asked = now.astimezone(zone)
        opening = _at(asked.date(), _OPENING, zone)
        return cls(asked=asked, now=opening if opening <= asked else _at(asked.date() - _A_DAY, _OPENING, zone))

    def advance(self, marks: Iterable[Mark]) -> tuple[StoryClock, bool]:
        """Place the next message by its marks; also whether its time was said at all."""
        said = said_by(marks)
        if said.nothing:
            return self._placed(_plus(self.now, STEP) if self.told else self.now, said), False
        anchored = self._anchored(said)
        return anchored._placed(_resolve(anchored, said), said), True

    def before(self, marks: Iterable[Mark]) -> StoryClock:
        """Begin shortly before the instant that a later message names, so that an undated first one fits."""
        said = said_by(marks)
        floating = said.span is not None and said.span.sense is not SpanSense.AGO
        if self.told or said.nothing or floating or (said.day is not None and said.day.from_previous is not None):
            return self
        return replace(self, now=_plus(_resolve(self, said), -STEP))

    def _placed(self, at: datetime, said: Said) -> StoryClock:
        from_now = said.day is not None and said.day.from_now is not None
        ago = said.span is not None and said.span.sense is SpanSense.AGO
        return replace(
            self,
            now=at,
            told=True,
            first=self.first or at,
            style=style_after(self.style, said.clock),
            grounded=self.grounded or from_now or ago,
        )

    def _anchored(self, said: Said) -> StoryClock:
        """Fix hour 0 or day 0 when the story's own clock is first used; a first day without a number is day 1."""
        if said.span is None or said.span.sense is not SpanSense.AT:
            return self
        if not said.span.by_day:
            return self if self.hour_zero is not None else replace(self, hour_zero=self.first or self.now)
        if self.day_zero is not None:
            return self
        zero = _plus(self.now, -said.span.length) if self.first is None else _plus(self.first, -_A_DAY)
        return replace(self, day_zero=zero)


def _resolve(clock: StoryClock, said: Said) -> datetime:
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
        return _by_span(clock, said.span).date() if said.span.by_day and said.clock else None
    if said.date is not None and said.date.day is not None:
        return _calendar_day(clock, said.date)
    if said.day is None:
        return None
    if said.day.from_now is not None:
        return clock.asked.date() + timedelta(days=said.day.from_now)
    if said.day.from_previous is not None:
        return clock.now.date() + timedelta(days=said.day.from_previous)
    return _weekday(clock, said.day.weekday or 0)


def _weekday(clock: StoryClock, weekday: int) -> date:
    """The first such day from the last message on; for the first message the latest that is not in the future."""
    if clock.told:
        return clock.now.date() + timedelta(days=(weekday - clock.now.weekday()) % 7)
    return clock.asked.date() - timedelta(days=(clock.asked.weekday() - weekday) % 7)


def _calendar_day(clock: StoryClock, value: CalendarDate) -> date:
    month, day = value.month or 1, value.day or 1
    for year in (value.year or clock.asked.year, clock.asked.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:  # the 29th of February of a year that was not said
            continue
        if value.year is not None or found <= clock.asked.date():
            return found
    return clock.asked.date()


def _by_span(clock: StoryClock, span: Span) -> datetime:
    origin = clock.now
    if span.sense is SpanSense.AGO:
        return _plus(clock.asked, -span.length)
    if span.sense is SpanSense.AHEAD and (clock.grounded or not clock.told):
        origin = clock.asked
    if span.sense is SpanSense.AT:
        origin = (clock.day_zero if span.by_day else clock.hour_zero) or clock.now
    return _plus(origin, span.length)


def _on(clock: StoryClock, day: date, said: Said) -> datetime:
    """The instant on a day: its clock, or the part of the day, or the time of day of the message before."""
    zone = _zone(clock)
    same = clock.told and day == clock.now.date()
    if said.clock is None:
        part = said.day.half if said.day is not None else None
        if part is None:
            return _plus(clock.now, STEP) if same else _at(day, clock.now.timetz().replace(tzinfo=None), zone)
        return _at(day, _PARTS[part], zone)
    if same:
        times = sorted(_at(day, moment, zone) for moment in candidates(said.clock, clock.style))
        later = [at for at in times if _utc(at) >= _utc(clock.now)]
        if later:
            return later[0]
    at = _at(day, likeliest(said.clock, clock.style), zone)
    weekly = said.day is not None and said.day.weekday is not None
    if weekly and clock.told and _utc(at) < _utc(clock.now):
        return _at(day + _A_WEEK, at.timetz().replace(tzinfo=None), zone)
    return at


def _forward(clock: StoryClock, said: Clock) -> datetime:
    """A bare clock: the next such time from the last message on; for the first message today's, or yesterday's."""
    zone = _zone(clock)
    if not clock.told:
        today = _at(clock.asked.date(), likeliest(said, clock.style), zone)
        return today if today <= clock.asked else _at(clock.asked.date() - _A_DAY, likeliest(said, clock.style), zone)
    days = (clock.now.date(), clock.now.date() + _A_DAY)
    times = [_at(day, moment, zone) for day in days for moment in candidates(said, clock.style)]
    return min((at for at in times if _utc(at) >= _utc(clock.now)), key=_utc, default=clock.now)


def _zone(clock: StoryClock) -> tzinfo:
    return clock.asked.tzinfo or UTC


def _at(day: date, moment: time, zone: tzinfo) -> datetime:
    """A wall time as an instant; one that a clock change skips becomes the same distance after the change."""
    return datetime.combine(day, moment, zone).astimezone(UTC).astimezone(zone)


def _plus(at: datetime, length: timedelta) -> datetime:
    """Elapsed time, whatever the clocks on the wall do meanwhile."""
    return (at.astimezone(UTC) + length).astimezone(at.tzinfo)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
