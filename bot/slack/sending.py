"""Posting answers: in a thread for everybody, or to one person only; and finding again what was posted."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.logs import logger
from bot.slack.blocks import Rendered
from bot.slack.calling import SECONDS, handlers, told, too_rich
from bot.slack.errors import Refused, Unsent
from bot.slack.kit import Kit

EVENT_TYPE = "cuanto_answer"
"""Name of the metadata that our answers carry: which question, which event, which kept answer."""


class Mark(Struct, frozen=True, kw_only=True):
    """What a posted answer says of itself to us; nobody else sees it."""

    question: str
    """`ts` of the message that is answered."""
    key: str = ""
    id: str = ""

    def metadata(self) -> dict[str, Any]:
        """Return it as Slack keeps it."""
        payload = {"question": self.question, "key": self.key, "answer": self.id}
        return {"event_type": EVENT_TYPE, "event_payload": payload}


class Place(Struct, frozen=True, kw_only=True):
    """Where an answer goes."""

    channel: str
    thread: str = ""
    user: str = ""
    """Who asks."""
    private: bool = False
    """Nobody else may see it."""
    response_url: str = ""
    """Slack's own way to answer a command or a press; works where the bot is no member."""


async def deliver(kit: Kit, place: Place, message: Rendered, mark: Mark | None = None) -> None:
    """Post a message where it belongs. Raises `Unsent`; what Slack refuses for good is logged."""
    ways = (_respond, _whisper, _write) if place.private else (_post, _respond)
    for way in ways:
        try:
            if await way(kit, place, message, mark):
                return
        except Refused as error:
            logger().warning("slack_refused", code=error.code)


async def _whisper(kit: Kit, place: Place, message: Rendered, _: Mark | None) -> bool:
    """Show a message to one person in a channel; an address for answers is good for half an hour only."""
    thread: dict[str, Any] = {"thread_ts": place.thread} if place.thread else {}
    call = kit.client.chat_postEphemeral(
        channel=place.channel, user=place.user, text=message.text, blocks=message.blocks, **thread
    )
    await told(call, kit.metrics)
    return True


async def _write(kit: Kit, place: Place, message: Rendered, mark: Mark | None) -> bool:
    """Write to one person, where the app may not show them anything in the channel."""
    return await _post(kit, Place(channel=place.user), message, mark)


async def _post(kit: Kit, place: Place, message: Rendered, mark: Mark | None) -> bool:
    """Show a message to everybody in a channel."""
    shared: dict[str, Any] = {
        "channel": place.channel,
        "text": message.text,
        "unfurl_links": False,
        "unfurl_media": False,
        **({"thread_ts": place.thread} if place.thread else {}),
        **({"metadata": mark.metadata()} if mark else {}),
    }
    try:
        await told(kit.client.chat_postMessage(blocks=message.blocks, **shared), kit.metrics)
    except Refused as error:
        if not too_rich(error):
            raise
        logger().warning("slack_blocks_refused", code=error.code)
        await told(kit.client.chat_postMessage(**shared), kit.metrics)
    return True


async def _respond(kit: Kit, place: Place, message: Rendered, _: Mark | None) -> bool:
    """Answer a command or a press at the address that came with it; `False` where none did."""
    if not place.response_url:
        return False
    client = AsyncWebhookClient(place.response_url, timeout=SECONDS, retry_handlers=handlers())
    call = client.send(
        text=message.text,
        blocks=message.blocks,
        response_type="ephemeral" if place.private else "in_channel",
        replace_original=False,
        unfurl_links=False,
        unfurl_media=False,
    )
    response = await told(call, kit.metrics)
    if response.status_code >= 500 or response.status_code == 429:
        raise Unsent(str(response.status_code))
    if response.status_code != 200:
        raise Refused(response.body[:80])
    return True


async def replace(kit: Kit, channel: str, ts: str, message: Rendered, mark: Mark) -> None:
    """Put a message in place of one of ours."""
    call = kit.client.chat_update(
        channel=channel, ts=ts, text=message.text, blocks=message.blocks, metadata=mark.metadata()
    )
    try:
        await told(call, kit.metrics)
    except Refused as error:
        logger().warning("slack_refused", code=error.code)


class Posted(Struct, frozen=True, kw_only=True):
    """An answer of ours as it stands in a thread."""

    ts: str
    id: str


async def posted(kit: Kit, channel: str, thread: str, question: str) -> Posted | None:
    """Return our answer to a message, if there is one. Needs the history of the channel; without it, `None`.

    Raises `Unsent`.
    """
    try:
        call = kit.client.conversations_replies(
            channel=channel, ts=thread, oldest=question, inclusive=True, limit=200, include_all_metadata=True
        )
        found = await told(call, kit.metrics)
    except Refused as error:
        logger().info("history_unknown", code=error.code)
        return None
    me = await kit.identity.me()
    for message in found.get("messages") or []:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        ours = message.get("bot_id") == me.bot or message.get("user") == me.user
        if ours and metadata.get("event_type") == EVENT_TYPE and payload.get("question") == question:
            return Posted(ts=message["ts"], id=payload.get("answer") or "")
    return None
