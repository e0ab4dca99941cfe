"""The default recognizer: a linear model in the process itself, no account and no network needed.

It chooses the kind of the answer first, by the sum of what its intents are likely, and then the intent within it: to
take a bill for a price list question is worse than to take one rule for its neighbour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from functools import cache
from math import exp
from pathlib import Path

from intents import catalog
from intents.catalog import UNKNOWN, kind_of
from intents.features import features, is_wording
from intents.linear import Weights, load, softmax
from intents.reader.lexer import mark
from intents.recognizer import Recognition, Utterance
from intents.slots import fillings

NAME = "embedded"
WEIGHTS = Path(__file__).parent / "weights" / "intents.bin"
THRESHOLD = 0.4
"""From where on a kind is believed; below it the best guess is wrong more often than right (cross-validated)."""
SHARPNESS = 0.8
"""Scores are multiplied by it: of what is recognized with 70 % confidence, 70 % is then right (cross-validated)."""
FAMILIAR = 0.5
"""Of a text in the wording of the phrases at least this share is known; confidence falls in step below it."""
ASKED = exp(1.5)
"""How much likelier an intent becomes when the text brings what was asked back for it."""
ALTERNATIVES = 4


@cache
def weights() -> Weights:
    """Return the packaged model."""
    return load(WEIGHTS)


class EmbeddedRecognizer:
    """Recognizes with the packaged weights, or with others, for measuring; holds no state between utterances."""

    def __init__(self, model: Weights | None = None) -> None:
        self._model = model

    def recognize(self, utterance: Utterance) -> Recognition:
        """Return the best intent of the catalog with the confidence in its kind; never raises, whatever the text."""
        marked = mark(utterance.text)
        filled = fillings(marked)
        found, model = features(marked), self._model or weights()
        trust = min(1.0, familiarity(model, found) / FAMILIAR)
        chances = biased(chances_of(model, found), utterance.contexts, filled) if trust else {UNKNOWN: 1.0}
        kind, chance = best_kind(chances)
        intent, *others = sorted(chances, key=lambda name: (kind_of(name) != kind, -chances[name], name))
        return Recognition(
            name=NAME,
            intent=intent,
            confidence=0.0 if intent == UNKNOWN else round(chance * trust, 4),
            threshold=THRESHOLD,
            slots=own(intent, filled),
            alternatives=tuple((name, round(chances[name], 4)) for name in others[:ALTERNATIVES] if name != UNKNOWN),
        )


def familiarity(model: Weights, found: frozenset[str]) -> float:
    """Return the share of a text's wording that the model has seen, from 0 to 1."""
    wording = list(filter(is_wording, found))
    return len(model.known(wording)) / len(wording) if wording else 0.0


def chances_of(model: Weights, found: frozenset[str]) -> Mapping[str, float]:
    """Return how likely each intent is, `unknown` among them."""
    return dict(zip(model.labels, softmax([score * SHARPNESS for score in model.scores(found)]), strict=True))


def biased(chances: Mapping[str, float], contexts: Container[str], filled: Container[str]) -> Mapping[str, float]:
    """Raise the intents that were waiting for what the text brings (context `needs_country`, and a country)."""
    raised = {
        name: chances[name] * ASKED
        for name, intent in catalog.load().intents.items()
        if name in chances and any(f"needs_{slot}" in contexts and slot in filled for slot in intent.needs)
    }
    changed = {**chances, **raised}
    whole = sum(changed.values())
    return {name: chance / whole for name, chance in changed.items()}


def best_kind(chances: Mapping[str, float]) -> tuple[str, float]:
    """Return the kind whose intents are likeliest together, and how likely that is."""
    sums: dict[str, float] = defaultdict(float)
    for name, chance in chances.items():
        sums[kind_of(name)] += chance
    return max(sums.items(), key=lambda item: item[1])


def own(intent: str, filled: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the fillings of those slots that the intent has."""
    known = catalog.load().intents.get(intent)
    return {slot: filled[slot] for slot in known.slots if slot in filled} if known else {}
