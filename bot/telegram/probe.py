"""What `cuanto doctor` asks Telegram: whether the token is good, how updates come, and which commands are set."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.checks import Check
from bot.settings import Settings
from bot.telegram.channel import with_webhook
from bot.telegram.profile import commands
from bot.telegram.webhook import PATH
from locales.translate import LANGUAGES

SECONDS = 5.0
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes for a secret (core.telegram.org/bots/api, "setWebhook")."""


async def probe(settings: Settings) -> list[Check]:
    """Return what was found; changes nothing, and never raises for a Telegram that is away."""
    request = HTTPXRequest(connect_timeout=SECONDS, read_timeout=SECONDS, pool_timeout=SECONDS)
    address = settings.telegram_api_url.rstrip("/")
    bot = Bot(settings.telegram_bot_token.reveal(), base_url=f"{address}/bot", request=request)
    await request.initialize()
    try:
        return [check async for check in _checks(bot, settings)]
    finally:
        await request.shutdown()


async def _checks(bot: Bot, settings: Settings) -> AsyncIterator[Check]:
    try:
        me = await bot.get_me()
    except InvalidToken:
        yield Check(key="telegram.doctor.token_wrong", ok=False)
        return
    except TelegramError as error:
        yield Check(key="telegram.doctor.away", ok=False, values={"detail": type(error).__name__})
        return
    yield Check(key="telegram.doctor.token_fine", ok=True, values={"bot": str(me.username)})
    if not me.supports_inline_queries:
        yield Check(key="telegram.doctor.no_inline", ok=None)
    yield _privacy(me)
    secret = settings.telegram_webhook_secret.reveal()
    if secret and not _SECRET.fullmatch(secret):
        yield Check(key="telegram.doctor.secret_wrong", ok=False)
    try:
        yield await _updates(bot, settings)
        yield await _listed(bot)
    except TelegramError as error:
        yield Check(key="telegram.doctor.away", ok=False, values={"detail": type(error).__name__})


def _privacy(me: User) -> Check:
    reads = "telegram.doctor.reads_all" if me.can_read_all_group_messages else "telegram.doctor.reads_own"
    return Check(key=reads, ok=None)


async def _updates(bot: Bot, settings: Settings) -> Check:
    """Whether updates come as the settings say; `running` may not have started yet."""
    info = await bot.get_webhook_info()
    waiting = str(info.pending_update_count)
    if not with_webhook(settings):
        key = "telegram.doctor.webhook_left" if info.url else "telegram.doctor.polling"
        return Check(key=key, ok=None if info.url else True, values={"count": waiting})
    wanted = settings.cuanto_base_url.rstrip("/") + PATH
    if info.url != wanted:
        return Check(key="telegram.doctor.webhook_other", ok=None, values={"address": wanted})
    if info.last_error_message:
        values = {"detail": info.last_error_message, "count": waiting}
        return Check(key="telegram.doctor.webhook_failing", ok=False, values=values)
    return Check(key="telegram.doctor.webhook_fine", ok=True, values={"count": waiting})


async def _listed(bot: Bot) -> Check:
    for language in LANGUAGES:
        if tuple(await bot.get_my_commands(language_code=language)) != commands(language):
            return Check(key="telegram.doctor.commands_other", ok=None)
    return Check(key="telegram.doctor.commands_fine", ok=True)
