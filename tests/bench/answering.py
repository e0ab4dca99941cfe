"""The whole answer inside the process: recognise, read, price, put into words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from hassil import recognize

from bot.bootstrap import answerer
from bot.questions import Question
from bot.settings import Settings
from tests.bench._measuring import hassil_intents, medians

_NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_COUNTRIES = ("mexico", "colombia", "argentina", "chile", "peru", "brasil", "españa", "italia", "francia", "india")


def _short(number: int) -> str:
    """A short question, another one each time: nothing may be remembered from the last."""
    return f"cuanto cuesta marketing en {_COUNTRIES[number % 10]} {2030 + number}"


def _story(number: int) -> str:
    """A story of five messages, another one each time."""
    minute = 10 + number % 50
    return (
        f"lunes 9:{minute} le mandamos plantilla de marketing, lunes 11:{minute} el cliente pregunta por el precio, "
        f"11:59 le contestamos, martes 8:{minute} le mandamos la factura por plantilla y martes 10:{minute} otra "
        f"plantilla de marketing. que pago por la ultima de las {number}?"
    )


def run() -> list[tuple[str, float, float]]:
    """Compare with hassil's recognition among the same phrases, and a story with a short question."""
    use_case = answerer(Settings())
    intents = hassil_intents()

    def answer(text: Callable[[int], str]) -> Callable[[int], object]:
        return lambda number: use_case.answer(Question(text=text(number), now=_NOW))

    ours, theirs, story = medians(answer(_short), lambda number: recognize(_short(number), intents), answer(_story))
    return [
        ("whole answer / hassil's recognition among the same phrases", ours / theirs, 2),
        ("whole answer to a story of five messages / to five words", story / ours, 3),
    ]
