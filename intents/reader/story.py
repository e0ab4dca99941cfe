"""A text as a story: an ordered list of messages with who, what and when.

What a story leaves out but cannot do without is put in: a reply needs a customer's message before it, `otra promo`
needs a first one. Such messages are marked as not timed, and the reply to the person repeats all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.actors import CUSTOMER
from intents.reader.attributes import Attributes
from intents.reader.frame import Frame
from intents.reader.instants import StoryClock
from intents.reader.marks import Mark, Marked
from intents.reader.outset import at_outset
from intents.requests import Message
from pricing.types import Category, EventType, Status

_STEP = timedelta(minutes=5)
"""Between a message and an undated one after it."""
_HOUR = timedelta(hours=1)


class Story(Struct, frozen=True, kw_only=True):
    """The messages in the order they were told; `frames` are what the text itself told of."""

    messages: tuple[Message, ...] = ()
    told: tuple[int, ...] = ()
    """Position in `messages` of each message that the text told of (the others were put in)."""
    asked_in_question: tuple[int, ...] = ()
    """Those that stand in a sentence with a question mark."""
    times: tuple[tuple[Mark, ...], ...] = ()
    """What was said of each message's time, by position in `messages`."""
    unclear: bool = False
    """Something was sent of which neither category nor form is known."""

    def times_of(self, number: int) -> tuple[Mark, ...]:
        """What was said of a message's time."""
        return self.times[number] if number < len(self.times) else ()

    @property
    def sent(self) -> tuple[int, ...]:
        """Positions of the business's messages."""
        return tuple(
            number
            for number, message in enumerate(self.messages)
            if message.type not in (EventType.INBOUND, EventType.CALL)
        )


@dataclass(kw_only=True)
class _Teller:
    """Turns frames into messages one by one."""

    marked: Marked
    clock: StoryClock
    window_closed: bool
    messages: list[Message] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    in_question: list[int] = field(default_factory=list)
    times: list[tuple[Mark, ...]] = field(default_factory=list)
    unclear: bool = False

    def tell(self, frame: Frame) -> None:
        """Add the messages of one frame."""
        at, timed = self._when(frame)
        if frame.actor == CUSTOMER:
            self._customer(frame, at, timed)
        else:
            self._business(frame, at, timed)

    def _when(self, frame: Frame) -> tuple[datetime, bool]:
        if (
            self.messages
            and not frame.times
            and frame.question
            and self.clock.grounded
            and self.clock.now < self.clock.asked
        ):
            self.clock = replace(self.clock, now=self.clock.asked)  # `he wrote two days ago, may I …?`: now
            return self.clock.now, False
        self.clock, said = self.clock.advance(frame.times)
        return self.clock.now, said

    def _customer(self, frame: Frame, at: datetime, timed: bool) -> None:
        what = frame.what
        if frame.act == "request" and what.said is Category.AUTHENTICATION:
            self._add(frame, Message(at=at, timed=timed, type=EventType.TEMPLATE, category=Category.AUTHENTICATION))
            return
        if frame.act in ("reply", "noun") and not self.messages and what.said is not None:
            self._put_in(at - _HOUR, EventType.TEMPLATE, what.said)
        kind = EventType.CALL if what.call else EventType.INBOUND
        self._add(frame, Message(at=at, timed=timed, type=kind, entry_point=what.entry_point, device=what.device))

    def _business(self, frame: Frame, at: datetime, timed: bool) -> None:
        kind, category = self._what(frame)
        self._put_in_before(frame, kind, category, at)
        status = Status.FAILED if frame.what.failed else Status.DELIVERED
        message = Message(
            at=at,
            timed=timed,
            type=kind,
            category=category,
            evident=frame.what.category is None and category is not None,
            status=status,
        )
        for _ in range(frame.repeat):
            self._add(frame, message)
        if frame.until is not None:
            self.clock, _ = self.clock.advance((frame.until,))
            self._add(frame, Message(at=self.clock.now, timed=True, type=kind, category=category, status=status))

    def _what(self, frame: Frame) -> tuple[EventType, Category | None]:
        what = frame.what
        if what.reaction:
            return EventType.REACTION, None
        said = what.said if what.said not in (None, Category.SERVICE) else None
        if what.freeform and not what.template and what.category in (None, Category.SERVICE):
            return EventType.FREEFORM, None
        if (
            what.template
            or (frame.act in ("send", "noun", "request") and said is not None)
            or what.category not in (None, Category.SERVICE)
        ):
            return EventType.TEMPLATE, said or self._last_category(what)
        if frame.act in ("send", "noun") and what.another and (previous := self._last_sent()) is not None:
            return previous.type, previous.category
        if frame.act in ("reply", "chat", "write") or what.category is Category.SERVICE:
            return EventType.FREEFORM, None
        self.unclear = self.unclear or not self._window_open()
        return EventType.FREEFORM, None

    def _last_category(self, what: Attributes) -> Category | None:
        previous = next((m for m in reversed(self.messages) if m.category is not None), None)
        if previous is not None and what.another:
            return previous.category
        self.unclear = True
        return None

    def _last_sent(self) -> Message | None:
        return next((m for m in reversed(self.messages) if m.type in (EventType.TEMPLATE, EventType.FREEFORM)), None)

    def _window_open(self) -> bool:
        return any(message.type is EventType.INBOUND for message in self.messages)

    def _put_in_before(self, frame: Frame, kind: EventType, category: Category | None, at: datetime) -> None:
        """Put in what must have gone before."""
        answers = frame.act in ("reply", "chat") and not self.window_closed
        if answers and not any(m.type in (EventType.INBOUND, EventType.CALL) for m in self.messages):
            self._put_in(at - _STEP, EventType.INBOUND, None, frame.what)
        alone = not any(m.type is EventType.TEMPLATE and m.category is category for m in self.messages)
        if (
            frame.what.another
            and frame.repeat == 1
            and kind is EventType.TEMPLATE
            and alone
            and not self._sent_anything()
        ):
            self._put_in(at - _HOUR, kind, category)

    def _sent_anything(self) -> bool:
        return any(message.type in (EventType.TEMPLATE, EventType.FREEFORM) for message in self.messages)

    def _put_in(self, at: datetime, kind: EventType, category: Category | None, what: Attributes | None = None) -> None:
        entry = what.entry_point if what and kind is EventType.INBOUND else None
        self.messages.append(Message(at=at, timed=False, type=kind, category=category, entry_point=entry))
        self.times.append(())

    def _add(self, frame: Frame, message: Message) -> None:
        self.told.append(len(self.messages))
        if frame.question:
            self.in_question.append(len(self.messages))
        words = self.marked.text[self.marked.tokens[frame.start].start : self.marked.tokens[frame.end - 1].end]
        self.messages.append(replace(message, words=words))
        self.times.append(frame.times)


def tell(marked: Marked, frames: Sequence[Frame], clock: StoryClock, *, window_closed: bool = False) -> Story:
    """Turn frames into a story; `clock` knows the moment of asking and the account's zone."""
    times = [marks for frame in frames for marks in (frame.times, (frame.until,) if frame.until else ())]
    teller = _Teller(marked=marked, clock=at_outset(clock, times, marked.marks), window_closed=window_closed)
    for frame in frames:
        teller.tell(frame)
    return Story(
        messages=tuple(teller.messages),
        told=tuple(teller.told),
        asked_in_question=tuple(teller.in_question),
        times=tuple(teller.times),
        unclear=teller.unclear,
    )
