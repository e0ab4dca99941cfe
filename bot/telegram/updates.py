"""Updates as Telegram sends them: their number, the chat they belong to, who is behind them."""

from __future__ import annotations

from typing import Any

from telegram import Bot, Update

Json = dict[str, Any]

ALLOWED = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
)
"""What Telegram is asked to send, and nothing else."""
_MALFORMED = (TypeError, KeyError, ValueError, AttributeError, OverflowError, OSError)
"""What the library raises for an update that lacks something, or holds something else."""


def number_of(raw: object) -> int | None:
    """Return an update's number, or `None` for what is no update."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int else None


def lane_of(raw: Json) -> str:
    """Return what an update has to wait its turn in: its chat, or the person where there is none."""
    content = _content(raw)
    message = content.get("message") if "message" in content else content
    chat = message.get("chat") if isinstance(message, dict) else None
    found = chat if isinstance(chat, dict) and "id" in chat else content.get("from")
    return f"chat:{found.get('id')}" if isinstance(found, dict) else f"update:{raw.get('update_id')}"


def person_of(raw: Json) -> str:
    """Return whom an update counts for; the chat where nobody is named."""
    sender = _content(raw).get("from")
    return f"person:{sender.get('id')}" if isinstance(sender, dict) else lane_of(raw)


def is_typing(raw: Json) -> bool:
    """Whether somebody is still typing: inline mode."""
    return "inline_query" in raw or "chosen_inline_result" in raw


def parsed(raw: Json, bot: Bot) -> Update | None:
    """Return an update as the library has it, or `None` for one that it cannot read."""
    try:
        return Update.de_json(raw, bot)
    except _MALFORMED:
        return None


def _content(raw: Json) -> Json:
    return next((raw[kind] for kind in ALLOWED if isinstance(raw.get(kind), dict)), {})
