"""What several benchmarks share: hassil among our phrases, and calls timed in turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from hassil import Intents

from intents.phrases import load as phrases

ROUNDS = 200


def hassil_intents() -> Intents:
    """Hassil's templates, one for each Spanish phrase."""
    data: dict[str, Any] = {"language": "es", "intents": {}}
    for phrase in phrases():
        if phrase.language == "es":
            intent = data["intents"].setdefault(phrase.intent.replace(".", "_"), {"data": [{"sentences": []}]})
            intent["data"][0]["sentences"].append(_plain(phrase.text))
    return Intents.from_dict(data)


def _plain(text: str) -> str:
    """Signs that are syntax in hassil's templates are left out."""
    return "".join(character for character in text if character not in "()[]{}<>|:;\\")


def medians(*calls: Callable[[int], object]) -> tuple[float, ...]:
    """Seconds that each call takes, given the number of the round; interleaved, so that a slow moment hits all."""
    times: list[list[float]] = [[] for _ in calls]
    for number in range(ROUNDS):
        for call, taken in zip(calls, times, strict=True):
            started = time.perf_counter()
            call(number)
            taken.append(time.perf_counter() - started)
    return tuple(statistics.median(taken) for taken in times)
