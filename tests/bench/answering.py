"""The whole answer inside the process: recognise, read, price, put into words."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hassil import Intents, recognize

from bot.bootstrap import answerer
from bot.questions import Question
from bot.settings import Settings
from intents.phrases import load as phrases

_NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SHORT = "cuanto cuesta marketing en mexico"
_STORY = (
    "lunes 9:00 le mandamos plantilla de marketing, lunes 11:20 el cliente pregunta por el precio, 11:30 le contestamos, "
    "martes 8:00 le mandamos la factura por plantilla y martes 10:00 otra plantilla de marketing. que pago por la ultima?"
)
_ROUNDS = 200


def run() -> list[tuple[str, float, float]]:
    """Compare with hassil's recognition among the same phrases, and a story with a short question."""
    use_case = answerer(Settings())
    intents = _hassil()

    def answer(text: str) -> Callable[[], object]:
        return lambda: use_case.answer(Question(text=text, now=_NOW))

    ours, theirs, story = _medians(answer(_SHORT), lambda: recognize(_SHORT, intents), answer(_STORY))
    return [
        ("whole answer / hassil's recognition among the same phrases", ours / theirs, 2),
        ("whole answer to a story of five messages / to five words", story / ours, 3),
    ]


def _hassil() -> Intents:
    data: dict[str, Any] = {"language": "es", "intents": {}}
    for phrase in phrases():
        if phrase.language == "es":
            intent = data["intents"].setdefault(phrase.intent.replace(".", "_"), {"data": [{"sentences": []}]})
            intent["data"][0]["sentences"].append(_plain(phrase.text))
    return Intents.from_dict(data)


def _plain(text: str) -> str:
    """Signs that are syntax in hassil's templates are left out."""
    return "".join(character for character in text if character not in "()[]{}<>|:;\\")


def _medians(*calls: Callable[[], object]) -> tuple[float, ...]:
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(_ROUNDS):
        for call, taken in zip(calls, times, strict=True):
            started = time.perf_counter()
            call()
            taken.append(time.perf_counter() - started)
    return tuple(statistics.median(taken) for taken in times)
