"""Signatures, strangers, and what somebody writes to get at others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.settings import Secret, Settings, SettingsError
from bot.slack.channel import channel
from bot.slack.incoming import plain
from tests.bot.slack.conftest import Desk, now, signed, text_of
from tests.bot.slack.test_asking import PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack

ASKED = PRICES["es"][0]
KIND = "application/json"


async def test_signed_request_is_answered(desk: Desk, slack: FakeSlack) -> None:
    """The other side of the refusals below: the same request, well signed."""
    raw = json.dumps(payloads.event(payloads.mention(ASKED))).encode()
    assert (await desk.post(raw, signed(raw, KIND))).status_code == 200
    assert len(slack.messages) == 1


@pytest.mark.parametrize("broken", ["missing", "wrong secret", "old", "from the future", "other body", "no time"])
async def test_badly_signed_request_is_refused(desk: Desk, slack: FakeSlack, broken: str) -> None:
    """401, and nothing is looked at, claimed or posted."""
    raw = json.dumps(payloads.event(payloads.mention(ASKED))).encode()
    headers = {
        "missing": {"content-type": KIND},
        "wrong secret": signed(raw, KIND, secret="guessed"),
        "old": signed(raw, KIND, age=301),
        "from the future": signed(raw, KIND, age=-400),
        "other body": signed(b"{}", KIND),
        "no time": signed(raw, KIND) | {"x-slack-request-timestamp": ""},
    }[broken]
    assert (await desk.post(raw, headers)).status_code == 401
    assert slack.calls == []
    assert desk.office.counted("events_total", channel="slack", outcome="new") == 0


@pytest.mark.parametrize(("length", "status"), [(1_000_000, 401), (1_000_001, 413)])
async def test_endless_requests_are_not_read(desk: Desk, length: int, status: int) -> None:
    """What no payload of Slack's can be is refused by its length, before its signature is worked out."""
    raw = b"x" * length
    headers = signed(b"", KIND)
    assert (await desk.post(raw, headers)).status_code == status


async def test_request_just_young_enough_is_answered(desk: Desk, slack: FakeSlack) -> None:
    """Five minutes is the limit that Slack names."""
    raw = json.dumps(payloads.event(payloads.mention(ASKED))).encode()
    assert (await desk.post(raw, signed(raw, KIND, age=290))).status_code == 200
    assert len(slack.messages) == 1


async def test_address_is_verified_without_a_workspace(desk: Desk) -> None:
    """Slack's check of the address is answered with its challenge."""
    response = await desk.event({"type": "url_verification", "challenge": "c1", "token": "x"})
    assert response.json() == {"challenge": "c1"}


def test_nothing_is_listened_to_unsigned(slack: FakeSlack) -> None:
    """Neither a signing secret nor an app token: the service does not start with Slack half open."""
    office = Desk(slack).office
    settings = Settings(slack_bot_token=Secret("xoxb-1"))
    with pytest.raises(SettingsError) as error:
        channel(settings, office.service, office.fake, office.metrics, now)
    assert error.value.name == "SLACK_SIGNING_SECRET"


STRANGERS: list[dict[str, Any]] = [
    payloads.event(payloads.mention(ASKED), team="T9"),
    payloads.event(payloads.mention(ASKED, user_team="T9")),
    payloads.event(payloads.mention(ASKED, team="T9")),
    payloads.event(payloads.direct(ASKED, source_team="T9")),
    {key: value for key, value in payloads.event(payloads.mention(ASKED)).items() if key != "team_id"},
]


@pytest.mark.parametrize("body", STRANGERS, ids=["workspace", "author", "author's team", "source", "none"])
async def test_strangers_are_not_answered(desk: Desk, slack: FakeSlack, body: dict[str, Any]) -> None:
    """Neither other workspaces nor their members in a shared channel; Slack is told that all is well."""
    assert (await desk.event(body)).status_code == 200
    assert slack.messages == []
    assert desk.office.counted("events_total", channel="slack", outcome="refused") == 1


async def test_strangers_commands_are_not_answered(desk: Desk, slack: FakeSlack) -> None:
    """Nor what they type or press."""
    await desk.form(payloads.command(ASKED, slack.response_url(), team="T9"))
    press = payloads.shortcut(ASKED, slack.response_url())
    await desk.interact(press | {"user": {"id": "U9", "team_id": "T9"}})
    assert slack.whispers == []


async def test_named_workspaces_are_answered(slack: FakeSlack) -> None:
    """A list of workspaces takes the place of the bot's own."""
    desk = Desk(slack, cuanto_slack_teams="T7, T8")
    for team in ("T7", "T8", "T1"):
        await desk.event(payloads.event(payloads.mention(ASKED, ts=f"{team[1]}.1"), team=team))
    assert [message["thread_ts"] for message in slack.messages] == ["7.1", "8.1"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@UBOT> hola", "hola"),
        ("<@UBOT|cuanto> hola <@U2>", "hola"),
        ("<!channel> <!here|@here> hola", "hola"),
        ("<!subteam^S1|@ventas> hola", "hola"),
        ("en <#C2|general> y <#C3>", "en general y"),
        ("<https://a.example/x|a.example/x> va", "a.example/x va"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<tel:+525512345678|+52 55 1234 5678>", "+52 55 1234 5678"),
        ("<mailto:a@b.example>", "a@b.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("<!date^1^{date}|ayer> a las 5", "ayer a las 5"),
        ("uno\ndos  tres", "uno\ndos tres"),
        ("", ""),
    ],
)
def test_slacks_writing_is_read_as_plain_text(written: str, read: str) -> None:
    """What was said, without whom it mentions."""
    assert plain(written) == read


HOSTILE = "«<!channel> <@U2> *ya* <https://evil.example|pulsa aquí> ```» ¿es marketing o utilidad?"


async def test_what_people_write_mentions_nobody(desk: Desk, slack: FakeSlack) -> None:
    """No answer, text or alternative text holds a mention or a link that somebody wrote, in any spelling."""
    for index, text in enumerate((HOSTILE, "&lt;!channel&gt; &lt;@U2&gt; " + ASKED, HOSTILE.replace("<", "&lt;"))):
        await desk.event(payloads.event(payloads.direct(text, ts=f"{index}.1")))
        await desk.form(payloads.command(text, slack.response_url()))
    for message in [*slack.messages, *slack.whispers]:
        said = message["text"] + text_of(message)
        assert "<!" not in said
        assert "<@" not in said
        assert "<https://evil" not in said
        assert message["unfurl_links"] in (False, "False", "false", "0")


def _objects(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [one for part in inner for one in _objects(part)]
    return [*found, value] if isinstance(value, dict) and value.get("type") == "mrkdwn" else found


async def test_slack_finds_no_names_by_itself(desk: Desk, slack: FakeSlack) -> None:
    """Every marked text is verbatim."""
    await desk.event(payloads.event(payloads.direct("¿cuánto cuesta en méxico? @here #general")))
    found = _objects(slack.messages[0]["blocks"])
    assert found
    assert all(one["verbatim"] for one in found)


async def test_secrets_and_questions_stay_out_of_logs(
    desk: Desk, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the token nor a customer's number is written anywhere, also where something fails."""
    await desk.event(payloads.event(payloads.direct("¿cuánto cuesta marketing al +34 600 123 456?")))
    written = "".join(capsys.readouterr())
    assert "600 123 456" not in written
    assert "xoxb" not in written
    assert first(slack.messages[0])
    [kept] = desk.office.fake.kept.values()
    assert kept
    assert "600" not in kept.question
