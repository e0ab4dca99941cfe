"""What stands in a picture, in one language."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.picture.scene import Bar, BarKind, Mark, Scene
from locales.formats import formats
from locales.translate import translator
from pricing.types import EventType

_FROM_CUSTOMER = (EventType.INBOUND, EventType.CALL)
_HOUR = timedelta(hours=1)


class Words:
    """Labels for the bars, marks and ticks of one scene."""

    def __init__(self, scene: Scene, language: str) -> None:
        self._scene = scene
        self._say = translator(language)
        self._write = formats(language)
        self._zone = ZoneInfo(scene.timezone)

    def bar(self, bar: Bar) -> str:
        """Return what lasts and until when: `Conversación de marketing · hasta mar 09:00`."""
        name = self._bar_name(bar)
        if bar.end is None:
            return self._say("picture.open_before", what=name)
        if not self._scene.timed:
            return self._say("picture.lasts", what=name, hours=self._hours(bar))
        return self._say("picture.until", what=name, end=self.moment(bar.end))

    def mark(self, mark: Mark) -> str:
        """Return when, who and what: `lun 09:00 · empresa: plantilla de marketing`."""
        who = self._say("step.who.customer" if mark.type in _FROM_CUSTOMER else "step.who.business")
        return f"{self._when(mark)} · {who}: {self._what(mark)}"

    def outcome(self, mark: Mark) -> str:
        """Return what becomes of a message: its price, or why it is free."""
        if mark.unsettled:
            return self._say("picture.unsettled")
        if not mark.sendable:
            return self._say("picture.not_sendable")
        if mark.charged is False:
            reason = mark.free_reason and self._say.find(f"step.reason.{mark.free_reason}")
            return self._say("picture.free", reason=reason) if reason else self._say("picture.free.unexplained")
        key = "picture.charged" if mark.charged else "picture.depends"
        price = self._write.rate(Decimal(mark.amount), self._scene.currency) if mark.amount else None
        return self._say(f"{key}.priced", amount=price) if price else self._say(key)

    def tick(self, at: datetime, step: timedelta) -> str:
        """Return the day at midnight, else the time of day."""
        local = at.astimezone(self._zone)
        if (local.hour, local.minute) == (0, 0) or step >= 24 * _HOUR:
            return f"{self._write.weekday(local)} {self._short_day(local)}"
        return self._write.clock(local)

    def elapsed(self, span: timedelta) -> str:
        """Return how long after the first message: `+24 h`."""
        return self._say("picture.elapsed", hours=self._write.number(Decimal(round(span / _HOUR, 2))))

    def moment(self, at: datetime) -> str:
        """Return an instant as far as it is needed to find it on the axis."""
        local = at.astimezone(self._zone)
        day = self._write.weekday(local) if self._within_a_week() else self._short_day(local)
        return f"{day} {self._write.clock(local)}"

    def title(self) -> str:
        """Return what the picture is of."""
        return self._say("picture.title")

    def description(self) -> str:
        """Return everything that the picture shows, as sentences."""
        told = [f"{self.mark(mark)}: {self.outcome(mark)}." for mark in self._scene.marks]
        return " ".join([*told, *(f"{self.bar(bar)}." for bar in self._scene.bars)])

    def _within_a_week(self) -> bool:
        return self._scene.end - self._scene.start < timedelta(days=7)

    def _short_day(self, local: datetime) -> str:
        return self._write.day(local.date()).rpartition("\u00a0")[0]

    def _bar_name(self, bar: Bar) -> str:
        if bar.kind is BarKind.CONVERSATION and bar.category:
            return self._say("picture.conversation", category=self._say(f"category.{bar.category}"))
        return self._say(f"picture.{bar.kind}")

    def _hours(self, bar: Bar) -> str:
        span = (bar.end or self._scene.end) - (bar.start or self._scene.start)
        return self._write.number(Decimal(round(span / _HOUR)))

    def _when(self, mark: Mark) -> str:
        if mark.timed:
            return self.moment(mark.at)
        return self._say("step.first" if mark is self._scene.marks[0] else "step.then")

    def _what(self, mark: Mark) -> str:
        if mark.type is EventType.TEMPLATE and mark.category:
            return self._say(f"category.{mark.category}.template")
        if mark.type is EventType.INBOUND and mark.entry_point:
            return self._say(f"step.what.inbound.{mark.entry_point}")
        return self._say(f"step.what.{mark.type}")
