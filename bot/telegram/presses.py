"""Buttons: each asks the remembered question with one thing set, shows it in another way, or sets a choice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, User
from telegram.constants import ChatType

from bot.picture import card_svg, png, scene_of
from bot.replies import BlockKind
from bot.service import Served
from bot.store.port import Kept, NoAnswer, StoreError
from bot.telegram import again, choosing, keyboards, searching
from bot.telegram.asking import Asker, about, ask, asker, kept_message, message
from bot.telegram.kit import Kit
from bot.telegram.pressing import Pressed, read
from bot.telegram.rendering import Rendered
from bot.telegram.sending import Place, Spot
from locales.translate import LANGUAGES, translator

WIDTH = 1200
"""Of the picture, as on the page of the answer."""


async def pressed(kit: Kit, query: CallbackQuery) -> None:
    """Do what a button says; one whose answer is gone says so."""
    press = read(query.data)
    if press is None:
        language = (query.from_user.language_code or "")[:2]
        await _expired(kit, query, language if language in LANGUAGES else kit.default_language)
        return
    try:
        await _SLOTS.get(press.slot, _set)(kit, query, press)
    except NoAnswer:
        await _expired(kit, query, press.language)
    except StoreError:
        await kit.sender.noticed(query.id, translator(press.language)("telegram.later"), alert=True)


async def _set(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    """Ask the same question with one thing set, and show its answer in place of the other."""
    text = again.follow_up_text(press.slot, press.value, press.language)
    if text is None:
        await _expired(kit, query, press.language)
        return
    who = _who(query)
    if press.id:
        await about(kit, who, await kit.store.get(press.id), press.slot)
    served: Served = await ask(kit, who, text, language=press.language)
    await _show(kit, query, message(kit, served, inline=_spot(query).inline is not None))
    await kit.sender.noticed(query.id)


async def _translated(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    if press.value not in LANGUAGES:
        await _expired(kit, query, press.language)
        return
    kept = await kit.store.get(press.id)
    await _show(kit, query, kept_message(kit, kept, press.value, inline=_spot(query).inline is not None))
    await kit.sender.noticed(query.id)


async def _menu(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    kept = await kit.store.get(press.id)
    if press.value in ("country", "category"):
        await kit.sender.keys(_spot(query), keyboards.menu(press.language, press.id, press.value))
    else:
        before = kept_message(kit, kept, press.language, inline=_spot(query).inline is not None)
        await kit.sender.keys(_spot(query), before.keyboard)
    await kit.sender.noticed(query.id)


async def _search(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    where = _place(query)
    if where is None:
        await _expired(kit, query, press.language)
        return
    mine = press.value == "mine"
    await searching.asked(kit, where, press.language, "search.mine" if mine else "search", press.id)
    await kit.sender.noticed(query.id)


async def _picture(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    where = _place(query)
    kept = await kit.store.get(press.id)
    if where is None:
        await _expired(kit, query, press.language)
        return
    await kit.sender.noticed(query.id)
    picture = await asyncio.to_thread(_drawn, kept, press.language)
    verdict = kept.replies[press.language].block(BlockKind.VERDICT)
    await kit.sender.picture(where, picture, verdict.lines[0] if verdict and verdict.lines else "")


async def _my_country(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    if again.follow_up_text("country", press.value, press.language) is None:
        await _expired(kit, query, press.language)
        return
    await _show(kit, query, await choosing.country(kit, _who(query), press.value))
    await kit.sender.noticed(query.id)


async def _my_language(kit: Kit, query: CallbackQuery, press: Pressed) -> None:
    await _show(kit, query, await choosing.language(kit, _who(query), press.value))
    await kit.sender.noticed(query.id)


_SLOTS: dict[str, Callable[[Kit, CallbackQuery, Pressed], Awaitable[None]]] = {
    "language": _translated,
    "menu": _menu,
    "search": _search,
    "picture": _picture,
    "my_country": _my_country,
    "my_language": _my_language,
}
"""What is not simply set on the question."""


def _drawn(kept: Kept, language: str) -> bytes:
    scene = scene_of(kept.object, kept.request, kept.timezone)
    return png(card_svg(kept.replies[language], scene), width=WIDTH)


async def _expired(kit: Kit, query: CallbackQuery, language: str) -> None:
    await kit.sender.noticed(query.id, translator(language)("telegram.expired"), alert=True)


def _who(query: CallbackQuery) -> Asker:
    user: User = query.from_user
    chat = query.message.chat if query.message else None
    return asker(user, chat, inline=query.inline_message_id or str(user.id))


def _spot(query: CallbackQuery) -> Spot:
    if query.inline_message_id:
        return Spot(inline=query.inline_message_id)
    found = query.message
    return Spot(chat=found.chat.id, message=found.message_id) if found else Spot()


def _place(query: CallbackQuery) -> Place | None:
    """Where something new can be sent: nowhere for messages sent inline."""
    found = query.message
    if found is None:
        return None
    thread = found.message_thread_id if isinstance(found, Message) and found.is_topic_message else None
    group = found.chat.type != ChatType.PRIVATE
    return Place(chat=found.chat.id, thread=thread, reply_to=found.message_id if group else None)


async def _show(kit: Kit, query: CallbackQuery, shown: Rendered) -> None:
    """Put a message in place of that with the button; where that can no longer be changed, send another."""
    spot = _spot(query)
    if spot == Spot():
        return
    if not await kit.sender.edit(spot, shown) and (where := _place(query)):
        await kit.sender.send(where, shown)
