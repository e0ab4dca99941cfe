"""How the bot presents itself, and what `cuanto doctor` finds out."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from bot.settings import Secret
from bot.telegram.commands import COMMANDS
from bot.telegram.probe import probe
from bot.telegram.profile import LISTED, commands
from locales.translate import LANGUAGES, translator
from tests.bot.telegram.running import running, settings
from tests.fakes.telegram.server import TelegramServer, refused


async def _dressed(server: TelegramServer) -> None:
    """Start once and wait until everything is set."""
    async with running(server):
        async with asyncio.timeout(5):
            while len(server.profile) < 12:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)


async def test_everything_is_set_for_each_language_once(server: TelegramServer) -> None:
    """Commands, name and descriptions in Spanish, English and for all others; the next start changes nothing."""
    await _dressed(server)
    listed = {
        language: [one["command"] for one in server.profile["MyCommands", language]] for language in ("", "es", "en")
    }
    assert listed == {"": list(LISTED["es"]), "es": list(LISTED["es"]), "en": list(LISTED["en"])}
    count = len([call for call in server.calls if call.method.startswith("setMy")])
    assert count == 12
    async with running(server):
        await asyncio.sleep(0.3)
    assert len([call for call in server.calls if call.method.startswith("setMy")]) == count


async def test_bot_answers_although_its_profile_is_refused(server: TelegramServer) -> None:
    """Names may be changed a few times a day only: nothing waits for that."""
    from tests.fakes.telegram import updates as tg

    server.trouble = lambda method, _: (
        refused(429, "Too Many Requests", retry_after=9999) if method.startswith("setMy") else None
    )
    async with running(server) as made:
        await made.heard(tg.said("/ayuda"))
        await server.sent()


@pytest.mark.parametrize("language", LANGUAGES)
def test_listed_commands_exist_within_telegrams_limits(language: str) -> None:
    """Everything that is listed is answered, and short enough to be listed."""
    assert all(one.command in COMMANDS and 1 <= len(one.description) <= 256 for one in commands(language))
    say = translator(language)
    assert len(say("telegram.profile.name")) <= 64
    assert len(say("telegram.profile.short")) <= 120
    assert len(say("telegram.profile.description")) <= 512


async def _keys(server: TelegramServer, **more: Any) -> dict[str, bool | None]:
    checks = await probe(replace(settings(server), **more))
    for language in LANGUAGES:
        for check in checks:
            assert translator(language)(check.key, **check.values)
    return {check.key.rpartition(".")[2]: check.ok for check in checks}


async def test_doctor_before_and_after_the_first_start(server: TelegramServer) -> None:
    """A good token; what the service sets at its start is missing before, and there afterwards."""
    before = await _keys(server)
    assert before == {"token_fine": True, "reads_own": None, "polling": True, "commands_other": None}
    await _dressed(server)
    assert (await _keys(server))["commands_fine"] is True


@pytest.mark.parametrize(
    ("webhook", "secret", "key", "ok"),
    [
        ({"url": ""}, "s", "webhook_other", None),
        ({"url": "https://cuanto.example/telegram/webhook"}, "s", "webhook_fine", True),
        (
            {"url": "https://cuanto.example/telegram/webhook", "last_error_message": "503", "last_error_date": 1},
            "s", "webhook_failing", False,
        ),
        ({"url": "https://old.example"}, "", "webhook_left", None),
        ({"url": ""}, "ñ", "secret_wrong", False),
        ({"url": ""}, "x" * 257, "secret_wrong", False),
        ({"url": ""}, "x" * 256, "webhook_other", None),
    ],
)  # fmt: skip
async def test_doctor_looks_at_the_webhook(
    server: TelegramServer, webhook: dict[str, Any], secret: str, key: str, ok: bool | None
) -> None:
    """What Telegram has, against what the settings say."""
    server.webhook |= webhook
    assert (await _keys(server, telegram_webhook_secret=Secret(secret)))[key] is ok


async def test_doctor_with_a_wrong_token_and_without_telegram(server: TelegramServer) -> None:
    """Said plainly, never raised, and no secret in it."""
    assert await _keys(server, telegram_bot_token=Secret("1:wrong")) == {"token_wrong": False}
    assert await _keys(server, telegram_api_url="http://127.0.0.1:9") == {"away": False}
    server.trouble = lambda method, _: refused(500, "x") if method == "getWebhookInfo" else None
    assert (await _keys(server))["away"] is False
