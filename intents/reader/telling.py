"""What has been told so far: chunks are taken in one by one, and each adds a message or says more of one."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from intents.reader.actors import BUSINESS, CUSTOMER, act_of, subject_of
from intents.reader.acts import acts_in, parts_of
from intents.reader.attributes import Attributes, attributes_of
from intents.reader.chunks import Chunk
from intents.reader.frame import (
    Frame,
    complete,
    fulfils,
    is_ellipsis,
    is_moment,
    is_relative,
    lasts_until,
    lists,
    repeats,
    same_message,
    speaker,
    until,
)
from intents.reader.marks import Mark, MarkKind
from intents.reader.situations import dated
from intents.reader.vocabulary import Cue, group
from pricing.types import Category


def _gives_reason(chunk: Chunk, actor: str) -> bool:
    return actor == CUSTOMER and chunk.opens_sentence and chunk.norms[0] in group("because")


class Telling:
    """What has been told so far; chunks are taken in one by one."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self._subject: str | None = None
        self._pending: tuple[Mark, ...] = ()
        """Times said before the message that they belong to."""
        self._entry: Attributes | None = None
        """How the customer came in, said before their message."""
        self._named: tuple[int, Attributes, int] | None = None
        """Sentence, attributes and count of messages named before it is said when each of them went."""

    @property
    def _last(self) -> Frame | None:
        return self.frames[-1] if self.frames else None

    def take(self, chunk: Chunk) -> None:
        """Read one chunk."""
        if self._is_delivery(chunk):
            self._deliver(chunk)
            return
        verbs = acts_in(chunk, timed=any(is_moment(mark) for mark in (*chunk.times, *self._pending)))
        if verbs:
            for part, verb in parts_of(chunk, verbs):
                self._verb(part, verb)
        elif not self._nameless(chunk):
            self._remark(chunk)

    def _verb(self, chunk: Chunk, verb: Cue) -> None:
        act = act_of(chunk, verb, self._last.actor if self._last else None, self._subject)
        what = attributes_of(chunk)
        received = verb.verb is not None and verb.verb.weak and act.act == "send" and what.names_template
        actor = (
            BUSINESS
            if received
            else CUSTOMER
            if what.entry_point and verb.verb and verb.verb.weak and not what.names_template
            else act.actor
        )
        self._subject = actor
        if self.frames and not (what.names_message or chunk.times) and (chunk.aside or _gives_reason(chunk, actor)):
            return  # `(se la mandamos a esa hora)`, `como él escribió primero …`: says again what was said
        if act.act == "be_silent" or (act.negated and not what.failed):
            self._pending = chunk.times or self._pending
            return
        frame = self._frame(chunk, actor, act.act, what)
        if self._last and self._last.sentence == chunk.sentence and actor == CUSTOMER and is_relative(chunk, verb):
            self.frames.insert(-1, frame)  # `contesto a un cliente que me escribió`: that came before
        else:
            self._add(frame)

    def _nameless(self, chunk: Chunk) -> bool:
        """Read a message that has no verb: `9:00 plantilla de utilidad`, `ad lead at 9`, `otra a las 15`."""
        what = attributes_of(chunk)
        if chunk.aside and not (self._pending and what.names_message):
            return False
        if chunk.has("closed", "used") or self._asks(chunk) or self._refers(chunk):
            return False
        if chunk.has("open") and not dated(chunk):
            return False
        actor = self._nameless_actor(chunk, what)
        if actor is None:
            return self._name(chunk, what)
        self._begin_with_named(chunk, what)
        if is_ellipsis(chunk) and not what.names_message:
            what = replace(what, another=True)
        self._add(self._frame(chunk, actor, "noun", what))
        return True

    def _begin_with_named(self, chunk: Chunk, what: Attributes) -> None:
        """`t=0 marketing, t+3h utility`: what was named first without a time that we can read began the story."""
        if self.frames or self._named is None or self._named[0] != chunk.sentence or not what.names_message:
            return
        self.frames.append(replace(self._frame(chunk, BUSINESS, "noun", self._named[1]), times=(), repeat=1))

    def _asks(self, chunk: Chunk) -> bool:
        """`is the utility one on Tuesday charged?` asks; `… and a utility one on Tuesday for free?` still tells."""
        last = self._last
        goes_on = last is not None and last.sentence == chunk.sentence and last.act in ("send", "noun")
        return not goes_on and chunk.has("charge", "conversation") and (chunk.question or chunk.has("asks"))

    def _refers(self, chunk: Chunk) -> bool:
        """`is the Thursday 12:00 answer still free?`: all its times were told before, so it is a message of then."""
        told = {(mark.kind, mark.value) for frame in self.frames for mark in frame.times}
        times = {(mark.kind, mark.value) for mark in chunk.times}
        return bool(times) and times <= told and (chunk.question or chunk.has("asks"))

    def _is_delivery(self, chunk: Chunk) -> bool:
        """`… but it was delivered at 14:00`: when the message before arrived, which is what counts (rule A1)."""
        last, what = self._last, attributes_of(chunk)
        if last is None or last.actor != BUSINESS or last.repeat > 1 or chunk.sentence - last.sentence > 1:
            return False
        timed = chunk.has("delivered") and any(is_moment(mark) for mark in chunk.times)
        return timed and not (what.names_message or what.another or what.failed)

    def _deliver(self, chunk: Chunk) -> None:
        kinds = {mark.kind for mark in chunk.times}
        last = self.frames[-1]
        days = (
            () if kinds - {MarkKind.CLOCK} else tuple(m for m in last.times if m.kind in (MarkKind.DAY, MarkKind.DATE))
        )
        self._amend(times=(*days, *chunk.times), what=replace(last.what, failed=False))

    def _nameless_actor(self, chunk: Chunk, what: Attributes) -> str | None:
        """Whose message it is, or `None` if the chunk tells of none: it has to be said when."""
        if not any(is_moment(mark) for mark in (*chunk.times, *self._pending)):
            return BUSINESS if self._coordinated(chunk, what) else None
        if chunk.has("reply_noun") and not what.names_template:
            return self._other_side(chunk)
        if what.names_message:
            return CUSTOMER if chunk.has("in_noun") and not what.names_template else BUSINESS
        if what.entry_point or chunk.has("in_noun"):
            return CUSTOMER
        return speaker(chunk) or self._repeated(chunk)

    def _coordinated(self, chunk: Chunk, what: Attributes) -> bool:
        """`le mando una de utilidad y una de marketing`: what else goes out with it."""
        last = self._last
        if last is None or last.act != "send" or last.sentence != chunk.sentence or chunk.has("charge", "conversation"):
            return False
        joined = bool(group("and") & set(chunk.norms[:1]))
        return joined and what.names_template and what.said is not None and what.said is not last.what.said

    def _repeated(self, chunk: Chunk) -> str | None:
        """`otra a las 15`, `and again at 8`, `10:10, 12:40 y 19:00`: the same once more."""
        last = self._last
        if self._named and self._named[0] == chunk.sentence and self._named[2] > 1:
            return BUSINESS
        if last is not None and chunk.has("delivered") and chunk.has("another"):
            return BUSINESS
        if last is not None and last.sentence == chunk.sentence and last.repeat > 1 and chunk.mark(MarkKind.CLOCK):
            return last.actor
        again = chunk.has("another") or is_ellipsis(chunk)
        if last is None or last.sentence != chunk.sentence or not again or not chunk.times:
            return None
        return last.actor

    def _other_side(self, chunk: Chunk) -> str:
        if said := subject_of(chunk):
            return said
        return CUSTOMER if self._last and self._last.actor == BUSINESS else BUSINESS

    def _name(self, chunk: Chunk, what: Attributes) -> bool:
        """Keep what a chunk names without saying when: `tres avisos de utilidad: …`, `promo (marketing) el viernes`."""
        if not what.names_message or chunk.has("charge", "conversation", "if") or (self._last and chunk.question):
            return False
        if self._last and self._last.sentence == chunk.sentence:
            return False
        self._named = (chunk.sentence, what, repeats(chunk))
        return True

    def _remark(self, chunk: Chunk) -> None:
        """A chunk that tells of no new message: it adds to the one before, or to the one to come."""
        what = attributes_of(chunk)
        self._subject = subject_of(chunk) or self._subject
        if what.entry_point and not chunk.question:
            self._entry = what
        self._describe(chunk, what)
        if chunk.times and not chunk.has("closed") and lasts_until(chunk) is None:
            self._late_times(chunk)

    def _describe(self, chunk: Chunk, what: Attributes) -> None:
        """`(template de marketing)`, `it was never delivered`: more about the message before."""
        if self._named and self._named[0] == chunk.sentence and chunk.aside:
            self._named = (self._named[0], self._named[1].with_more(what), self._named[2])
        last = self._last
        if last is None or (chunk.has("charge", "conversation", "open", "closed") and not what.failed):
            return
        if (last.sentence == chunk.sentence or what.failed) and what.adds_to(last.what, aside=chunk.aside):
            more = what if last.actor == CUSTOMER else what.without_entry()
            self._amend(what=last.what.with_more(more))

    def _late_times(self, chunk: Chunk) -> None:
        last = self._last
        if self._named and self._named[0] == chunk.sentence and self._named[1].names_message:
            self._add(self._frame(chunk, BUSINESS, "noun", self._named[1]))
        elif last is not None and not last.times and last.sentence == chunk.sentence:
            self._amend(times=chunk.times)
        else:
            self._pending = chunk.times

    def _amend(self, **changes: Any) -> None:
        self.frames[-1] = replace(self.frames[-1], **changes)

    def _frame(self, chunk: Chunk, actor: str, act: str, what: Attributes) -> Frame:
        if actor == CUSTOMER and self._entry is not None:
            what, self._entry = what.with_more(self._entry), None
        return Frame(
            actor=actor,
            act=act,
            what=what if actor == CUSTOMER or act in ("reply", "chat") else what.without_entry(),
            times=self._times(chunk),
            until=until(chunk),
            repeat=repeats(chunk),
            start=chunk.start,
            end=chunk.end,
            sentence=chunk.sentence,
            question=chunk.question,
        )

    def _times(self, chunk: Chunk) -> tuple[Mark, ...]:
        ends = until(chunk), lasts_until(chunk)
        own = tuple(mark for mark in chunk.times if mark not in ends)
        kinds = {mark.kind for mark in own}
        earlier = () if complete(own) else tuple(mark for mark in self._pending if mark.kind not in kinds)
        self._pending = ()
        return (*earlier, *own)

    def _add(self, frame: Frame) -> None:
        last = self._last
        if last is not None and same_message(last, frame):
            merged = last.what.with_more(frame.what)
            self._amend(what=merged, times=last.times or frame.times, end=frame.end, until=frame.until)
        elif last is not None and lists(last, frame):
            self._list(last, frame)
        elif last is not None and fulfils(last, frame):
            self._fulfil(last, frame)
        else:
            self.frames.append(self._with_named(frame))

    def _fulfil(self, last: Frame, frame: Frame) -> None:
        """`pidió otro código y se lo mandé` is one message; `pidió la factura y se la mandé` are two."""
        if last.what.said is Category.AUTHENTICATION:
            self._amend(times=last.times or frame.times, end=frame.end)
        else:
            self.frames.append(replace(frame, what=frame.what.with_more(last.what.without_entry())))

    def _list(self, last: Frame, frame: Frame) -> None:
        """Give the times of a list to the messages that were counted before it."""
        self._named = (frame.sentence, last.what, last.repeat)
        days = tuple(mark for mark in last.times if mark.kind is MarkKind.DAY)
        if any(mark.kind is MarkKind.CLOCK for mark in last.times):
            self._amend(repeat=1)
            self.frames.append(replace(frame, what=last.what, actor=last.actor))
        else:
            self._amend(repeat=1, times=(*days, *frame.times), end=frame.end)

    def _with_named(self, frame: Frame) -> Frame:
        """`the marketing template, sent on Monday`: the name came before the verb."""
        if (
            self._named is None
            or self._named[0] != frame.sentence
            or frame.actor != BUSINESS
            or frame.what.names_message
        ):
            return frame
        return replace(frame, what=self._named[1].with_more(frame.what), repeat=1)
