"""Where answers go when the nearest way is closed, and that a private one never becomes public."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.blocks import Rendered
from bot.slack.calling import failure, told
from bot.slack.channel import kit
from bot.slack.errors import Refused, Unsent
from bot.slack.kit import Kit, public
from bot.slack.sending import EVENT_TYPE, Mark, Place, deliver, posted, replace
from tests.bot.slack.conftest import Desk, now
from tests.fakes.slack.server import Failure, FakeSlack

MESSAGE = Rendered(blocks=[], text="hola")
MARK = Mark(question="1.1", key="Ev1", id="a1")
CLOSED = Failure(404, {"error": "expired_url"})


def refused(code: str) -> Failure:
    """Return what Slack answers to a call that it will never take."""
    return Failure(body={"ok": False, "error": code})


@pytest.fixture
def surroundings(desk: Desk) -> Kit:
    """What the listeners work with."""
    office = desk.office
    return kit(desk.settings, office.service, office.fake, office.metrics, now)


def methods(slack: FakeSlack) -> list[str]:
    """Return what was called, in order."""
    return [call.method for call in slack.calls]


@pytest.mark.parametrize(
    ("closed", "calls"),
    [
        ({}, ["respond"]),
        ({"respond": CLOSED}, ["respond", "chat.postEphemeral"]),
        (
            {"respond": CLOSED, "chat.postEphemeral": refused("not_in_channel")},
            ["respond", "chat.postEphemeral", "chat.postMessage"],
        ),
    ],
    ids=["address for answers", "expired", "no member of the channel"],
)
async def test_private_answer_finds_its_person(
    surroundings: Kit, slack: FakeSlack, closed: dict[str, Failure], calls: list[str]
) -> None:
    """At the address that came with the command, else in the channel for one, else in the conversation with the app."""
    for method, problem in closed.items():
        slack.fail(method, problem)
    place = Place(channel="C1", user="U1", private=True, response_url=slack.response_url())
    await deliver(surroundings, place, MESSAGE, MARK)
    assert methods(slack) == calls
    assert all(message["channel"] == "DU1" for message in slack.messages)
    assert all(whisper["response_type"] == "ephemeral" for whisper in slack.whispers)
    assert all(call["user"] == "U1" for call in slack.called("chat.postEphemeral"))


@pytest.mark.parametrize("response_url", [True, False])
async def test_public_answer_is_posted_or_given_up(surroundings: Kit, slack: FakeSlack, response_url: bool) -> None:
    """Where the app is no member it answers at the address that came with the press, if one came."""
    slack.fail("chat.postMessage", refused("not_in_channel"))
    address = slack.response_url() if response_url else ""
    await deliver(surroundings, Place(channel="C1", thread="1.1", user="U1", response_url=address), MESSAGE, MARK)
    assert slack.messages == []
    assert [whisper["response_type"] for whisper in slack.whispers] == (["in_channel"] if response_url else [])


async def test_answer_carries_what_it_answers(surroundings: Kit, slack: FakeSlack) -> None:
    """In metadata that only apps see: question, event and kept answer; links in it show no previews."""
    await deliver(surroundings, Place(channel="C1", thread="1.1"), MESSAGE, MARK)
    [message] = slack.messages
    assert message["metadata"] == {
        "event_type": EVENT_TYPE,
        "event_payload": {"question": "1.1", "key": "Ev1", "answer": "a1"},
    }
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)


async def test_answer_is_found_again(surroundings: Kit, slack: FakeSlack) -> None:
    """By its question, in its thread, and only if it is ours."""
    await deliver(surroundings, Place(channel="C1", thread="1.1"), MESSAGE, MARK)
    found = await posted(surroundings, "C1", "1.1", "1.1")
    assert found is not None
    assert (found.ts, found.id) == (slack.messages[0]["ts"], "a1")
    assert await posted(surroundings, "C1", "1.1", "1.2") is None
    assert await posted(surroundings, "C2", "1.1", "1.1") is None


@pytest.mark.parametrize(
    "change",
    [
        {"bot_id": "B9", "user": "U9"},
        {"metadata": None},
        {"metadata": {"event_type": "other", "event_payload": {"question": "1.1"}}},
    ],
    ids=["somebody else's", "without metadata", "of another kind"],
)
async def test_other_messages_are_no_answers(surroundings: Kit, slack: FakeSlack, change: dict[str, Any]) -> None:
    """Nobody can pass for us by writing metadata."""
    await deliver(surroundings, Place(channel="C1", thread="1.1"), MESSAGE, MARK)
    slack.messages[0].update(change)
    assert await posted(surroundings, "C1", "1.1", "1.1") is None


async def test_looking_for_an_answer_may_have_to_wait(surroundings: Kit, slack: FakeSlack) -> None:
    """A Slack that is away is no reason to post for the second time."""
    slack.fail("conversations.replies", Failure(500, {}))
    with pytest.raises(Unsent):
        await posted(surroundings, "C1", "1.1", "1.1")


async def test_replacing_what_is_gone_is_given_up(surroundings: Kit, slack: FakeSlack) -> None:
    """Somebody deleted our answer: there is nothing to put in order."""
    await replace(surroundings, "C1", "9.9", MESSAGE, MARK)
    assert slack.messages == []
    assert methods(slack) == ["chat.update"]


@pytest.mark.parametrize(
    ("problem", "kind", "code"),
    [
        (refused("channel_not_found"), Refused, "channel_not_found"),
        (refused("missing_scope"), Refused, "missing_scope"),
        (refused("internal_error"), Unsent, "internal_error"),
        (refused("fatal_error"), Unsent, "fatal_error"),
        (Failure(500, {}), Unsent, "unknown"),
        (Failure(502, {"ok": False, "error": "x"}), Unsent, "x"),
        (Failure(heard=True), Unsent, "unreachable"),
    ],
)
async def test_failures_are_of_two_kinds(
    surroundings: Kit, slack: FakeSlack, problem: Failure, kind: type[Exception], code: str
) -> None:
    """Worth trying again, or not; each is counted by its code."""
    slack.fail("chat.postMessage", problem)
    with pytest.raises(kind) as error:
        await told(surroundings.client.chat_postMessage(channel="C1", text="x"), surroundings.metrics)
    assert error.value.code == code  # type: ignore[attr-defined]  # both have one
    labels = {"channel": "slack", "outcome": code}
    assert surroundings.metrics.registry.get_sample_value("cuanto_replies_total", labels) == 1


def test_broken_connections_are_worth_trying_again() -> None:
    """Whatever the library calls them."""
    for error in (TimeoutError(), ConnectionResetError(), OSError()):
        assert isinstance(failure(error), Unsent)


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("https://cuanto.example", True),
        ("http://cuanto.example", False),
        ("http://127.0.0.1:8080", False),
        ("https://localhost", False),
        ("https://127.0.0.1", False),
        ("", False),
    ],
)
def test_only_public_addresses_have_pictures(address: str, outside: bool) -> None:
    """Slack's servers fetch pictures themselves."""
    assert public(address) is outside
