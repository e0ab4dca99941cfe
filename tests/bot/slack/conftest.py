"""A service with the Slack channel, and a Slack that it talks to."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.settings import Secret, Settings
from bot.slack.channel import Channel, channel
from bot.slack.desk import LEASE, PATIENCE
from tests.bot.servicing import BASE, Office
from tests.fakes.slack.server import TOKEN, FakeSlack

SECRET = "signing-secret"


def now() -> datetime:
    """The time of Slack, the channel and the service: the real one, since signatures are checked by it."""
    return datetime.now(UTC)


class Desk:
    """Somebody's workspace with the app in it."""

    def __init__(self, slack: FakeSlack, *, patience: float = PATIENCE, lease: timedelta = LEASE, **more: Any) -> None:
        self.slack = slack
        self.office = Office()
        self.office.clock.now = now()
        given: dict[str, Any] = {
            "slack_bot_token": Secret(TOKEN),
            "slack_signing_secret": Secret(SECRET),
            "slack_api_url": slack.api,
            "cuanto_base_url": BASE,
        }
        self.settings = Settings(**(given | more))
        self.channel: Channel = self.other(patience=patience, lease=lease)
        self._times = 0

    def other(self, *, patience: float = PATIENCE, lease: timedelta = LEASE) -> Channel:
        """Return one more channel over the same store, as a second process would have it."""
        office = self.office
        return channel(self.settings, office.service, office.fake, office.metrics, now, lease=lease, patience=patience)

    async def post(self, body: bytes, headers: dict[str, str], *, over: Channel | None = None) -> httpx.Response:
        """Send a request as it stands."""
        mount: Any = (over or self.channel).mount
        transport = httpx.ASGITransport(app=mount)
        async with httpx.AsyncClient(transport=transport, base_url="http://cuanto") as client:
            return await client.post("/slack/events", content=body, headers=headers)

    async def event(self, body: dict[str, Any], *, over: Channel | None = None, **headers: str) -> httpx.Response:
        """Deliver an event, signed."""
        raw = json.dumps(body).encode()
        return await self.post(raw, signed(raw, "application/json") | headers, over=over)

    async def form(self, body: dict[str, Any]) -> httpx.Response:
        """Deliver a command, signed."""
        raw = urlencode(body).encode()
        return await self.post(raw, signed(raw, "application/x-www-form-urlencoded"))

    async def interact(self, body: dict[str, Any]) -> httpx.Response:
        """Deliver a press or a form, signed."""
        return await self.form({"payload": json.dumps(body)})


def signed(raw: bytes, kind: str, *, age: float = 0, secret: str = SECRET) -> dict[str, str]:
    """Return the headers that Slack signs a request with."""
    timestamp = str(int(time.time() - age))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=raw) or ""
    return {"content-type": kind, "x-slack-request-timestamp": timestamp, "x-slack-signature": signature}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that knows the workspace `T1`."""
    running = await FakeSlack().start()
    yield running
    await running.close()


@pytest.fixture
async def desk(slack: FakeSlack) -> AsyncIterator[Desk]:
    """The app over signed HTTP."""
    made = Desk(slack)
    async with made.channel.lifespan():
        yield made


def text_of(message: dict[str, Any]) -> str:
    """Return every text of a message's blocks, in order."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(str(value[key]) for key in ("text", "alt_text") if isinstance(value.get(key), str))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(message.get("blocks") or [])
    return "\n".join(found)


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a message's buttons by action id; the two of feedback as `good` and `bad`."""
    found: dict[str, dict[str, Any]] = {}
    for block in message.get("blocks") or []:
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]:
            if element["type"] == "button":
                found[element["action_id"]] = element
            elif element["type"] == "feedback_buttons":
                for name, side in (("good", "positive_button"), ("bad", "negative_button")):
                    shared = {"type": "feedback_buttons", "action_id": element["action_id"]}
                    found[name] = shared | {"value": element[side]["value"]}
    return found
