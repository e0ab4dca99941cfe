"""How the bot presents itself: name, descriptions and commands in each language, changed only where they differ."""

from __future__ import annotations

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.logs import logger
from locales.translate import LANGUAGES, translator

LISTED = {
    "es": ("precio", "idioma", "pais", "ayuda", "privacidad", "olvidar"),
    "en": ("price", "language", "country", "help", "privacy", "forget"),
}
"""Commands that are shown in each language; those of the other one work all the same."""
_KEYS = dict(zip(LISTED["es"], LISTED["en"], strict=True))


def commands(language: str) -> tuple[BotCommand, ...]:
    """Return the commands of a language as they are listed."""
    say = translator(language)
    return tuple(BotCommand(name, say(f"telegram.command.{_KEYS.get(name, name)}")) for name in LISTED[language])


async def dress(bot: Bot, default: str) -> None:
    """Set everything, for each language and for all others; what is refused stays until the next start."""
    for code, language in (("", default), *((one, one) for one in LANGUAGES)):
        try:
            await _commands(bot, code, language)
            await _name(bot, code, language)
            await _descriptions(bot, code, language)
        except TelegramError as error:
            logger().warning("telegram_profile_unset", language=code, detail=error.message)


async def _commands(bot: Bot, code: str, language: str) -> None:
    wanted = commands(language)
    if tuple(await bot.get_my_commands(language_code=code or None)) != wanted:
        await bot.set_my_commands(wanted, language_code=code or None)


async def _name(bot: Bot, code: str, language: str) -> None:
    wanted = translator(language)("telegram.profile.name")
    if (await bot.get_my_name(language_code=code or None)).name != wanted:
        await bot.set_my_name(wanted, language_code=code or None)


async def _descriptions(bot: Bot, code: str, language: str) -> None:
    say = translator(language)
    long, short = say("telegram.profile.description"), say("telegram.profile.short")
    if (await bot.get_my_description(language_code=code or None)).description != long:
        await bot.set_my_description(long, language_code=code or None)
    if (await bot.get_my_short_description(language_code=code or None)).short_description != short:
        await bot.set_my_short_description(short, language_code=code or None)
