"""Questions in messages: in a private chat, and in groups where we are mentioned or answered to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import Message, MessageEntity
from telegram.constants import ChatType

from bot.ids import ALPHABET, LENGTH
from bot.service import Served
from bot.store.port import Kept, NoAnswer, StoreError
from bot.telegram import searching
from bot.telegram.answers import Answered
from bot.telegram.asking import Asker, about, ask, asker, language_of, message, place
from bot.telegram.kit import Kit
from bot.telegram.rendering import said
from bot.telegram.sending import Spot
from locales.translate import translator

_LINK = re.compile(rf"/a/([{ALPHABET}]{{{LENGTH}}})(?![{ALPHABET}])")
_KINDS = ("voice", "audio", "video", "video_note", "photo", "sticker", "animation", "document", "location", "poll")
_SPOKEN = frozenset(("voice", "audio", "video", "video_note"))


async def written(kit: Kit, said_: Message) -> None:
    """Answer a text, or what stands under a picture."""
    text = meant(said_)
    if text is None:
        return
    if said_.reply_to_message and (prompt := searching.prompt_of(said_.reply_to_message.text)):
        await searching.typed(kit, said_, text, prompt, answer_in(said_.reply_to_message))
        return
    await answer(kit, said_, text)


async def edited(kit: Kit, said_: Message) -> None:
    """Answer an edited question again where its answer stands; what changed nothing in the text is no edit."""
    text = meant(said_)
    before = kit.given.get(said_.chat.id, said_.message_id)
    if text is None or (before and before.text == text):
        return
    await answer(kit, said_, text, instead_of=before)


async def wordless(kit: Kit, said_: Message) -> None:
    """Explain kindly what cannot be read."""
    if said_.caption is not None:
        await written(kit, said_)
        return
    if not addressed(said_):
        return
    kind = next((kind for kind in _KINDS if getattr(said_, kind)), "")
    key = "spoken" if kind in _SPOKEN else "seen"
    say = translator(await language_of(kit, asker(said_.from_user, said_.chat)))
    await kit.sender.send(place(said_), said(say(f"telegram.unreadable.{key}")))


async def answer(
    kit: Kit,
    said_: Message,
    text: str,
    *,
    instead_of: Answered | None = None,
    client_language: str | None = None,
) -> None:
    """Answer a text in its chat, or in place of an answer that stands there."""
    who = asker(said_.from_user, said_.chat)
    await _refer(kit, who, said_)
    served = await ask(kit, who, text, client_language=client_language)
    await _deliver(kit, said_, text, served, instead_of)


async def _deliver(kit: Kit, said_: Message, text: str, served: Served, instead_of: Answered | None) -> None:
    chat, shown = said_.chat.id, message(kit, served)
    if instead_of and await kit.sender.edit(Spot(chat=chat, message=instead_of.message), shown):
        kit.given.note(chat, said_.message_id, Answered(text, instead_of.message))
        return
    sent = await kit.sender.send(place(said_), shown)
    if sent is not None:
        kit.given.note(chat, said_.message_id, Answered(text, sent))


async def _refer(kit: Kit, who: Asker, said_: Message) -> None:
    """Take a reply to an answer of ours as a follow-up to that answer, however old it is."""
    kept = await replied_to(kit, said_)
    if kept is not None:
        try:
            await about(kit, who, kept)
        except StoreError:
            return  # then it refers to the last question, or to none; the service says so in its log


async def replied_to(kit: Kit, said_: Message) -> Kept | None:
    """Return the kept answer that a message replies to."""
    id = answer_in(said_.reply_to_message)
    if not id:
        return None
    try:
        return await kit.store.get(id)
    except (NoAnswer, StoreError):
        return None


def answer_in(said_: Message | None) -> str:
    """Return the id of the answer in a message of ours, read from its link; empty if there is none."""
    if said_ is None or said_.from_user is None or said_.from_user.id != said_.get_bot().id:
        return ""
    found = _LINK.findall(said_.text or "")
    return found[-1] if found else ""


def quoted(said_: Message) -> str:
    """Return the text of somebody else's message that this one replies to; empty if there is none."""
    before = said_.reply_to_message
    if before is None or (before.from_user and before.from_user.id == said_.get_bot().id):
        return ""
    return (before.text or before.caption or "").strip()


def meant(said_: Message) -> str | None:
    """Return what is said to us without our name, or `None` for what is not for us."""
    if not addressed(said_):
        return None
    text = said_.text if said_.text is not None else said_.caption or ""
    entities = said_.entities if said_.text is not None else said_.caption_entities
    return _without(text, [entity for entity in entities if _names_us(said_, text, entity)])


def addressed(said_: Message) -> bool:
    """Whether a message is for us: never one of another bot's, nor what was sent through us inline."""
    me = said_.get_bot()
    if said_.via_bot is not None or (said_.from_user and said_.from_user.is_bot and said_.sender_chat is None):
        return False
    if said_.chat.type == ChatType.PRIVATE:
        return True
    reply = said_.reply_to_message
    if reply and reply.from_user and reply.from_user.id == me.id:
        return True
    text = said_.text if said_.text is not None else said_.caption or ""
    entities = said_.entities or said_.caption_entities
    return any(_names_us(said_, text, entity) for entity in entities)


def _names_us(said_: Message, text: str, entity: MessageEntity) -> bool:
    me = said_.get_bot()
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and _part(text, entity).lower() == f"@{me.username}".lower()


def _part(text: str, entity: MessageEntity) -> str:
    """The text of an entity; Telegram counts in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")


def _without(text: str, entities: Sequence[MessageEntity]) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda one: one.offset, reverse=True):
        units = units[: 2 * entity.offset] + " ".encode("utf-16-le") + units[2 * (entity.offset + entity.length) :]
    return units.decode("utf-16-le", "replace").strip() if entities else text
