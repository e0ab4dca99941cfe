"""One message before its time is worked out, and what tells two of them apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from intents.reader.actors import BUSINESS, CUSTOMER
from intents.reader.attributes import Attributes
from intents.reader.chunks import Chunk
from intents.reader.marks import Mark, MarkKind, SpanSense
from intents.reader.vocabulary import Cue, group

_MOST_REPEATS = 12
_MEANWHILE = 3
_FEW_WORDS = 2


class Frame(Struct, frozen=True, kw_only=True):
    """One message before its time is worked out."""

    actor: str
    act: str
    """An act of `Verb`, or `noun` where a message is only named."""
    what: Attributes
    times: tuple[Mark, ...] = ()
    until: Mark | None = None
    repeat: int = 1
    start: int
    end: int
    sentence: int
    question: bool = False

    @property
    def dated(self) -> bool:
        """Whether a day or a time of day was said."""
        return any(mark.kind is not MarkKind.SPAN and is_moment(mark) for mark in self.times)


def is_moment(mark: Mark) -> bool:
    """Whether a mark says when something happens; `24 h` and `within 24 h` say how long."""
    if mark.kind is MarkKind.SPAN:
        return mark.value.sense not in (SpanSense.LENGTH, SpanSense.WITHIN)
    return mark.kind in (MarkKind.CLOCK, MarkKind.DAY) or (mark.kind is MarkKind.DATE and mark.value.day is not None)


def is_ellipsis(chunk: Chunk) -> bool:
    """`la de las 8:01`: the one of that time, of the kind that was named before."""
    return any(
        first in group("the_one") and second in group("of") for first, second in pairwise(chunk.norms[: _MEANWHILE + 1])
    )


def is_relative(chunk: Chunk, verb: Cue) -> bool:
    """`a un cliente que me escribió`, `someone who last wrote to us`."""
    place = verb.start - chunk.start
    return bool(group("relative") & set(chunk.norms[max(place - _MEANWHILE, 0) : place]))


def speaker(chunk: Chunk) -> str | None:
    """Who speaks in `customer 15:00`, `10:00 us: "sure"`, `agent "welcome" 9:35pm`: named first, beside a time."""
    if not chunk.times:
        return None
    first = chunk.times[0].end if chunk.times[0].start == chunk.start else chunk.start
    named = next((cue for cue in chunk.cues if cue.kind in ("customer", "business", "us") and cue.start >= first), None)
    if named is not None and chunk.norms[max(named.start - chunk.start - 1, 0)] in group("same"):
        return None
    few = len(chunk.norms) - sum(mark.end - mark.start for mark in chunk.times) <= _FEW_WORDS
    spoken = few or '"' in chunk.norms or chunk.mark(MarkKind.QUOTE) is not None
    if (
        named is None
        or named.start > first + 1
        or not spoken
        or chunk.norms[first - chunk.start] in group("recipients")
    ):
        return None
    return CUSTOMER if named.kind == "customer" else BUSINESS


def complete(times: Sequence[Mark]) -> bool:
    """Whether the times of a chunk need nothing from the chunk before."""
    kinds = {mark.kind for mark in times}
    return MarkKind.SPAN in kinds or {MarkKind.DAY, MarkKind.CLOCK} <= kinds or {MarkKind.DATE, MarkKind.CLOCK} <= kinds


def until(chunk: Chunk) -> Mark | None:
    """The end of something that goes on: `until 16:00`."""
    cue = chunk.find("until")
    if cue is None or lasts_until(chunk):
        return None
    clocks = (mark for mark in chunk.times if mark.kind is MarkKind.CLOCK)
    return next((mark for mark in clocks if cue.start <= mark.start <= cue.end), None)


def lasts_until(chunk: Chunk) -> Mark | None:
    """The end of what is open by itself: `la conversación sigue abierta hasta las 20:00`; nobody writes then."""
    cue = chunk.find("until")
    if cue is None or not any(other.kind in ("open", "window") and other.start < cue.start for other in chunk.cues):
        return None
    return next((mark for mark in chunk.times if mark.kind is MarkKind.CLOCK and mark.start >= cue.start), None)


def repeats(chunk: Chunk) -> int:
    """`tres plantillas`, `two templates` to one customer; a count of customers is not a repeat."""
    for mark in chunk.marks:
        if mark.kind is MarkKind.QUANTITY and mark.value.low == mark.value.high and 1 < mark.value.low <= _MOST_REPEATS:
            named = {cue.start for cue in chunk.cues if cue.kind in ("template", "message", "freeform", "reply_noun")}
            if {mark.end, mark.end + 1} & (named | {kind.start for kind in chunk.kinds}):
                return int(mark.value.low)
    return 1


def same_message(last: Frame, frame: Frame) -> bool:
    """`clicked the ad and wrote at 10` is one message; so is `hizo clic y preguntó`."""
    if not (last.actor == frame.actor == CUSTOMER) or frame.what.another:
        return False
    return not last.times or not frame.times


def lists(last: Frame, frame: Frame) -> bool:
    """`tres respuestas el mismo día: 10:10, 12:40 y 19:00`: the times of what was counted before."""
    return last.repeat > 1 and frame.act == "noun" and frame.sentence == last.sentence and not frame.what.names_message


def fulfils(last: Frame, frame: Frame) -> bool:
    """What was asked for is sent, and not named again."""
    asked = last.act == "request" and last.what.said is not None
    return asked and frame.act == "send" and not frame.what.names_message and not frame.what.another


def announces(frame: Frame, following: Frame) -> bool:
    """`customer replies to our promo: promo at 8, reply at 8:10`: the first only says what the story is about."""
    same = frame.what.said is not None and frame.what.said is following.what.said
    clocked = any(mark.kind is MarkKind.CLOCK for mark in frame.times)
    return not clocked and frame.actor == CUSTOMER and following.actor == BUSINESS and same
