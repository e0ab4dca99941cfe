"""What `cuanto doctor` says of Slack, asked of a Slack."""

from __future__ import annotations

from typing import Any

import pytest
import uvicorn

from bot.settings import Secret, Settings
from bot.slack.probe import probe
from locales.translate import LANGUAGES, translator
from tests.bot.slack.conftest import SECRET, Desk
from tests.fakes.slack.server import APP_TOKEN, TOKEN, Failure, FakeSlack


def made(slack: FakeSlack, **more: Any) -> Settings:
    """Return settings for a Slack."""
    given: dict[str, Any] = {"slack_bot_token": Secret(TOKEN), "slack_api_url": slack.api}
    return Settings(**(given | more))


async def found(settings: Settings) -> dict[str, bool | None]:
    """Return the outcome of each check; each has words in both languages."""
    checks = await probe(settings)
    for check in checks:
        for language in LANGUAGES:
            said = translator(language)(check.key, **check.values)
            assert TOKEN not in said
            assert "xapp" not in said
    return {check.key.removeprefix("doctor.slack."): check.ok for check in checks}


async def test_everything_is_fine_over_a_socket(slack: FakeSlack) -> None:
    """Token, scopes and socket are good; a private address is worth knowing of."""
    settings = made(slack, slack_app_token=Secret(APP_TOKEN))
    assert await found(settings) == {
        "token_fine": True,
        "scopes_fine": True,
        "socket_fine": True,
        "teams": None,
        "no_pictures": None,
    }


async def test_public_address_needs_no_remark(slack: FakeSlack) -> None:
    """The other side of the last one."""
    settings = made(slack, slack_app_token=Secret(APP_TOKEN), cuanto_base_url="https://cuanto.example")
    assert "no_pictures" not in await found(settings)


@pytest.mark.parametrize(
    "failure", [Failure(body={"ok": False, "error": "invalid_auth"}), Failure(500, {}), Failure(heard=True)]
)
async def test_wrong_token_ends_the_check(slack: FakeSlack, failure: Failure) -> None:
    """Whether Slack refuses it or is away."""
    slack.fail("auth.test", failure, failure)
    assert await found(made(slack)) == {"token_wrong": False}


async def test_missing_scopes_are_named(slack: FakeSlack) -> None:
    """Needed ones are a mistake, optional ones are not."""
    slack.scopes = "app_mentions:read,commands,im:history"
    settings = made(slack, slack_app_token=Secret(APP_TOKEN))
    checks = {check.key: check for check in await probe(settings)}
    assert checks["doctor.slack.scopes_missing"].values == {"scopes": "chat:write"}
    assert checks["doctor.slack.scopes_missing"].ok is False
    assert "links:read" in checks["doctor.slack.scopes_optional"].values["scopes"]
    assert checks["doctor.slack.scopes_optional"].ok is None


async def test_wrong_app_token(slack: FakeSlack) -> None:
    """Slack says why it opens no connection."""
    slack.fail("apps.connections.open", Failure(body={"ok": False, "error": "not_allowed_token_type"}))
    assert (await found(made(slack, slack_app_token=Secret("xapp-wrong"))))["socket_wrong"] is False


async def test_address_that_answers(slack: FakeSlack) -> None:
    """Our own address is asked, and refuses what is not signed."""
    app: Any = Desk(slack).channel.mount
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", log_config=None))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup()
    port = server.servers[0].sockets[0].getsockname()[1]
    settings = made(slack, slack_signing_secret=Secret(SECRET), cuanto_base_url=f"http://127.0.0.1:{port}")
    assert (await found(settings))["address_fine"] is True
    await server.shutdown()
    assert (await found(settings))["address_away"] is False


async def test_address_of_somebody_else(slack: FakeSlack) -> None:
    """Something answers there, but not us."""
    settings = made(slack, slack_signing_secret=Secret(SECRET), cuanto_base_url=slack.address)
    assert (await found(settings))["address_wrong"] is False
