"""From chunks to frames: one frame a message, with all that its chunk and the ones around it say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from intents.reader.actors import BUSINESS, CUSTOMER, act_of, subject_of
from intents.reader.attributes import Attributes, attributes_of
from intents.reader.chunks import Chunk
from intents.reader.marks import Mark, MarkKind
from intents.reader.vocabulary import Cue

_MOST_REPEATS = 12


@dataclass(frozen=True, kw_only=True)
class Frame:
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
    question: bool = False


@dataclass(kw_only=True)
class Telling:
    """What has been told so far; chunks are taken in one by one."""

    frames: list[Frame] = field(default_factory=list)
    subject: str | None = None
    pending: tuple[Mark, ...] = ()
    """Times said before the message that they belong to."""
    entry: Attributes | None = None

    @property
    def last_actor(self) -> str | None:
        """Who wrote the last message."""
        return self.frames[-1].actor if self.frames else None

    def take(self, chunk: Chunk) -> None:
        """Read one chunk."""
        verbs = _acts(chunk)
        if verbs:
            for part, verb in _parts(chunk, verbs):
                self._verb(part, verb)
        elif _is_message(chunk):
            self._noun(chunk)
        else:
            self._remark(chunk)

    def _verb(self, chunk: Chunk, verb: Cue) -> None:
        act = act_of(chunk, verb, self.last_actor, self.subject)
        what = attributes_of(chunk)
        self.subject = act.actor
        if act.act == "be_silent" or (act.negated and not what.failed):
            self.pending = chunk.times
            return
        frame = Frame(
            actor=act.actor,
            act=act.act,
            what=what,
            times=self._times(chunk),
            until=_until(chunk),
            repeat=_repeats(chunk),
            start=chunk.start,
            end=chunk.end,
            question=chunk.question,
        )
        self._add(frame)

    def _noun(self, chunk: Chunk) -> None:
        what = attributes_of(chunk)
        actor = CUSTOMER if chunk.has("in_noun") and not what.names_template else BUSINESS
        if chunk.has("reply_noun") and not what.names_template:
            actor = CUSTOMER if chunk.has("customer") or self.last_actor == BUSINESS else BUSINESS
        times = self._times(chunk)
        self._add(
            Frame(
                actor=actor, act="noun", what=what, times=times, repeat=_repeats(chunk), start=chunk.start, end=chunk.end, question=chunk.question
            )
        )

    def _remark(self, chunk: Chunk) -> None:
        """A chunk that tells of no new message: it adds to the one before, or to the one to come."""
        what = attributes_of(chunk)
        self.subject = subject_of(chunk) or self.subject
        if self.frames and what.adds_to(self.frames[-1].what, aside=chunk.aside):
            self.frames[-1] = replace(self.frames[-1], what=self.frames[-1].what.with_more(what))
        if chunk.times and not chunk.has("closed"):
            self._late_times(chunk)

    def _late_times(self, chunk: Chunk) -> None:
        last = self.frames[-1] if self.frames else None
        if last is not None and not last.times and not chunk.opens_sentence:
            self.frames[-1] = replace(last, times=chunk.times)
        else:
            self.pending = chunk.times

    def _times(self, chunk: Chunk) -> tuple[Mark, ...]:
        until = _until(chunk)
        own = tuple(mark for mark in chunk.times if mark is not until)
        merged = own if _complete(own) else (*self.pending, *own)
        self.pending = ()
        return merged

    def _add(self, frame: Frame) -> None:
        last = self.frames[-1] if self.frames else None
        if last is not None and _same_message(last, frame):
            self.frames[-1] = replace(
                last, what=last.what.with_more(frame.what), times=last.times or frame.times, end=frame.end, until=frame.until
            )
        else:
            self.frames.append(frame)


def frames_of(chunks: Iterable[Chunk]) -> tuple[Frame, ...]:
    """Read chunks into frames, in the order of the text."""
    telling = Telling()
    for chunk in chunks:
        telling.take(chunk)
    return tuple(telling.frames)


def _acts(chunk: Chunk) -> tuple[Cue, ...]:
    """The verbs that count: asking for something to be sent is the sending; `is charged` in a question is none."""
    verbs = [cue for cue in chunk.verbs if cue.verb is not None]
    sends = [cue for cue in verbs if cue.verb is not None and cue.verb.act == "send"]
    if sends:
        verbs = [cue for cue in verbs if cue.verb is None or cue.verb.act != "request"]
    return tuple(verbs)


def _parts(chunk: Chunk, verbs: Sequence[Cue]) -> list[tuple[Chunk, Cue]]:
    """Cut a chunk with several verbs before the words that belong to the next verb."""
    parts, start = [], chunk.start
    for verb, following in zip(verbs, verbs[1:], strict=False):
        cut = _lead(chunk, verb.end, following.start)
        parts.append((chunk.part(start, cut), verb))
        start = cut
    parts.append((chunk.part(start, chunk.end), verbs[-1]))
    return parts


def _lead(chunk: Chunk, floor: int, verb: int) -> int:
    """Where the words before a verb that belong to it begin: its pronouns, subject and negation."""
    leading = {cue.start for cue in chunk.cues if cue.kind in ("us", "them", "not", "customer", "business", "nobody")}
    cut = verb
    while cut - 1 >= floor and (cut - 1 in leading or chunk.norms[cut - 1 - chunk.start] in _ARTICLES):
        cut -= 1
    return cut


_ARTICLES = frozenset(("el", "la", "mi", "un", "una", "the", "our", "my", "a", "nuestro", "nuestra", "se", "y", "and", "que"))


def _is_message(chunk: Chunk) -> bool:
    """Without a verb, a chunk still tells of a message if it names one and says when: `9:00 plantilla de utilidad`."""
    what = attributes_of(chunk)
    if chunk.has("charge", "closed", "had", "open", "used") or not (what.names_message or chunk.has("reply_noun", "in_noun")):
        return False
    return bool(chunk.times) and not chunk.aside


def _complete(times: Sequence[Mark]) -> bool:
    kinds = {mark.kind for mark in times}
    return MarkKind.SPAN in kinds or {MarkKind.DAY, MarkKind.CLOCK} <= kinds or {MarkKind.DATE, MarkKind.CLOCK} <= kinds


def _until(chunk: Chunk) -> Mark | None:
    cue = chunk.find("until")
    if cue is None:
        return None
    return next((mark for mark in chunk.times if mark.start == cue.end and mark.kind is MarkKind.CLOCK), None)


def _repeats(chunk: Chunk) -> int:
    """`tres plantillas`, `two templates` to one customer; a count of customers is not a repeat."""
    for mark in chunk.marks:
        if mark.kind is MarkKind.QUANTITY and mark.value.low == mark.value.high and 1 < mark.value.low <= _MOST_REPEATS:
            named = {cue.start for cue in chunk.cues if cue.kind in ("template", "message", "freeform")}
            if {mark.end, mark.end + 1} & (named | {kind.start for kind in chunk.kinds}):
                return int(mark.value.low)
    return 1


def _same_message(last: Frame, frame: Frame) -> bool:
    """`clicked the ad and wrote at 10` is one message; so is `hizo clic y preguntó`."""
    if not (last.actor == frame.actor == CUSTOMER):
        return False
    return not last.times or not frame.times
