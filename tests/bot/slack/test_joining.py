"""Slack inside the whole service, and nothing of it where it is not configured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot import bootstrap
from bot.settings import Secret, Settings, SettingsError
from tests.bot.slack.conftest import SECRET, signed
from tests.bot.slack.test_asking import PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import APP_TOKEN, TOKEN, FakeSlack

KIND = "application/json"


def made(slack: FakeSlack, folder: Path, **more: Secret) -> Settings:
    """Return settings of a service with Slack and a database of its own."""
    return Settings(slack_bot_token=Secret(TOKEN), slack_api_url=slack.api, cuanto_data_dir=str(folder), **more)


async def test_slack_is_served_beside_the_pages(slack: FakeSlack, tmp_path: Path) -> None:
    """One service: an event at `/slack/events` is answered with a link that the same service has a page for."""
    app = bootstrap.application(made(slack, tmp_path, slack_signing_secret=Secret(SECRET)))
    raw = json.dumps(payloads.event(payloads.mention(PRICES["es"][0]))).encode()
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client,
    ):
        assert (await client.post("/slack/events", content=raw, headers=signed(raw, KIND))).status_code == 200
        assert (await client.post("/slack/events", content=raw, headers={"content-type": KIND})).status_code == 401
        assert first(slack.messages[0]) == PRICES["es"][1]
        link = slack.messages[0]["text"].split()[-1]
        assert (await client.get(link)).status_code == 200


async def test_socket_mode_serves_no_address(slack: FakeSlack, tmp_path: Path) -> None:
    """The service connects to Slack by itself; nobody can post events to it."""
    app = bootstrap.application(made(slack, tmp_path, slack_app_token=Secret(APP_TOKEN)))
    raw = json.dumps(payloads.event(payloads.mention(PRICES["es"][0]))).encode()
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client,
    ):
        await slack.until(lambda: slack.sockets)
        assert (await client.post("/slack/events", content=raw, headers=signed(raw, KIND))).status_code == 404
        await slack.send("events_api", json.loads(raw))
        await slack.until(lambda: slack.acks)
    assert len(slack.messages) == 1


async def test_half_configured_slack_stops_the_service(slack: FakeSlack, tmp_path: Path) -> None:
    """A token without a way to be reached is said at the start, not found out by silence."""
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET"):
        bootstrap.application(made(slack, tmp_path))


@pytest.mark.parametrize(
    "code",
    [
        "from bot.__main__ import main; main(['ask', 'hola'])",
        "import asyncio; from bot import bootstrap; from bot.settings import Settings\n"
        "async def start(): bootstrap.application(Settings())\n"
        "asyncio.run(start())",
    ],
    ids=["ask", "serve"],
)
def test_nothing_of_slack_is_imported_where_it_is_not_configured(code: str, tmp_path: Path) -> None:
    """Neither for a question in a terminal nor for a service without Slack."""
    check = "\nimport sys; assert not [name for name in sys.modules if name.startswith(('slack_', 'bot.slack'))]"
    environment = {"CUANTO_DATA_DIR": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code + check], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
