"""What people choose for all their questions: the language, and the country of their customers."""

from __future__ import annotations

from telegram import Message

from bot.store.port import StoreError
from bot.telegram import countries, keyboards
from bot.telegram.asking import Asker, asker, choices, choose, language_of, place
from bot.telegram.kit import Kit
from bot.telegram.rendering import Rendered, said
from locales.formats import formats
from locales.translate import LANGUAGES, translator
from pricing.errors import InvalidPhone
from pricing.phones import country_of_phone

NONE = frozenset(("-", "no", "ninguno", "none", "auto", "borrar", "clear"))


async def language(kit: Kit, who: Asker, value: str) -> Rendered:
    """Set the language, `auto` for that of each question."""
    chosen = value if value in LANGUAGES else None
    if not await _chosen(kit, who, language=chosen):
        return said(translator(await language_of(kit, who))("telegram.not_kept"))
    say = translator(chosen or await language_of(kit, who))
    return said(say("telegram.language.set" if chosen else "telegram.language.reset"))


async def country(kit: Kit, who: Asker, code: str | None, *, language: str | None = None) -> Rendered:
    """Set the country that holds where a question names none, or none."""
    spoken = language or await language_of(kit, who)
    say = translator(spoken)
    if not await _chosen(kit, who, country=code):
        return said(say("telegram.not_kept"))
    if code is None:
        return said(say("telegram.country.reset"))
    return said(say("telegram.country.set", country=formats(spoken).country(code)))


async def ask_language(kit: Kit, who: Asker, text: str) -> Rendered:
    """`/idioma`: set it at once where it is named, else offer both."""
    word = text.strip().casefold()[:20]
    named = next((lang for lang in LANGUAGES if word in _called(lang)), None)
    if word and (named or word in NONE):
        return await language(kit, who, named or "auto")
    spoken = await language_of(kit, who)
    return said(translator(spoken)("telegram.language.ask"), keyboards.languages(spoken))


async def ask_country(kit: Kit, who: Asker, text: str) -> Rendered:
    """`/pais`: set it at once where it is named, else say which one holds and offer others."""
    spoken = await language_of(kit, who)
    say = translator(spoken)
    if text.strip().casefold() in NONE:
        return await country(kit, who, None)
    found = countries.find(text[:100])
    if len(found) == 1:
        return await country(kit, who, found[0])
    keys = keyboards.countries(spoken, "", "my_country", found)
    if found:
        return said(say("telegram.search.several"), keys)
    if text.strip():
        return said(say("telegram.search.none"), keys)
    current = (await choices(kit, who)).country
    if current:
        return said(say("telegram.country.is", country=formats(spoken).country(current)), keys)
    return said(say("telegram.country.ask"), keys)


async def contact(kit: Kit, said_: Message) -> None:
    """Take the country of a number that was shared; the number itself is kept nowhere."""
    who = asker(said_.from_user, said_.chat)
    digits = "".join(filter(str.isdigit, said_.contact.phone_number if said_.contact else ""))
    try:
        code = country_of_phone(f"+{digits}")
    except InvalidPhone:
        code = None
    if code is None:
        spoken = await language_of(kit, who)
        keys = keyboards.countries(spoken, "", "my_country")
        await kit.sender.send(place(said_), said(translator(spoken)("telegram.contact.unknown"), keys))
        return
    await kit.sender.send(place(said_), await country(kit, who, code))


def _called(lang: str) -> set[str]:
    names = {translator(one)(f"telegram.language.{lang}").casefold() for one in LANGUAGES}
    return names | {lang} | set(translator(lang)("telegram.language.words").split())


async def _chosen(kit: Kit, who: Asker, **changed: str | None) -> bool:
    if not who.person:
        return False
    try:
        await choose(kit, who, **changed)
    except StoreError as error:
        kit.metrics.store_failed("choose", error.code)
        return False
    return True
