"""Previews of our links: verdict and price, never the question, which may hold somebody's words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.ids import read_id
from bot.slack.asking import STEPS_FOR_PICTURE, kept_reply
from bot.slack.blocks import card
from bot.slack.calling import told
from bot.slack.errors import Refused
from bot.slack.kit import Kit
from bot.store.port import NoAnswer
from locales.translate import LANGUAGES

_MOST = 5
"""Links of one message that get a card."""


async def shared(kit: Kit, body: dict[str, Any]) -> None:
    """Put a card under each of our links; a link to nothing gets none."""
    event = body["event"]
    links = [link["url"] for link in event.get("links", ())][:_MOST]
    cards = {url: found for url in links if (found := await _card(kit, url))}
    if not cards:
        return
    where = (
        {"unfurl_id": event["unfurl_id"], "source": event["source"]}
        if event.get("unfurl_id")
        else {"channel": event["channel"], "ts": event["message_ts"]}
    )
    try:
        await told(kit.client.chat_unfurl(unfurls=cards, **where), kit.metrics)
    except Refused:
        return  # counted; nobody misses a preview


async def _card(kit: Kit, url: str) -> dict[str, Any] | None:
    id = answer_id(url, kit.base_url)
    if id is None:
        return None
    try:
        kept = await kit.store.get(id)
    except NoAnswer:
        return None
    language = urlsplit(url).query.removeprefix("lang=")
    reply = kept_reply(kit, kept, language if language in LANGUAGES else None)
    drawn = len(kept.object["events"]) >= STEPS_FOR_PICTURE
    return {"blocks": card(reply, kit.service.link(id), kit.picture(id) if drawn else None)}


def answer_id(url: str, base_url: str) -> str | None:
    """Return the id of the answer that a link leads to, or `None` for any other address."""
    base, given = urlsplit(base_url), urlsplit(url)
    prefix = f"{base.path.rstrip('/')}/a/"
    if (given.scheme, given.netloc.lower()) != (base.scheme, base.netloc.lower()):
        return None
    if not given.path.startswith(prefix):
        return None
    return read_id(given.path.removeprefix(prefix).rstrip("/"))
