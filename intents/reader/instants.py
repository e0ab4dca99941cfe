"""When it happened: the marks of one message after another, worked out into instants.

Only relative distances decide verdicts, so what nobody said is assumed in the simplest way and told to the person: time
goes forward, the story begins on the latest such day that is not in the future, and a bare `3` after `11` is 15:00.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.marks import Mark, SpanSense
from intents.reader.placing import STEP, at_wall, plus, resolve, turns
from intents.reader.said import Said, said_by
from intents.reader.timesofday import Style

__all__ = ["STEP", "StoryClock"]

_OPENING = time(10)
"""When a story begins that says nothing of it."""
_A_DAY = timedelta(days=1)


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
    style: Style = Style.HALVES
    turned: bool = False
    """Whether, by this style, a message came before the one told ahead of it, or on a later day that nobody named."""
    year: int | None = None
    """The year that the text speaks of, and its month: those of a day that names none."""
    month: int | None = None
    dated: bool = False
    """Whether any day was named: until then the story may be of any day."""
    grounded: bool = False
    """Whether something was told from the moment of asking (`ayer`, `hace 2 horas`)."""

    @classmethod
    def start(cls, now: datetime, zone: tzinfo) -> StoryClock:
        """Begin a story that is told at an aware instant, in the account's zone."""
        asked = now.astimezone(zone)
        opening = at_wall(asked.date(), _OPENING, zone)
        return cls(asked=asked, now=opening if opening <= asked else at_wall(asked.date() - _A_DAY, _OPENING, zone))

    def advance(self, marks: Iterable[Mark]) -> tuple[StoryClock, bool]:
        """Place the next message by its marks; also whether its time was said at all."""
        said = said_by(marks)
        if said.nothing:
            return self._placed(plus(self.now, STEP) if self.told else self.now, said), False
        anchored = self._anchored(said)
        at = resolve(anchored, said)
        return replace(anchored._placed(at, said), turned=self.turned or turns(anchored, at, said)), True

    def before(self, marks: Iterable[Mark]) -> StoryClock:
        """Begin shortly before the instant that a later message names, so that an undated first one fits."""
        said = said_by(marks)
        floating = said.span is not None and said.span.sense is not SpanSense.AGO
        if self.told or said.nothing or floating or (said.day is not None and said.day.from_previous is not None):
            return self
        return replace(self, now=plus(resolve(self, said), -STEP))

    def _placed(self, at: datetime, said: Said) -> StoryClock:
        from_now = said.day is not None and said.day.from_now is not None
        ago = said.span is not None and said.span.sense is SpanSense.AGO
        return replace(
            self,
            now=at,
            told=True,
            first=self.first or at,
            dated=self.dated
            or ago
            or said.date is not None
            or (said.day is not None and said.day.from_previous is None),
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
        zero = plus(self.now, -said.span.length) if self.first is None else plus(self.first, -_A_DAY)
        return replace(self, day_zero=zero)
