"""Real questions: as many right with Dialogflow as without, and all answered when it dies in the middle."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.answer import Answerer
from bot.bootstrap import answerer
from bot.dialogflow.observing import Told
from bot.metrics import Metrics
from bot.questions import Question
from bot.settings import Settings
from intents.dialogflow.account import Account
from intents.dialogflow.breaker import Breaker
from intents.dialogflow.fallback import FallbackRecognizer
from intents.dialogflow.recognizer import BUDGET, DialogflowRecognizer
from intents.embedded import EmbeddedRecognizer
from tests.intents.dialogflow.emulated import Emulated
from tests.intents.dialogflow.running import Running
from tests.scoring import NOW, QUESTIONS, load, load_cards, mark

LATEST = 3.0
"""Seconds after which no answer may come."""
UNHURRIED = 60.0
"""Seconds for a question where only its answer matters, however busy the machine is."""
AT_ONCE = 20
"""Questions under way at the same time."""

READ_AS = {"estimate": "rate", "rule": "scenario"}
"""A bill of which nothing is counted is a price; a rule asked about a story that is told is that story."""


class Desk:
    """The use case with Dialogflow, and without it."""

    def __init__(self, account: Account, budget: float = BUDGET) -> None:
        self.metrics = Metrics()
        self.use_case: Answerer = answerer(Settings())
        remote = DialogflowRecognizer(account, budget=budget)
        self.recognizer = FallbackRecognizer(remote, EmbeddedRecognizer(), Breaker(time.monotonic), Told(self.metrics))

    async def ask(self, line: dict[str, Any]) -> dict[str, Any]:
        """The answer object with Dialogflow."""
        question = self.question(line)
        recognition = await self.recognizer.recognize(self.use_case.utterance(question))
        return self.use_case.respond(question, recognition).object

    def embedded(self, line: dict[str, Any]) -> dict[str, Any]:
        """The answer object without it."""
        return self.use_case.answer(self.question(line)).object

    @staticmethod
    def question(line: dict[str, Any]) -> Question:
        """A question as the score asks it."""
        return Question(text=line["text"], now=datetime.fromisoformat(NOW), id=line["id"])

    def fell_back(self) -> float:
        """How many questions the embedded recognizer answered, as counted."""
        return sum(
            sample.value
            for metric in self.metrics.registry.collect()
            for sample in metric.samples
            if sample.name == "cuanto_recognizer_fallbacks_total"
        )


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    """Our own questions."""
    return [dict(line) for line in load(sorted(QUESTIONS.glob("*.jsonl")))]


@pytest.fixture
async def desk(whole: Running) -> AsyncIterator[Desk]:
    """The use case, connected to a stand-in with the whole agent."""
    opened = Desk(whole.account(), UNHURRIED)
    yield opened
    await opened.recognizer.close()


async def test_no_question_is_answered_worse(desk: Desk, lines: list[dict[str, Any]]) -> None:
    """With Dialogflow as many answers are right as without, and every one has the intent that it returned.

    Unless it was not sure enough, which the answer shows, or what was read makes it another kind.
    """
    cards = load_cards()
    right = {"with": 0, "without": 0}
    for line in lines:
        answer = await desk.ask(line)
        right["with"] += mark(line, answer, cards).right
        right["without"] += mark(line, desk.embedded(line), cards).right
        said = answer["recognizer"]
        believed = said["confidence"] >= said["threshold"]
        assert said["name"] == "dialogflow"
        kind = said["intent"].partition(".")[0] if believed else "smalltalk"
        assert answer["intent"] in (kind, READ_AS.get(kind)), line["text"]
    assert right["with"] >= right["without"]
    assert desk.fell_back() == 0


@pytest.fixture
def emulated() -> Iterator[Emulated]:
    """The stand-in as a process."""
    running = Emulated()
    yield running
    running.process.kill()
    running.process.wait(10)
    assert running.process.stdout
    running.process.stdout.close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
async def test_dialogflow_dies_in_the_middle(
    emulated: Emulated, lines: list[dict[str, Any]], how: signal.Signals
) -> None:
    """Of a thousand questions a thousand are answered, none late, and none wrongly because of it.

    Afterwards, what is only frozen ends when it is told to, without a complaint.
    """
    desk, limit, answered = Desk(emulated.account), asyncio.Semaphore(AT_ONCE), 0
    expected = {line["id"]: desk.embedded(line) for line in lines[::4]}
    asked = [line for _ in range(8) for line in lines[::4]][:1000]
    assert len(asked) == 1000

    async def ask(line: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        nonlocal answered
        async with limit:
            started = time.monotonic()
            answer = await desk.ask(line)
            answered += 1
            if answered == 400:
                emulated.send(how)
            return time.monotonic() - started, answer

    found = await asyncio.gather(*map(ask, asked))
    await desk.recognizer.close()
    assert len(found) == 1000
    assert max(took for took, _ in found) < LATEST
    names = [answer["recognizer"]["name"] for _, answer in found]
    assert names.count("dialogflow") >= 400
    assert names.count("embedded") == desk.fell_back() >= 500
    for line, (_, answer) in zip(asked, found, strict=True):
        if answer["recognizer"]["name"] == "embedded":
            assert answer == expected[line["id"]]
    if how is signal.SIGSTOP:
        emulated.send(signal.SIGTERM)
        emulated.send(signal.SIGCONT)
        assert emulated.process.wait(10) == 0
