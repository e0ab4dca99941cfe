"""Tells Spanish from English, from short and mixed texts too (`precio utility spain`, `q cuesta`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from intents.linear import Weights, load, softmax
from intents.reader.marks import Token
from intents.reader.text import tokenize

OTHER = "other"
"""The label of every language that is not answered in."""

WEIGHTS = Path(__file__).parent / "weights" / "language.bin"
WORDS = 60
"""As many words are looked at."""
LONGEST = 4
"""Length of the runs of letters, word boundaries included."""
SURE = 0.6
"""From where on a language is believed; below it the client's setting is the better guess."""


@cache
def weights() -> Weights:
    """Return the packaged model."""
    return load(WEIGHTS)


def detect(text: str) -> tuple[str, float]:
    """Return `es` or `en` and how sure that is; `("", 0.0)` for another language and for what could be either."""
    chances = probabilities(text)
    best = max(chances, key=lambda label: chances[label], default="")
    return (best, chances[best]) if best not in ("", OTHER) and chances[best] >= SURE else ("", 0.0)


def probabilities(text: str) -> dict[str, float]:
    """Return how likely `es`, `en` and `other` are; nothing where no word of the text is known."""
    model = weights()
    found = features(text)
    if not model.known(found):
        return {}
    return dict(zip(model.labels, softmax(model.scores(found)), strict=True))


def features(text: str) -> frozenset[str]:
    """Return words and runs of letters, as they are written and without accents; digits and signs say nothing."""
    words = (token for token in tokenize(text) if token.norm[:1].isalpha() or token.norm in "¿¡")
    return frozenset(run for token in islice(words, WORDS) for run in _runs(token))


def _runs(token: Token) -> Iterator[str]:
    for form in {token.text.lower(), token.norm}:
        bounded = f"_{form[:24]}_"
        for length in range(2, LONGEST + 1):
            yield from (bounded[start : start + length] for start in range(len(bounded) - length + 1))
        yield bounded
