"""From somebody at Telegram to a question, and from the answer to a message."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from telegram import Chat, Message, User
from telegram.constants import ChatType

from bot.questions import Question
from bot.replies import Reply
from bot.service import Served
from bot.store.port import Choices, Kept, StoreError
from bot.telegram.keyboards import Shown, keyboard
from bot.telegram.kit import Kit, public
from bot.telegram.rendering import Rendered, rendered
from bot.telegram.sending import Place
from intents.followup import Remembered
from locales.translate import LANGUAGES

_NAMELESS = frozenset((136817688, 777000, 1087968824))
"""Accounts that Telegram itself writes under: for channels, for itself, for nameless administrators."""


class Asker(Struct, frozen=True, kw_only=True):
    """Who asks, and in which conversation."""

    person: str
    """The name that the store knows them by; empty for nobody in particular."""
    conversation: str
    client_language: str | None = None


def asker(user: User | None, chat: Chat | None, *, inline: str = "") -> Asker:
    """Return who asks: in a group, everybody has a conversation of their own."""
    known = user is not None and user.id not in _NAMELESS
    person = f"telegram:{user.id}" if user and known else ""
    if chat is None:
        conversation = f"telegram:inline:{inline}"
    elif chat.type == ChatType.PRIVATE:
        conversation = f"telegram:{chat.id}"
    else:
        conversation = f"telegram:{chat.id}:{user.id if user else 0}"
    return Asker(person=person, conversation=conversation, client_language=spoken(user))


def spoken(user: User | None) -> str | None:
    """Return the language that somebody's Telegram is set to, if it is one of ours."""
    short = ((user and user.language_code) or "").partition("-")[0].lower()
    return short if short in LANGUAGES else None


def place(message: Message) -> Place:
    """Return where an answer to a message goes: in groups it shows what it answers."""
    group = message.chat.type != ChatType.PRIVATE
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(chat=message.chat.id, thread=thread, reply_to=message.message_id if group else None)


async def ask(
    kit: Kit,
    who: Asker,
    text: str,
    *,
    language: str | None = None,
    client_language: str | None = None,
    country: str | None = None,
    rules: str | None = None,
    keep: bool = True,
) -> Served:
    """Ask the service; the language is the person's choice, then the text's, then their Telegram's."""
    question = Question(
        text=text,
        now=kit.clock(),
        conversation=who.conversation,
        language=language,
        client_language=client_language or who.client_language,
        country=country,
        rules=rules,
        channel="telegram",
        person=who.person,
    )
    async with kit.preparing:
        return await kit.service.ask(question, keep=keep)


async def about(kit: Kit, who: Asker, kept: Kept, slot: str = "") -> None:
    """Let a conversation be about a kept answer, as if that had just been given in it. Raises `StoreError`."""
    remembered = Remembered(request=kept.request, needs=(slot,) if slot else ())
    await kit.store.remember(who.conversation, remembered, kit.clock(), person=who.person)


async def choices(kit: Kit, who: Asker) -> Choices:
    """Return what somebody chose; nothing while the store is out of order."""
    try:
        return await kit.store.choices(who.person) if who.person else Choices()
    except StoreError:
        return Choices()


async def choose(kit: Kit, who: Asker, **changed: str | None) -> None:
    """Change what somebody chose. Raises `StoreError`."""
    before = await kit.store.choices(who.person)
    await kit.store.choose(who.person, replace(before, **changed), kit.clock())


async def language_of(kit: Kit, who: Asker) -> str:
    """Return the language to talk to somebody in who has said nothing yet."""
    return (await choices(kit, who)).language or who.client_language or kit.default_language


def message(kit: Kit, served: Served, *, inline: bool = False) -> Rendered:
    """Return an answer as a message."""
    answer = served.answer
    return _message(kit, answer.reply, answer.object["events"], served.id, inline=inline)


def kept_message(kit: Kit, kept: Kept, language: str | None = None, *, inline: bool = False) -> Rendered:
    """Return a kept answer as a message, in either language."""
    reply = replace(kept.replies[language or kept.language], link=kit.service.link(kept.id))
    return _message(kit, reply, kept.object["events"], kept.id, inline=inline)


def _message(kit: Kit, reply: Reply, events: list[object], id: str | None, *, inline: bool) -> Rendered:
    shown = Shown(id=id or "", drawn=bool(events), inline=inline)
    return rendered(reply, keyboard=keyboard(reply, shown), preview=public(kit.base_url))
