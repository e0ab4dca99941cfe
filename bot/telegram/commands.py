"""Commands, the same in both languages: `/precio`, `/price`, `/start`, `/idioma`, `/pais`, `/ayuda`, `/privacidad` …"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from telegram import Message
from telegram.constants import ChatType

from bot.cli import options
from bot.ids import read_id
from bot.store.port import NoAnswer, StoreError
from bot.telegram import choosing
from bot.telegram.asking import Asker, about, asker, choices, choose, kept_message, language_of, place
from bot.telegram.kit import Kit
from bot.telegram.messages import answer, quoted
from bot.telegram.rendering import Rendered, said
from locales.formats import formats
from locales.translate import translator

Command = Callable[[Kit, Message, str], Awaitable[None]]

_PRESET = re.compile(r"(?P<language>es|en)?_?(?P<country>[a-z]{2})?", re.IGNORECASE)
_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")


def rest_of(said_: Message) -> str:
    """Return what stands behind a command."""
    return _COMMAND.sub("", said_.text or "", count=1)


def name_of(said_: Message) -> str:
    """Return the command without its sign and the name behind it."""
    found = re.match(r"/(\w+)", said_.text or "")
    return found[1].lower() if found else ""


async def price(kit: Kit, said_: Message, rest: str) -> None:
    """Answer what is asked, or else the message that this replies to; the command's language counts where none shows.

    Without any question, say how to ask.
    """
    spoken = "en" if name_of(said_) == "price" else "es"
    text = rest if rest.strip() else quoted(said_)
    if text:
        await answer(kit, said_, text, client_language=spoken)
    else:
        await _tell(kit, said_, "empty", language=spoken)


async def start(kit: Kit, said_: Message, rest: str) -> None:
    """Welcome, or open what a deep link names: a kept answer, or a language and a country (`es_mx`)."""
    payload = rest.strip()
    if id := read_id(payload):
        await _open(kit, said_, id)
        return
    who, preset = _who(said_), _preset(payload)
    spoken = preset.get("language") or await language_of(kit, who)
    texts = [translator(spoken)("telegram.start")]
    if preset:
        texts += await _set(kit, who, preset, spoken)
    await kit.sender.send(place(said_), said("\n\n".join(texts)))


async def language(kit: Kit, said_: Message, rest: str) -> None:
    """Choose a language."""
    await kit.sender.send(place(said_), await choosing.ask_language(kit, _who(said_), rest))


async def country(kit: Kit, said_: Message, rest: str) -> None:
    """Choose the country of the customers."""
    await kit.sender.send(place(said_), await choosing.ask_country(kit, _who(said_), rest))


async def help_(kit: Kit, said_: Message, _: str) -> None:
    """Say what can be asked, and how."""
    await _tell(kit, said_, "help")


async def privacy(kit: Kit, said_: Message, _: str) -> None:
    """Say what is kept and for how long."""
    say = translator(await language_of(kit, _who(said_)))
    days = kit.keep_days
    kept = say.plural("telegram.privacy.days", days, days=days) if days else say("telegram.privacy.ever")
    await kit.sender.send(place(said_), said(say("telegram.privacy", kept=kept)))


async def forget(kit: Kit, said_: Message, _: str) -> None:
    """Erase what is kept of a person."""
    who = _who(said_)
    say = translator(await language_of(kit, who))
    try:
        if who.person:
            await kit.store.forget(who.person)
    except StoreError as error:
        kit.metrics.store_failed("forget", error.code)
        await kit.sender.send(place(said_), said(say("telegram.forget.failed")))
        return
    if said_.chat.type == ChatType.PRIVATE:
        kit.given.forget(said_.chat.id)
    await kit.sender.send(place(said_), said(say("telegram.forget.done")))


async def unknown(kit: Kit, said_: Message, _: str) -> None:
    """Say what commands there are: in a private chat only, in groups it may be another bot's."""
    if said_.chat.type == ChatType.PRIVATE:
        await _tell(kit, said_, "help")


COMMANDS: dict[str, Command] = {
    "start": start,
    **dict.fromkeys(("precio", "price"), price),
    **dict.fromkeys(("idioma", "language"), language),
    **dict.fromkeys(("pais", "country"), country),
    **dict.fromkeys(("ayuda", "help"), help_),
    **dict.fromkeys(("privacidad", "privacy"), privacy),
    **dict.fromkeys(("olvidar", "forget"), forget),
}


def _who(said_: Message) -> Asker:
    return asker(said_.from_user, said_.chat)


async def _tell(kit: Kit, said_: Message, key: str, *, language: str | None = None) -> None:
    spoken = (await choices(kit, _who(said_))).language or language or await language_of(kit, _who(said_))
    me = said_.get_bot().username
    await kit.sender.send(place(said_), said(translator(spoken)(f"telegram.{key}", bot=me)))


async def _open(kit: Kit, said_: Message, id: str) -> None:
    who = _who(said_)
    try:
        kept = await kit.store.get(id)
        await about(kit, who, kept)
        shown: Rendered = kept_message(kit, kept)
    except (NoAnswer, StoreError):
        shown = said(translator(await language_of(kit, who))("telegram.expired"))
    await kit.sender.send(place(said_), shown)


async def _set(kit: Kit, who: Asker, preset: dict[str, str], spoken: str) -> list[str]:
    """Choose what a deep link presets, and return what there is to say of it; the language shows by itself."""
    say = translator(spoken)
    try:
        if not who.person:
            return []
        await choose(kit, who, **preset)
    except StoreError as error:
        kit.metrics.store_failed("choose", error.code)
        return [say("telegram.not_kept")]
    if "country" not in preset:
        return []
    return [say("telegram.country.set", country=formats(spoken).country(preset["country"]))]


def _preset(payload: str) -> dict[str, str]:
    """What a payload such as `es_mx`, `en` or `_mx` sets."""
    found = _PRESET.fullmatch(payload) if payload else None
    if found is None:
        return {}
    preset = {name: value for name, value in found.groupdict().items() if value}
    if "language" in preset:
        preset["language"] = preset["language"].lower()
    if "country" in preset:
        try:
            preset["country"] = options.country(preset["country"])
        except ValueError:
            return {}
    return preset
