"""Tells Spanish from English, from short and mixed texts too (`precio utility spain`, `q cuesta`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from intents.linear import Weights, load, softmax
from intents.reader.lists import words
from intents.reader.marks import Token
from intents.reader.text import tokenize

OTHER = "other"
"""The label of every language that is not answered in."""

WEIGHTS = Path(__file__).parent / "weights" / "language.bin"
WORDS = 60
"""As many words are looked at."""
LONGEST = 4
"""Length of the runs of letters, word boundaries included."""
SURE = 0.75
"""From where on a language is believed; below it the client's setting is the better guess."""
FAMILIAR = 0.5
"""Of a text in Spanish or English at least this share is known; certainty falls in step below it."""
CODE = 2
"""Words in capitals of this length are codes (`MX`), the same in any language."""

_EITHER = words("categories", "either_language", "either") | words("countries", "codes", "lower")
"""Words that say nothing as long as no others are there: Meta's names are the same to everybody (`marketing mx`)."""


@cache
def weights() -> Weights:
    """Return the packaged model."""
    return load(WEIGHTS)


def detect(text: str) -> tuple[str, float]:
    """Return `es` or `en` and how sure that is; `("", 0.0)` for another language and for what could be either."""
    if all(token.norm in _EITHER for token in tokenize(text) if _tells(token)):
        return "", 0.0
    chances = probabilities(text)
    best = max(chances, key=lambda label: chances[label], default=OTHER)
    return ("", 0.0) if best == OTHER or chances[best] < SURE else (best, chances[best])


def probabilities(text: str) -> dict[str, float]:
    """Return how likely `es`, `en` and `other` are; they add up to less than 1 where the words are not familiar."""
    model, found = weights(), features(text)
    known = len(model.known(found))
    trust = min(1.0, known / len(found) / FAMILIAR) if known else 0.0
    chances = softmax(model.scores(found))
    return {label: chance * trust for label, chance in zip(model.labels, chances, strict=True)}


def features(text: str) -> frozenset[str]:
    """Return words and runs of letters, as they are written and without accents; digits and signs say nothing."""
    return frozenset(run for token in islice(filter(_tells, tokenize(text)), WORDS) for run in _runs(token))


def _tells(token: Token) -> bool:
    is_code = len(token.text) == CODE and token.text.isupper()
    return token.norm in ("¿", "¡") or (token.norm[:1].isalpha() and not is_code)


def _runs(token: Token) -> Iterator[str]:
    for form in {token.text.lower(), token.norm}:
        bounded = f"_{form[:24]}_"
        for length in range(2, LONGEST + 1):
            yield from (bounded[start : start + length] for start in range(len(bounded) - length + 1))
        yield bounded
