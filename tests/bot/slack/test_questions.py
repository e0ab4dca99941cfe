"""The same question gets the same verdict, price and link in Slack as `cuanto ask` and the service give it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.questions import Question
from bot.slack.marking import escaped
from tests.bot.servicing import BASE
from tests.bot.slack.conftest import Desk, text_of
from tests.cases.load import cases
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack

QUESTIONS = [case["text"] for case in cases("channels/questions.toml")["question"]]


def heard(desk: Desk, slack: FakeSlack, way: str) -> dict[str, Any]:
    """Return the last message or whisper."""
    return (slack.whispers if way == "command" else slack.messages)[-1]


@pytest.mark.parametrize("way", ["mention", "direct", "command"])
@pytest.mark.parametrize("text", QUESTIONS)
async def test_same_answer_as_in_a_terminal(desk: Desk, slack: FakeSlack, text: str, way: str) -> None:
    """Every line of the answer is there, in its order; the object that is kept is the one `ask --json` prints."""
    if way == "command":
        await desk.form(payloads.command(text, slack.response_url()))
    else:
        await desk.event(payloads.event(getattr(payloads, way)(text)))
    [kept] = desk.office.fake.kept.values()
    assert kept
    plain = desk.office.answerer.answer(Question(text=text, now=kept.asked_at))
    link = f"{BASE}/a/{kept.id}"
    assert {**kept.object, "text": ""} == {**plain.object, "text": "", "link": link}
    message = heard(desk, slack, way)
    assert message["text"].endswith(escaped(link))
    said = text_of(message)
    for block in plain.reply.blocks:
        for line in block.lines:
            assert escaped(line) in said
    assert said.index(escaped(plain.reply.blocks[0].lines[0])) <= 1
