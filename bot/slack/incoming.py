"""Slack's own writing of a message as plain text: what was said, without whom it mentions or how it was linked."""

from __future__ import annotations

import html
import re
from typing import Any

_ANGLES = re.compile(r"<([^<>]*)>")
_BLANKS = re.compile(r"[ \t]{2,}")


def plain(text: str) -> str:
    """Return a text with mentions taken out, links as they were read, and Slack's three escapes undone.

    Source of the format: docs.slack.dev, "Formatting message text".
    """
    said = html.unescape(_ANGLES.sub(_said, text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in said.splitlines()).strip()


def _said(found: re.Match[str]) -> str:
    target, _, label = found[1].partition("|")
    if target.startswith("@"):
        return " "
    if target.startswith("!"):
        return label if target.startswith("!date") else " "
    if target.startswith("#"):
        return label or " "
    return label or target.removeprefix("tel:").removeprefix("mailto:")


def mentions(text: str, user: str) -> bool:
    """Whether a text mentions a user by id."""
    return re.search(rf"<@{re.escape(user)}(?:\|[^<>]*)?>", text) is not None


def by_a_bot(event: dict[str, Any]) -> bool:
    """Whether a message was written by an app: ours or another one."""
    return bool(event.get("bot_id") or event.get("bot_profile") or event.get("subtype") == "bot_message")
