"""How answers and memories are written out, and read back. Fields may be added with a default, never renamed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from bot.replies import Reply
from bot.store.port import Kept, StoreBroken
from intents.followup import Remembered
from intents.requests import AnyRequest


class Body(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Of a kept answer, everything that is not looked for."""

    asked_at: datetime
    language: str
    question: str
    object: dict[str, Any]
    replies: dict[str, Reply]
    request: AnyRequest
    timezone: str


class Left(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a conversation left open."""

    request: AnyRequest
    needs: tuple[str, ...] = ()


_BODY = msgspec.json.Decoder(Body)
_LEFT = msgspec.json.Decoder(Left)


def write_answer(kept: Kept) -> str:
    """Return the body of an answer."""
    fields = {name: getattr(kept, name) for name in Body.__struct_fields__}
    return msgspec.json.encode(Body(**fields)).decode()


def read_answer(row: Any, tickets: tuple[str, ...]) -> Kept:
    """Return the answer of a row with `id`, `kept_at` and `body`. Raises `StoreBroken` for one that is unreadable."""
    try:
        body = _BODY.decode(row.body)
    except msgspec.DecodeError as error:
        raise StoreBroken("an answer is unreadable") from error
    fields = {name: getattr(body, name) for name in Body.__struct_fields__}
    return Kept(id=row.id, kept_at=row.kept_at, tickets=tickets, **fields)


def write_memory(remembered: Remembered) -> str:
    """Return the body of a memory."""
    return msgspec.json.encode(remembered).decode()


def read_memory(body: str) -> Remembered | None:
    """Return what was remembered; `None` if another version wrote it in a form that is no longer known."""
    try:
        left = _LEFT.decode(body)
    except msgspec.DecodeError:
        return None
    return Remembered(request=left.request, needs=left.needs)


def clean(name: str) -> str:
    """Return a name from outside (of a conversation, an event, a person) without what PostgreSQL takes in no text."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\0").replace("\n", " ")
