"""The recognizer alone: against hassil among the same phrases, and on a long text against a short one."""

from __future__ import annotations

from hassil import recognize

from intents.embedded import EmbeddedRecognizer
from intents.language import detect
from intents.recognizer import Utterance
from tests.bench._measuring import hassil_intents, medians

_COUNTRIES = ("mexico", "colombia", "argentina", "chile", "peru", "brasil", "españa", "italia", "francia", "india")


def _short(number: int) -> str:
    """A short question, another one each time: nothing may be remembered from the last."""
    return f"cuanto cuesta marketing en {_COUNTRIES[number % 10]} {2030 + number}"


def _long(number: int) -> str:
    """A text of some two thousand characters, another one each time."""
    return f"{number} " + "le mandamos la promo y contesta que no le interesa, " * 38 + "cuanto pago?"


def run() -> list[tuple[str, float, float]]:
    """Compare the recognizer and the language detector with hassil's recognition, and a long text with a short one."""
    recognizer, templates = EmbeddedRecognizer(), hassil_intents()

    def ours(text: str) -> object:
        return recognizer.recognize(Utterance(text=text, language="es"))

    theirs, short, long, language = medians(
        lambda number: recognize(_short(number), templates),
        lambda number: ours(_short(number)),
        lambda number: ours(_long(number)),
        lambda number: detect(_short(number)),
    )
    return [
        ("embedded recognizer / hassil's recognition among the same phrases", short / theirs, 0.5),
        ("language detector / hassil's recognition among the same phrases", language / theirs, 0.3),
        ("embedded recognizer on 2,000 characters / on five words", long / short, 15),
    ]
