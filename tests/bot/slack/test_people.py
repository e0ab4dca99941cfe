"""Which language people are answered in, and how often Slack is asked for it."""

from __future__ import annotations

import pytest

from bot.slack import people as known
from bot.slack.calling import client
from bot.slack.people import People
from tests.bot.slack.conftest import Desk
from tests.bot.slack.test_asking import PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import Failure, FakeSlack

NEITHER = "marketing"
"""A text that is both languages at once."""


@pytest.mark.parametrize(("locale", "language"), [("es-LA", "es"), ("en-US", "en"), ("fr-FR", "es"), ("", "es")])
async def test_text_of_no_language(desk: Desk, slack: FakeSlack, locale: str, language: str) -> None:
    """Slack's setting decides where the text does not; another language is the default's."""
    slack.locales["U1"] = locale
    await desk.event(payloads.event(payloads.direct(NEITHER)))
    [kept] = desk.office.fake.kept.values()
    assert kept
    assert kept.language == language


async def test_text_comes_before_the_setting(desk: Desk, slack: FakeSlack) -> None:
    """Who writes Spanish is answered in Spanish, and Slack is not even asked."""
    slack.locales["U1"] = "en-US"
    await desk.event(payloads.event(payloads.direct(PRICES["es"][0])))
    assert first(slack.messages[0]) == PRICES["es"][1]
    assert slack.called("users.info") == []


async def test_choice_comes_before_the_text(desk: Desk, slack: FakeSlack) -> None:
    """Who chose English is answered in English, whatever they write."""
    await desk.form(payloads.command("idioma en", slack.response_url()))
    await desk.event(payloads.event(payloads.direct(PRICES["es"][0])))
    assert first(slack.messages[0]) == PRICES["en"][1]


async def test_slack_is_asked_once_a_person(desk: Desk, slack: FakeSlack) -> None:
    """What was said is remembered; of others it is asked again."""
    found = People(client(desk.settings))
    slack.locales |= {"U1": "es-ES", "U2": "en-GB"}
    assert [await found.language(user) for user in ("U1", "U1", "U2", "U1", "")] == ["es", "es", "en", "es", None]
    assert [call["user"] for call in slack.called("users.info")] == ["U1", "U2"]


async def test_without_the_scope_slack_is_asked_no_more(desk: Desk, slack: FakeSlack) -> None:
    """One refusal is enough."""
    slack.scopes = "chat:write"
    found = People(client(desk.settings))
    assert [await found.language(user) for user in ("U1", "U2", "U3")] == [None] * 3
    assert len(slack.called("users.info")) == 1


@pytest.mark.parametrize("failure", [Failure(500, {}), Failure(heard=True), Failure(body={"ok": False, "error": "x"})])
async def test_slack_that_is_away_is_no_reason_for_silence(desk: Desk, slack: FakeSlack, failure: Failure) -> None:
    """The answer goes out in the default language."""
    slack.fail("users.info", failure)
    await desk.event(payloads.event(payloads.direct(NEITHER)))
    assert len(slack.messages) == 1


async def test_memory_of_people_is_bounded(desk: Desk, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest is forgotten first."""
    monkeypatch.setattr(known, "_MOST", 2)
    found = People(client(desk.settings))
    for user in ("U1", "U2", "U3", "U3", "U1"):
        await found.language(user)
    assert [call["user"] for call in slack.called("users.info")] == ["U1", "U2", "U3", "U1"]
