"""The manifest asks for what the app uses, and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bot.slack import app, form, home, shortcut, workflow
from bot.slack.channel import PATH
from bot.slack.scopes import manifest, needed, optional
from tests.bot.slack.conftest import Desk
from tests.bot.slack.test_asking import PRICES
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack

ROOT = Path(__file__).parents[3]
FOR_EVENTS = {
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
"""Scopes that events need. Source: the event reference of docs.slack.dev."""
FOR_METHODS = {
    "chat.unfurl": "links:write",
    "chat.postMessage": "chat:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "users.info": "users:read",
}
"""And methods."""
WITHOUT = {"app_home_opened", "function_executed"}
"""Events that need none."""


def test_both_files_say_the_same() -> None:
    """The one in JSON and the one in YAML."""
    written = (ROOT / "bot/slack/manifest.yaml").read_text("utf-8")
    assert yaml.safe_load(written) == manifest()


def test_events_are_those_that_are_listened_to() -> None:
    """Each listener has its event, each event its listener and its scope."""
    events = set(manifest()["settings"]["event_subscriptions"]["bot_events"])
    assert {event.partition(".")[0] for event in events} == {*app.EVENTS, "function_executed"}
    assert events == FOR_EVENTS.keys() | WITHOUT


def test_scopes_are_the_least() -> None:
    """Every scope is there for an event, a method or the command; optional ones stand in both lists, as Slack wants."""
    scopes = manifest()["oauth_config"]["scopes"]
    assert set(scopes["bot"]) == {*FOR_EVENTS.values(), *FOR_METHODS.values(), "commands"}
    assert set(scopes["bot_optional"]) <= set(scopes["bot"])
    assert needed() | optional() == set(scopes["bot"])
    assert needed() == {"app_mentions:read", "chat:write", "commands", "im:history"}


async def test_nothing_else_is_called(desk: Desk, slack: FakeSlack) -> None:
    """Without the optional scopes every way to ask that needs none of them works."""
    slack.scopes = ",".join(needed())
    for event in (payloads.mention(PRICES["es"][0]), payloads.direct(PRICES["en"][0]), payloads.opened()):
        assert (await desk.event(payloads.event(event))).status_code == 200
    await desk.form(payloads.command("marketing", slack.response_url()))
    assert len(slack.messages) == 2
    assert len(slack.whispers) == 1
    assert slack.called("views.publish")


def test_names_are_those_of_the_code() -> None:
    """Command, shortcut, step and address."""
    features: dict[str, Any] = manifest()["features"]
    assert [command["command"] for command in features["slash_commands"]] == [app.COMMAND]
    assert [found["callback_id"] for found in features["shortcuts"]] == [shortcut.CALLBACK]
    assert list(manifest()["functions"]) == [workflow.CALLBACK]
    addresses = re.findall(r"https://[^\"]+", (ROOT / "bot/slack/manifest.json").read_text("utf-8"))
    assert {address.partition("example.com")[2] for address in addresses} == {PATH}


def test_step_has_all_its_outputs() -> None:
    """What the step gives is what the manifest declares; checked against a run in `test_asking`."""
    declared = manifest()["functions"][workflow.CALLBACK]["output_parameters"]
    assert set(declared) == {"verdict", "price", "total", "currency", "category", "answer", "link"}


def test_agent_is_the_current_kind() -> None:
    """The agent view, not the assistant that came before it; at most four questions are offered."""
    features = manifest()["features"]
    assert "assistant_view" not in features
    assert len(features["agent_view"]["suggested_prompts"]) == len(home.EXAMPLES) <= 4
    assert features["agent_view"]["agent_description"]


def test_limits_of_the_manifest() -> None:
    """Lengths that Slack refuses. Source: the manifest reference of docs.slack.dev."""
    shown = manifest()["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert len(form.KINDS) <= 100


def test_every_scope_is_justified() -> None:
    """The page for admins has a line for each scope."""
    page = (ROOT / "docs/slack.md").read_text("utf-8")
    assert all(f"`{scope}`" in page for scope in manifest()["oauth_config"]["scopes"]["bot"])
