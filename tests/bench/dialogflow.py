"""What a question costs us when Dialogflow recognizes it: everything but the call against the call itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from datetime import datetime

from bot.answer import Answerer
from bot.bootstrap import answerer
from bot.questions import Question
from bot.settings import Settings
from intents.dialogflow.breaker import Breaker
from intents.dialogflow.connection import credentials_of, open_channel, sessions
from intents.dialogflow.fallback import FallbackRecognizer
from intents.dialogflow.recognizer import DialogflowRecognizer
from intents.embedded import EmbeddedRecognizer
from intents.recognizer import Utterance
from tests.intents.dialogflow.emulated import Emulated
from tests.scoring import NOW, QUESTIONS, load

_ROUNDS = 8
_EVERY = 10


def run() -> list[tuple[str, float, float]]:
    """Ask every tenth of our questions of a stand-in nearby, which answers as fast as no Google does."""
    emulated = Emulated()
    try:
        return asyncio.run(_measure(emulated))
    finally:
        emulated.process.kill()
        emulated.process.wait()


async def _measure(emulated: Emulated) -> list[tuple[str, float, float]]:
    bench = _Bench(emulated)
    lines = load(sorted(QUESTIONS.glob("*.jsonl")))[::_EVERY]
    questions = [Question(text=line["text"], now=datetime.fromisoformat(NOW)) for line in lines]
    totals = [await bench.round(questions) for _ in range(_ROUNDS + 1)][1:]  # the first one only warms up
    await bench.close()
    call, recognizing, answering = (min(times) for times in zip(*totals, strict=True))
    return [
        ("recognizing with Dialogflow, without the call / the call", (recognizing - call) / call, 1),
        ("a whole answer with Dialogflow, without the call / the call", (answering - call) / call, 1),
    ]


class _Bench:
    def __init__(self, emulated: Emulated) -> None:
        account = emulated.account
        self._use_case: Answerer = answerer(Settings())
        self._remote = DialogflowRecognizer(account)
        self._recognizer = FallbackRecognizer(self._remote, EmbeddedRecognizer(), Breaker(time.monotonic), _Nobody())
        self._channel = open_channel(account, credentials_of(account))
        self._client = sessions(self._channel)

    async def round(self, questions: Iterable[Question]) -> tuple[float, float, float]:
        """Seconds for all questions: the bare calls, recognizing, answering; taken in turn, question by question."""
        call = recognizing = answering = 0.0
        for question in questions:
            utterance = self._use_case.utterance(question)
            call += await self._called(utterance)
            recognizing += await self._recognized(utterance)
            answering += await self._answered(question)
        return call, recognizing, answering

    async def close(self) -> None:
        """Let go of both connections."""
        await self._recognizer.close()
        await self._channel.close()

    async def _called(self, utterance: Utterance) -> float:
        request = self._remote._request(utterance)
        started = time.perf_counter()
        await self._client.detect_intent(request, timeout=2, retry=None)
        return time.perf_counter() - started

    async def _recognized(self, utterance: Utterance) -> float:
        started = time.perf_counter()
        await self._recognizer.recognize(utterance)
        return time.perf_counter() - started

    async def _answered(self, question: Question) -> float:
        started = time.perf_counter()
        recognition = await self._recognizer.recognize(self._use_case.utterance(question))
        self._use_case.respond(question, recognition)
        return time.perf_counter() - started


class _Nobody:
    """Observes nothing."""

    def fell_back(self, reason: str, detail: str) -> None:
        """A benchmark of an outage would be another one."""
        raise AssertionError(reason)

    def left_alone(self) -> None:
        """As above."""

    def is_back(self) -> None:
        """As above."""
