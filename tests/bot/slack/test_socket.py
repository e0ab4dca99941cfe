"""Socket Mode: the same answers over a connection of our own, which may drop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.settings import Secret
from bot.slack import channel as channels
from tests.bot.slack.conftest import Desk
from tests.bot.slack.test_asking import PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import APP_TOKEN, Failure, FakeSlack

ASKED = PRICES["es"][0]


@pytest.fixture
async def desk(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """The app over a socket that notices at once when it is dropped."""
    connected = channels.connected
    monkeypatch.setattr(channels, "connected", lambda app, token: connected(app, token, ping=0.2, pause=0.1))
    made = Desk(slack, slack_app_token=Secret(APP_TOKEN), slack_signing_secret=Secret())
    async with made.channel.lifespan():
        await slack.until(lambda: slack.sockets)
        yield made


async def test_socket_mode_mounts_nothing(desk: Desk, slack: FakeSlack) -> None:
    """No address is served, and the connection is opened with the app token."""
    assert desk.channel.mount is None
    [call] = [call for call in slack.calls if call.method == "apps.connections.open"]
    assert call.token == APP_TOKEN


async def test_event_is_answered_and_acknowledged(desk: Desk, slack: FakeSlack) -> None:
    """The envelope is acknowledged by its id."""
    await slack.send("events_api", payloads.event(payloads.mention(ASKED)), "e7")
    await slack.until(lambda: slack.acks)
    assert first(slack.messages[0]) == PRICES["es"][1]
    assert slack.acks[0]["envelope_id"] == "e7"


async def test_command_and_form_are_answered(desk: Desk, slack: FakeSlack) -> None:
    """Commands come through the socket too; what a form is told travels with the acknowledgement."""
    await slack.send("slash_commands", payloads.command("armar", slack.response_url()), "e1")
    await slack.until(lambda: slack.acks)
    view = slack.called("views.open")[0]["view"]
    await slack.send("interactive", payloads.submission(view, {}), "e2")
    await slack.until(lambda: len(slack.acks) == 2)
    assert slack.acks[1]["payload"]["response_action"] == "errors"


async def test_dropped_socket_is_replaced_and_repeats_are_known(desk: Desk, slack: FakeSlack) -> None:
    """After the connection broke another one is opened; what Slack delivers again is answered once."""
    body = payloads.event(payloads.mention(ASKED))
    await slack.send("events_api", body, "e1")
    await slack.until(lambda: slack.messages)
    await slack.sockets[-1].close()
    await slack.until(lambda: slack.connections == 2 and bool(slack.sockets))
    await slack.send("events_api", body, "e2", retry_attempt=1, retry_reason="timeout")
    other = payloads.event(payloads.mention("¿cuánto cuesta utilidad en Perú?", ts="2.1"))
    await slack.send("events_api", other, "e3")
    await slack.until(lambda: {"e2", "e3"} <= {ack["envelope_id"] for ack in slack.acks})
    assert len(slack.messages) == 2


async def test_slack_may_ask_for_another_connection(desk: Desk, slack: FakeSlack) -> None:
    """Slack refreshes connections every few hours."""
    await slack.sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})
    await slack.until(lambda: slack.connections == 2)
    await slack.send("events_api", payloads.event(payloads.mention(ASKED)))
    await slack.until(lambda: slack.messages)


async def test_failed_event_is_not_acknowledged(desk: Desk, slack: FakeSlack) -> None:
    """So that Slack delivers it again, and then it is answered."""
    slack.fail("chat.postMessage", Failure(500, {}))
    body = payloads.event(payloads.mention(ASKED))
    await slack.send("events_api", body, "e1")
    async with asyncio.timeout(5):
        while not desk.office.counted("events_total", channel="slack", outcome="failed"):
            await asyncio.sleep(0.01)
    await slack.send("events_api", body, "e2", retry_attempt=1, retry_reason="timeout")
    await slack.until(lambda: slack.acks)
    assert [ack["envelope_id"] for ack in slack.acks] == ["e2"]
    assert len(slack.messages) == 1


async def test_strangers_are_acknowledged_and_not_answered(desk: Desk, slack: FakeSlack) -> None:
    """The list of workspaces holds here as well."""
    await slack.send("events_api", payloads.event(payloads.mention(ASKED), team="T9"))
    await slack.until(lambda: slack.acks)
    assert slack.messages == []


async def test_service_starts_without_slack(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Slack that is away, or a token that is wrong, is tried again until it works."""
    connected = channels.connected
    monkeypatch.setattr(channels, "connected", lambda app, token: connected(app, token, ping=0.2, pause=0.05))
    slack.fail("apps.connections.open", Failure(body={"ok": False, "error": "invalid_auth"}), Failure(500, {}))
    desk = Desk(slack, slack_app_token=Secret(APP_TOKEN))
    async with desk.channel.lifespan():
        await slack.until(lambda: slack.sockets)
    await asyncio.sleep(0)
    assert slack.connections == 1
