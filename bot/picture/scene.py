"""What a picture shows, free of language and of pixels: bars and marks in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from bot.picture.windows import window_spans
from intents.requests import Message, ScenarioRequest, Standing
from pricing import parameters
from pricing.types import EntryPoint, EventType, FreeReason

_LEAST = timedelta(hours=2)


class BarKind(StrEnum):
    """What lasts."""

    WINDOW = "window"
    CONVERSATION = "conversation"
    FREE_ENTRY_POINT = "free_entry_point"


class Bar(Struct, frozen=True, kw_only=True):
    """Something that lasts, [start, end). An end that nobody said is `None`: the bar goes on past the picture."""

    kind: BarKind
    start: datetime | None
    end: datetime | None
    category: str | None = None


class Mark(Struct, frozen=True, kw_only=True):
    """One message and what became of it."""

    index: int
    at: datetime
    timed: bool
    """Whether its time was said."""
    type: EventType
    category: str | None
    entry_point: EntryPoint | None
    opens: bool
    charged: bool | None
    free_reason: str | None
    sendable: bool
    amount: str | None
    unsettled: bool = False
    """Hangs on the category of a template that nobody said."""
    asked: bool = False


class Scene(Struct, frozen=True, kw_only=True):
    """Everything in a picture, in order of time."""

    start: datetime
    end: datetime
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    timezone: str
    currency: str
    timed: bool
    """Whether any time was said; else the axis counts hours from the first message."""


def scene_of(answer: Mapping[str, Any], request: object, timezone: str) -> Scene | None:
    """Return the picture of an answer object and its request; `None` where nothing happened in time."""
    if not isinstance(request, ScenarioRequest) or not answer["events"]:
        return None
    marks = tuple(_marks(answer, request.messages))
    bars = (*_windows(answer["era"], marks, request), *_standing(request), *_conversations(answer, marks, request))
    instants = [mark.at for mark in marks]
    instants += [instant for bar in bars for instant in (bar.start, bar.end) if instant is not None]
    start, end = min(instants), max(instants)
    return Scene(
        start=start,
        end=max(end, start + _LEAST),
        bars=bars,
        marks=marks,
        timezone=timezone,
        currency=answer["verdict"]["currency"],
        timed=any(mark.timed for mark in marks),
    )


def _marks(answer: Mapping[str, Any], messages: tuple[Message, ...]) -> Iterable[Mark]:
    unsettled = False
    for event in answer["events"]:
        index = event["index"]
        message = messages[index] if index < len(messages) else None
        type = EventType(event["type"])
        unsettled = unsettled or (type is EventType.TEMPLATE and message is not None and message.category is None)
        yield Mark(
            index=index,
            at=datetime.fromisoformat(event["at"]),
            timed=message is None or message.timed,
            type=type,
            category=_category(event, message),
            entry_point=message.entry_point if message else None,
            opens=event["opens"] and not unsettled,
            charged=event["charged"],
            free_reason=event["free_reason"],
            sendable=event["sendable"],
            amount=_amount(event, answer),
            unsettled=unsettled and type not in (EventType.INBOUND, EventType.CALL),
            asked=index == answer["asked_event"] and len(answer["events"]) > 1,
        )


def _category(event: Mapping[str, Any], message: Message | None) -> str | None:
    """What a template is, also where it joins a conversation and the verdict names no category."""
    said = message.category if message else None
    found: str | None = said.value if said else event["category"]
    return found


def _amount(event: Mapping[str, Any], answer: Mapping[str, Any]) -> str | None:
    """What a message costs, or would cost if the free ones of the month are used up."""
    if event["charged"] is None and event["index"] == answer["asked_event"]:
        amount: str | None = answer["verdict"]["amount"]
        return amount
    found: str | None = event["amount"]
    return found


def _windows(era: str, marks: tuple[Mark, ...], request: ScenarioRequest) -> Iterable[Bar]:
    rules = parameters.at(parameters.resolve(era))
    opening = (EventType.INBOUND, EventType.CALL) if rules.calls_open_window else (EventType.INBOUND,)
    written = [mark.at for mark in marks if mark.type in opening]
    length = timedelta(hours=rules.customer_service_window_hours)
    for start, end in window_spans(written, length):
        yield Bar(kind=BarKind.WINDOW, start=start, end=end)
    if request.situation.window_open and not written:
        yield Bar(kind=BarKind.WINDOW, start=None, end=None)


def _standing(request: ScenarioRequest) -> Iterable[Bar]:
    """What was said to be open before the first message."""
    for standing in request.situation.open:
        yield Bar(
            kind=_kind(standing),
            start=standing.opened_at,
            end=None,
            category=standing.category.value if standing.category else None,
        )


def _kind(standing: Standing) -> BarKind:
    return BarKind.FREE_ENTRY_POINT if standing.free_entry_point else BarKind.CONVERSATION


def _conversations(answer: Mapping[str, Any], marks: tuple[Mark, ...], request: ScenarioRequest) -> Iterable[Bar]:
    """One bar for each conversation that a message of the story opens, and for each free entry point window."""
    settled = {mark.index for mark in marks if not mark.unsettled}
    entered = any(standing.free_entry_point for standing in request.situation.open)
    seen: set[object] = set()
    for event in answer["events"]:
        name, entry = event["conversation"], event["free_reason"] == FreeReason.FREE_ENTRY_POINT
        if name is None or name in seen or event["index"] not in settled or event["expires_at"] is None:
            continue
        seen.add(name)
        if event["opens"] or (entry and not entered):  # others join one that was open before, which `_standing` shows
            yield Bar(
                kind=BarKind.FREE_ENTRY_POINT if entry else BarKind.CONVERSATION,
                start=datetime.fromisoformat(event["at"]),
                end=datetime.fromisoformat(event["expires_at"]),
                category=None if entry else event["category"],
            )
