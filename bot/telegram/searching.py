"""Any country by typing a part of its name, in reply to a question of ours."""

from __future__ import annotations

from typing import Literal

from telegram import InlineKeyboardMarkup, Message

from bot.store.port import NoAnswer, StoreError
from bot.telegram import again, choosing, countries, keyboards
from bot.telegram.asking import about, ask, asker, language_of, message, place
from bot.telegram.kit import Kit
from bot.telegram.rendering import Rendered, said
from bot.telegram.sending import Place
from locales.translate import LANGUAGES, translator

Prompt = Literal["search", "search.mine"]
_PROMPTS: tuple[Prompt, ...] = ("search.mine", "search")


def prompt_of(text: str | None) -> Prompt | None:
    """Return which question of ours a text is."""
    first = (text or "").partition("\n")[0]
    return next((one for one in _PROMPTS for lang in LANGUAGES if first == translator(lang)(f"telegram.{one}")), None)


async def asked(kit: Kit, where: Place, language: str, prompt: Prompt, id: str = "") -> None:
    """Ask for a country; the link in the question says which answer it is for, even after a year."""
    text = translator(language)(f"telegram.{prompt}")
    link = f"\n{kit.service.link(id)}" if id else ""
    await kit.sender.send(where, said(text + link, asks=True))


async def typed(kit: Kit, said_: Message, text: str, prompt: Prompt, id: str) -> None:
    """Take what was typed for a country, offer those that it may be, or say that there is none."""
    who = asker(said_.from_user, said_.chat)
    language = await language_of(kit, who)
    found = countries.find(text)
    slot: Literal["country", "my_country"] = "my_country" if prompt == "search.mine" else "country"
    if not found:
        key = "telegram.search.none"
        await kit.sender.send(place(said_), said(translator(language)(key), keyboards.countries(language, id, slot)))
    elif len(found) > 1:
        keys: InlineKeyboardMarkup = keyboards.countries(language, id, slot, found)
        await kit.sender.send(place(said_), said(translator(language)("telegram.search.several"), keys))
    elif slot == "my_country":
        await kit.sender.send(place(said_), await choosing.country(kit, who, found[0]))
    else:
        await kit.sender.send(place(said_), await _priced(kit, said_, found[0], id))


async def _priced(kit: Kit, said_: Message, code: str, id: str) -> Rendered:
    who = asker(said_.from_user, said_.chat)
    language = await language_of(kit, who)
    try:
        if id:
            kept = await kit.store.get(id)
            await about(kit, who, kept, "country")
            language = kept.language
    except (NoAnswer, StoreError):
        return said(translator(language)("telegram.expired"))
    text = again.follow_up_text("country", code, language) or ""
    return message(kit, await ask(kit, who, text, language=language))
