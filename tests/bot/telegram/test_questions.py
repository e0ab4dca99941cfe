"""The questions that all channels share: the same verdict, price and link as in the terminal, within one message."""

from __future__ import annotations

import pytest

from bot.ids import read_id
from tests.bot.servicing import BASE, question
from tests.bot.telegram.running import Running
from tests.cases.load import cases
from tests.fakes.telegram import updates as tg

QUESTIONS = [case["text"] for case in cases("channels/questions.toml")["question"]]


@pytest.mark.parametrize("text", QUESTIONS)
async def test_question_is_answered_as_in_the_terminal(polled: Running, text: str) -> None:
    """Every line of the reply stands in the message, and its link leads to the answer with the same object."""
    alone = polled.office.answerer.answer(question(text, conversation="", client_language="es"))
    await polled.heard(tg.said(text))
    sent = await polled.server.sent()
    for block in alone.reply.blocks:
        for line in block.lines:
            assert line in sent.text
    link = sent.text.splitlines()[-1]
    id = read_id(link.removeprefix(f"{BASE}/a/"))
    assert id is not None
    kept = await polled.office.fake.get(id)
    assert kept.object["verdict"] == alone.object["verdict"]
    assert kept.object["link"] == link
