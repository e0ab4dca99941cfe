"""Updates as Telegram writes them."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.fakes.telegram.server import BOT

Json = dict[str, Any]
DAY = 1_795_435_200
"""23 Nov 2026 12:00 UTC."""

_numbers = count(100_001)


def user(id: int = 51, language: str | None = "es", **more: Any) -> Json:
    """Somebody."""
    return {"id": id, "is_bot": False, "first_name": "Ana", **({"language_code": language} if language else {}), **more}


def private(id: int = 51) -> Json:
    """Somebody's own chat with the bot."""
    return {"id": id, "type": "private", "first_name": "Ana"}


def group(id: int = -100123, **more: Any) -> Json:
    """A group."""
    return {"id": id, "type": "supergroup", "title": "Soporte", **more}


def message(text: str | None = None, *, sender: Json | None = None, chat: Json | None = None, **more: Any) -> Json:
    """A message; commands are marked as Telegram marks them."""
    who = user() if sender is None else sender
    found: Json = {
        "message_id": next(_numbers), "date": DAY, "from": who, "chat": chat or private(who["id"]), **more,
    }  # fmt: skip
    if text is not None:
        found["text"] = text
        if text.startswith("/") and "entities" not in found:
            found["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return found


def update(**content: Any) -> Json:
    """An update with the next number."""
    return {"update_id": next(_numbers), **content}


def said(text: str | None = None, **more: Any) -> Json:
    """An update with a message."""
    return update(message=message(text, **more))


def mention(text: str, name: str = "@cuanto_bot") -> list[Json]:
    """The entities of a text that names somebody; counted in UTF-16 units."""
    at = len(text[: text.index(name)].encode("utf-16-le")) // 2
    return [{"type": "mention", "offset": at, "length": len(name)}]


def ours(chat: Json, text: str, number: int = 1001) -> Json:
    """A message of the bot's."""
    return {"message_id": number, "date": DAY, "chat": chat, "from": BOT, "text": text}


def press(data: str, *, chat: Json | None = None, number: int = 1001, sender: Json | None = None, **more: Any) -> Json:
    """An update with a press under one of the bot's messages."""
    who = sender or user()
    place = {} if "inline_message_id" in more else {"message": ours(chat or private(who["id"]), "…", number)}
    query = {"id": str(next(_numbers)), "from": who, "chat_instance": "1", "data": data, **place, **more}
    return update(callback_query=query)


def typed(text: str, sender: Json | None = None) -> Json:
    """An update of inline mode."""
    return update(inline_query={"id": str(next(_numbers)), "from": sender or user(), "query": text, "offset": ""})
