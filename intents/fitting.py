"""Fits a linear model by stochastic gradient descent, in whole numbers, so that the same input gives the same bytes.

Used in development only. A row of weights is one Python integer whose lanes are the labels: adding two rows, or a
gradient to a row, is one addition. Probabilities are rounded before they are used, so that the last bit of a platform's
`exp` does not show.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from intents.lanes import Lanes
from intents.linear import ZERO, Weights, softmax

UNIT = 1 << 20
"""A weight of one, in fixed point."""

SHARE = 4
"""What a feature counts is a whole number of quarters."""


class Example(Struct, frozen=True):
    """A text as its features, and what it is."""

    features: tuple[str, ...]
    label: str


class Schedule(Struct, frozen=True, kw_only=True):
    """How long and how fast to learn."""

    epochs: int = 12
    rate: float = 4.0
    dropout: float = 0.4
    """Share of features left out each time, so that no single one is relied on."""
    seen: int = 2
    """A feature of fewer examples is not learned."""
    size: int = 10_000
    """As many features are kept."""
    whole: float = 1.5
    """How many times more a word, a pair of words or a mark counts than a run of letters."""


class Counted(Struct, frozen=True):
    """The examples with their features as numbers."""

    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    values: tuple[int, ...]
    """How much each feature counts, in `SHARE`ths."""
    places: list[list[int]]
    """Features of each example, as places in the vocabulary."""
    wanted: list[int]


def fit(examples: Sequence[Example], schedule: Schedule, fingerprint: str = "") -> Weights:
    """Train twice: on every feature seen often enough, then on those that turned out to matter most."""
    counts = Counter(feature for example in examples for feature in example.features)
    vocabulary = sorted(feature for feature, count in counts.items() if count >= schedule.seen)
    if len(vocabulary) > schedule.size:
        rows = descend(count(examples, vocabulary, counts, schedule), schedule)
        vocabulary = _strongest(counts, dict(zip(vocabulary, rows, strict=True)), schedule.size)
    counted = count(examples, vocabulary, counts, schedule)
    return quantise(counted, descend(counted, schedule), fingerprint)


def _strongest(counts: Mapping[str, int], rows: Mapping[str, list[int]], size: int) -> list[str]:
    """Return the features that matter most: by the size of their weights and by how often they are there to matter."""
    strength = {feature: counts[feature] * sum(weight * weight for weight in row) ** 2 for feature, row in rows.items()}
    return sorted(sorted(strength, key=lambda feature: (-strength[feature], feature))[:size])


def count(
    examples: Sequence[Example], vocabulary: Sequence[str], counts: Mapping[str, int], schedule: Schedule
) -> Counted:
    """Put numbers for features and labels; rare features, words and pairs of words count for more."""
    labels = tuple(sorted({example.label for example in examples}))
    index = {feature: place for place, feature in enumerate(vocabulary)}
    return Counted(
        labels=labels,
        vocabulary=tuple(vocabulary),
        values=tuple(value(feature, counts[feature] / len(examples), schedule.whole) for feature in vocabulary),
        places=[[index[feature] for feature in example.features if feature in index] for example in examples],
        wanted=[labels.index(example.label) for example in examples],
    )


def value(feature: str, share: float, whole: float) -> int:
    """Return how much a feature counts that stands in this share of the examples."""
    is_whole = " " in feature or feature[0] in "#@" or (feature[0] == "_" == feature[-1])
    return max(1, round(-math.log(share) * SHARE / 5 * (whole if is_whole else 1)))


def descend(counted: Counted, schedule: Schedule) -> list[list[int]]:
    """Return one row of weights for each feature of the vocabulary, its value already multiplied in."""
    rows, lanes = [0] * len(counted.vocabulary), Lanes(len(counted.labels))
    chance = random.Random(7)  # noqa: S311  (no secret)
    order = list(range(len(counted.wanted)))
    for epoch in range(schedule.epochs):
        rate = schedule.rate * (1 - epoch / schedule.epochs)
        chance.shuffle(order)
        for number in order:
            places = [place for place in counted.places[number] if chance.random() >= schedule.dropout]
            if places:
                _learn(rows, [(place, counted.values[place]) for place in places], counted.wanted[number], rate, lanes)
    return [[weight * size for weight in lanes.unpack(row)] for row, size in zip(rows, counted.values, strict=True)]


def _learn(rows: list[int], seen: list[tuple[int, int]], wanted: int, rate: float, lanes: Lanes) -> None:
    norm = SHARE * math.sqrt(len(seen))
    totals = lanes.unpack(sum(rows[place] * size for place, size in seen))
    chances = softmax([total / (UNIT * norm) for total in totals])
    chances[wanted] -= 1
    change = lanes.pack([-round(round(chance * 4096) * (UNIT >> 12) * rate / norm) for chance in chances])
    for place, size in seen:
        rows[place] += change * size


def quantise(counted: Counted, rows: list[list[int]], fingerprint: str) -> Weights:
    """Return the model with one byte for each weight; the few largest are cut off."""
    sizes = sorted(abs(value) for row in rows for value in row)
    step = max(1, sizes[int(len(sizes) * 0.9999)] // 127)
    stored = bytes(max(0, min(255, round(value / step) + ZERO)) for row in rows for value in row)
    return Weights(
        labels=counted.labels,
        features=counted.vocabulary,
        rows=stored,
        step=step / (UNIT * SHARE),
        fingerprint=fingerprint,
    )
