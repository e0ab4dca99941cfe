"""Text as Slack's mrkdwn: nothing that somebody wrote becomes a mention, a link or a command."""

from __future__ import annotations

import html
from typing import Any

from locales.formats import NO_BREAK

Json = dict[str, Any]


def escaped(text: str) -> str:
    """Return a text that Slack shows as it stands: no `<!channel>`, no link. Spaces become plain ones, to be copied."""
    return html.escape(text.replace(NO_BREAK, " "), quote=False)


def bold(text: str) -> str:
    """Return a text in bold; one with stars of its own stays as it is, for they would end it."""
    return text if "*" in text or not text.strip() else f"*{text}*"


def code(text: str) -> str:
    """Return lines in letters of one width."""
    return f"```{text.replace('```', '`` `')}```"


def mrkdwn(text: str) -> Json:
    """Return a text object; `verbatim` keeps Slack from finding names and links in it by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str) -> Json:
    """Return a text object that nothing is marked in."""
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str) -> Json:
    """Return a paragraph."""
    return {"type": "section", "text": mrkdwn(text)}


def context(text: str) -> Json:
    """Return a line in small letters."""
    return {"type": "context", "elements": [mrkdwn(text)]}
