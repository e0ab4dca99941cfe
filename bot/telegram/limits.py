"""How often one person may ask, and everybody together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum
from time import monotonic

from msgspec import Struct

_PEOPLE = 10_000
"""So many people are remembered; the one not seen for longest is forgotten first."""


class Rate(Struct, frozen=True, kw_only=True):
    """So many at once, and so many more a second."""

    most: float
    each_second: float


PERSON = Rate(most=30, each_second=0.5)
TYPING = Rate(most=60, each_second=1)
"""Inline mode asks with every few letters."""
ALL = Rate(most=6_000, each_second=30)
"""Telegram takes about 30 messages a second from a bot."""

NOTICE = Rate(most=0.5, each_second=0.01)
"""Nobody passes: of those who come while everybody together asks too much, each is told so once."""


class Pass(StrEnum):
    """What becomes of an update."""

    FREE = "free"
    TOLD = "told"  # over the limit, and nobody has said so yet
    DROPPED = "dropped"  # over the limit, and that was said


class Buckets:
    """A bucket for each name that fills up again with time."""

    def __init__(self, rate: Rate, *, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, float, bool]] = OrderedDict()

    def take(self, name: str) -> Pass:
        """Take one out of a bucket; the first to find it empty is told, others are dropped until it is half full."""
        now = self._clock()
        left, since, told = self._known.pop(name, (self._rate.most, now, False))
        left = min(self._rate.most, left + (now - since) * self._rate.each_second)
        told = told and left < self._rate.most / 2
        taken = left >= 1
        self._known[name] = (left - 1 if taken else left, now, told or not taken)
        if len(self._known) > _PEOPLE:
            self._known.popitem(last=False)
        if taken:
            return Pass.FREE
        return Pass.DROPPED if told else Pass.TOLD
