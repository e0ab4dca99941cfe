"""Questions that were edited are answered again in place; of those that were deleted the answer stays, and says so."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace as with_

from bot.keeping import without_phone
from bot.service import Served
from bot.slack.asking import Asker, ask, conversation, kept_message, message
from bot.slack.incoming import by_a_bot, plain
from bot.slack.kit import Kit
from bot.slack.marking import escaped
from bot.slack.sending import Mark, posted, replace
from bot.store.port import NoAnswer, StoreError
from locales.translate import translator


async def changed(kit: Kit, body: dict[str, Any]) -> None:
    """Answer an edited question again, in place of the answer before; a preview or a reaction is no edit."""
    event = body["event"]
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    if by_a_bot(now) or now.get("text") == before.get("text"):
        return
    await again(kit, body, {**now, "channel": event["channel"]})


async def again(kit: Kit, body: dict[str, Any], event: dict[str, Any]) -> bool:
    """Answer a message again where its answer stands; return whether there was one."""
    root = event.get("thread_ts") or event["ts"]
    before = await posted(kit, event["channel"], root, event["ts"])
    if before is None:
        return False
    team = body.get("team_id") or ""
    name = conversation(team, event["channel"], root)
    first = root == event["ts"]
    asker = Asker(team=team, user=event.get("user") or "", conversation="" if first else name)
    served = await ask(kit, asker, plain(event.get("text") or ""))
    if first:
        await _remember(kit, name, asker, served)
    mark = Mark(question=event["ts"], key=body.get("event_id") or "", id=served.id or "")
    await replace(kit, event["channel"], before.ts, message(kit, served), mark)
    return True


async def _remember(kit: Kit, name: str, asker: Asker, served: Served) -> None:
    """Make the thread be about the edited question: it was asked as if nothing had been said before."""
    remembered = served.answer.remember
    if remembered is None:
        return
    masked = with_(remembered, request=without_phone(remembered.request))
    try:
        await kit.store.remember(name, masked, kit.clock(), person=asker.person)
    except StoreError:
        return  # follow-ups then refer to what was asked before; the answer itself is right


async def deleted(kit: Kit, body: dict[str, Any]) -> None:
    """Leave the answer where it is, with a note that its question is gone."""
    event = body["event"]
    before = event.get("previous_message") or {}
    ts = event.get("deleted_ts") or before.get("ts")
    if by_a_bot(before) or not ts:
        return
    answer = await posted(kit, event["channel"], before.get("thread_ts") or ts, ts)
    if answer is None or not answer.id:
        return
    try:
        kept = await kit.store.get(answer.id)
    except (StoreError, NoAnswer):
        return  # nothing to show again: the answer stays as it stands
    note = escaped(translator(kept.language)("slack.question_deleted"))
    mark = Mark(question=ts, key=body.get("event_id") or "", id=kept.id)
    await replace(kit, event["channel"], answer.ts, kept_message(kit, kept, note=note), mark)
