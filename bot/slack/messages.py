"""Questions in messages: a mention, a direct message, a reply in a thread that we answer in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.service import Served
from bot.slack import edits
from bot.slack.asking import Asker, ask, conversation, message
from bot.slack.incoming import by_a_bot, mentions, plain
from bot.slack.kit import Kit
from bot.slack.sending import Mark, Place, deliver, posted
from bot.store.port import NoAnswer, StoreError

_SAID = frozenset((None, "file_share", "thread_broadcast"))
"""Subtypes of messages that people write."""
_CHATTER = frozenset(("smalltalk", "offtopic"))


async def mentioned(kit: Kit, body: dict[str, Any]) -> None:
    """Answer a mention in its thread."""
    event = body["event"]
    if by_a_bot(event) or str(event.get("channel", "")).startswith("D"):
        return
    if event.get("edited") and await edits.again(kit, body, event):
        return
    await _answer(kit, body, event)


async def written(kit: Kit, body: dict[str, Any]) -> None:
    """Answer a direct message, and what follows in a thread of ours; see to edited and deleted questions."""
    event = body["event"]
    subtype = event.get("subtype")
    if subtype == "message_changed":
        await edits.changed(kit, body)
    elif subtype == "message_deleted":
        await edits.deleted(kit, body)
    elif subtype in _SAID and not by_a_bot(event) and not event.get("hidden"):
        await _written(kit, body, event)


async def _written(kit: Kit, body: dict[str, Any], event: dict[str, Any]) -> None:
    if event.get("channel_type") == "im":
        await _answer(kit, body, event)
        return
    me = await kit.identity.me()
    if mentions(event.get("text") or "", me.user) or not event.get("thread_ts"):
        return  # a mention arrives as an event of its own; what is said outside our threads is not for us
    if await _known(kit, asker_of(body, event).conversation):
        await _answer(kit, body, event, chatter=False)


async def _known(kit: Kit, name: str) -> bool:
    """Whether a thread is one that we answered in, less than a day ago."""
    try:
        return await kit.store.recall(name, kit.clock()) is not None
    except StoreError:
        return False


async def _answer(kit: Kit, body: dict[str, Any], event: dict[str, Any], *, chatter: bool = True) -> None:
    asker = asker_of(body, event)
    root = event.get("thread_ts") or event["ts"]
    if _late(kit, body) and await posted(kit, event["channel"], root, event["ts"]):
        return
    served = await ask(kit, asker, plain(event.get("text") or ""))
    if not chatter and served.answer.object["intent"] in _CHATTER:
        await _unkeep(kit, served)
        return
    mark = Mark(question=event["ts"], key=body.get("event_id") or "", id=served.id or "")
    place = Place(channel=event["channel"], thread=root, user=asker.user)
    await deliver(kit, place, message(kit, served), mark)


async def _unkeep(kit: Kit, served: Served) -> None:
    """Erase what people said to each other, not to us."""
    if served.id:
        try:
            await kit.store.delete(served.id, kit.clock())
        except (StoreError, NoAnswer):
            return  # the store has said so in its own log; nothing was shown to anybody


def asker_of(body: dict[str, Any], event: dict[str, Any]) -> Asker:
    """Return who wrote a message, in the conversation of its thread."""
    team = body.get("team_id") or ""
    root = event.get("thread_ts") or event["ts"]
    return Asker(team=team, user=event.get("user") or "", conversation=conversation(team, event["channel"], root))


def _late(kit: Kit, body: dict[str, Any]) -> bool:
    """Whether an event may have been worked on before: then its lease would be over by now."""
    sent = datetime.fromtimestamp(float(body.get("event_time") or 0), UTC)
    return kit.clock() - sent >= kit.late
