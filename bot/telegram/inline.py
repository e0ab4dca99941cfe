"""Inline mode: `@bot 3 marketing mx` in any chat shows answers as cards, before anything is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator

from telegram import (
    ChosenInlineResult,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResult,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.cli import options
from bot.keeping import without_phone
from bot.replies import BlockKind, Reply
from bot.service import Served
from bot.store.port import StoreError
from bot.telegram import again
from bot.telegram.asking import Asker, ask, asker, language_of, message
from bot.telegram.kit import Kit
from bot.telegram.marking import shown
from bot.telegram.rendering import rendered
from bot.telegram.sending import Spot
from intents.followup import Remembered
from locales.translate import Translator, translator
from pricing.types import TEMPLATE_CATEGORIES

_VARIED = frozenset(("rate", "estimate"))
_LINE = 120
"""Letters of a card that are shown at most."""


async def typing(kit: Kit, query: InlineQuery) -> None:
    """Show cards for what has been typed so far; nothing of it is kept."""
    who = asker(query.from_user, None, inline=query.id)
    text = query.query.strip()
    if text:
        cards = [card async for card in _cards(kit, who, text)]
    else:
        cards = _examples(translator(await language_of(kit, who)))
    await kit.sender.offer(query.id, cards)


async def chosen(kit: Kit, result: ChosenInlineResult) -> None:
    """Give an answer that was sent its link and buttons, where Telegram tells us of it (`/setinlinefeedback`)."""
    text = result.query.strip()
    if not result.inline_message_id or not text:
        return
    who = asker(result.from_user, None, inline=result.inline_message_id)
    served = await _asked(kit, who, text, keep=True)
    if result.result_id == "today":
        served = await _again(kit, who, served, "when", "today", keep=True) or served
    elif result.result_id.startswith("category."):
        served = await _again(kit, who, served, "category", result.result_id[9:], keep=True) or served
    await kit.sender.edit(Spot(inline=result.inline_message_id), message(kit, served, inline=True))


async def _cards(kit: Kit, who: Asker, text: str) -> AsyncIterator[InlineQueryResult]:
    served = await _asked(kit, who, text, keep=False)
    yield _card("answer", served.answer.reply, text)
    said = served.answer.object
    if said["today"] and (today := await _again(kit, who, served, "when", "today")):
        yield _card("today", today.answer.reply, text)
    if said["intent"] not in _VARIED or not said["verdict"]["category"]:
        return
    for category in TEMPLATE_CATEGORIES:
        if category != said["verdict"]["category"]:
            other = await _again(kit, who, served, "category", str(category))
            if other and other.answer.object["verdict"]["category"] == category:  # the words may ask something else
                yield _card(f"category.{category}", other.answer.reply, text)


async def _asked(kit: Kit, who: Asker, text: str, *, keep: bool) -> Served:
    return await ask(kit, who, text, country=_last_country(text), keep=keep)


async def _again(kit: Kit, who: Asker, served: Served, slot: str, value: str, *, keep: bool = False) -> Served | None:
    language = served.answer.reply.language
    text = again.follow_up_text(slot, value, language)
    country = served.answer.object["verdict"]["country"]
    remembered = Remembered(request=without_phone(served.answer.finding.request), needs=(slot,))
    try:
        await kit.store.remember(who.conversation, remembered, kit.clock(), person=who.person)
    except StoreError:
        return None  # without memory there is nothing to vary
    return await ask(kit, who, text, language=language, country=country, keep=keep) if text else None


def _last_country(text: str) -> str | None:
    """The country of a code at the end: nobody writes more than `mx` while typing."""
    last = text.split()[-1]
    if len(last) != 2 or not last.isalpha():
        return None
    try:
        return options.country(last)
    except ValueError:
        return None


def _card(id: str, reply: Reply, text: str) -> InlineQueryResult:
    say = translator(reply.language)
    sent = rendered(reply)
    verdict = reply.block(BlockKind.VERDICT) or reply.blocks[0]
    price = reply.block(BlockKind.PRICE) or reply.block(BlockKind.ASK)
    again_ = InlineKeyboardButton(say("telegram.button.retype"), switch_inline_query_current_chat=text[:256])
    content = InputTextMessageContent(
        sent.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        id=id,
        title=_first(verdict.lines, say),
        description=_first(price.lines, say) if price and price is not verdict else None,
        input_message_content=content,
        reply_markup=InlineKeyboardMarkup([[again_]]),
    )


def _first(lines: tuple[str, ...], say: Translator) -> str:
    text = shown(lines[0]) if lines else say("telegram.card")
    return text if len(text) <= _LINE else text[: _LINE - 1] + "…"


def _examples(say: Translator) -> list[InlineQueryResult]:
    found: list[InlineQueryResult] = []
    for number, example in enumerate(say("telegram.inline.examples").split("\n")):
        button = InlineKeyboardButton(say("telegram.button.try"), switch_inline_query_current_chat=example)
        content = InputTextMessageContent(example)
        found.append(
            InlineQueryResultArticle(
                id=f"example.{number}",
                title=example,
                description=say("telegram.inline.example"),
                input_message_content=content,
                reply_markup=InlineKeyboardMarkup([[button]]),
            )
        )
    return found
