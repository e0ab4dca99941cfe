"""A question that was edited or deleted: its answer follows in place, once."""

from __future__ import annotations

from tests.bot.slack.conftest import Desk, now, text_of
from tests.bot.slack.test_asking import PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack

ASKED = PRICES["es"][0]
OTHER = "¿cuánto cuesta utilidad en Perú?"


async def test_edited_question_is_answered_again_in_place(desk: Desk, slack: FakeSlack) -> None:
    """The answer changes where it stands, and the thread is about the new question from then on."""
    question = payloads.direct(ASKED, ts="1.1")
    await desk.event(payloads.event(question))
    await desk.event(payloads.event(payloads.edited(question, OTHER)))
    [message] = slack.messages
    assert first(message).startswith("Utilidad en Perú")
    await desk.event(payloads.event(payloads.direct("¿y en Chile?", ts="1.2", thread="1.1")))
    assert first(slack.messages[-1]).startswith("Utilidad en Chile")


async def test_edited_follow_up_is_answered_again_in_place(desk: Desk, slack: FakeSlack) -> None:
    """It still refers to the question before it."""
    await desk.event(payloads.event(payloads.direct(ASKED, ts="1.1")))
    more = payloads.direct("¿y en Chile?", ts="1.2", thread="1.1")
    await desk.event(payloads.event(more))
    await desk.event(payloads.event(payloads.edited(more, "¿y en Perú?")))
    assert len(slack.messages) == 2
    assert first(slack.messages[1]).startswith("Marketing en Perú")


async def test_edited_mention_is_answered_once(desk: Desk, slack: FakeSlack) -> None:
    """Slack tells of an edited mention twice, as a mention and as a change: there is still one answer."""
    question = payloads.mention(ASKED, ts="1.1")
    await desk.event(payloads.event(question))
    changed = payloads.edited(question, "<@UBOT> " + OTHER)
    await desk.event(payloads.event(payloads.mention(OTHER, ts="1.1", edited={"ts": "9.9"})))
    await desk.event(payloads.event(changed))
    [message] = slack.messages
    assert first(message).startswith("Utilidad en Perú")


async def test_mention_added_by_an_edit_is_answered(desk: Desk, slack: FakeSlack) -> None:
    """A message that did not ask us before does now."""
    await desk.event(payloads.event(payloads.mention(ASKED, ts="1.1", edited={"ts": "9.9"})))
    assert len(slack.messages) == 1


async def test_preview_is_no_edit(desk: Desk, slack: FakeSlack) -> None:
    """Slack changes a message by putting a preview under its link: nothing was asked again."""
    question = payloads.direct(ASKED, ts="1.1")
    await desk.event(payloads.event(question))
    await desk.event(payloads.event(payloads.edited(question, ASKED)))
    assert slack.called("chat.update") == []


async def test_deleted_question_leaves_its_answer_with_a_note(desk: Desk, slack: FakeSlack) -> None:
    """Nothing goes away unsaid: the answer stays, in its place, and says that its question is gone."""
    question = payloads.direct(ASKED, ts="1.1")
    await desk.event(payloads.event(question))
    await desk.event(payloads.event(payloads.deleted(question)))
    [message] = slack.messages
    assert first(message) == PRICES["es"][1]
    assert "La pregunta fue eliminada" in text_of(message)
    assert len(desk.office.fake.kept) == 1


async def test_deleted_question_of_a_deleted_answer_changes_nothing(desk: Desk, slack: FakeSlack) -> None:
    """There is nothing to show again."""
    question = payloads.direct(ASKED, ts="1.1")
    await desk.event(payloads.event(question))
    [id] = desk.office.fake.kept
    await desk.office.fake.delete(id, now())
    await desk.event(payloads.event(payloads.deleted(question)))
    assert slack.called("chat.update") == []
