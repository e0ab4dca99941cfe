"""Fits a linear model by stochastic gradient descent, in whole numbers, so that the same input gives the same bytes.

Used in development only. A row of weights is one Python integer whose 64-bit lanes are the labels: adding two rows, or
a gradient to a row, is one addition. Probabilities are rounded before they are used, so that the last bit of a
platform's `exp` does not show.
"""

from __future__ import annotations

import math
import random
import struct
from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct

from intents.linear import ZERO, Weights, softmax

UNIT = 1 << 20
"""A weight of one, in fixed point."""

MIDDLE = 1 << 62
"""Added to a lane before it is read, since lanes hold negative weights too."""


class Example(Struct, frozen=True):
    """A text as its features, and what it is."""

    features: tuple[str, ...]
    label: str


class Schedule(Struct, frozen=True, kw_only=True):
    """How long and how fast to learn."""

    epochs: int = 30
    rate: float = 4.0
    dropout: float = 0.25
    """Share of features left out each time, so that no single one is relied on."""
    seen: int = 2
    """A feature of fewer examples is not learned."""
    size: int = 12_000
    """As many features are kept."""


class Lanes:
    """Vectors of whole numbers as single integers."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.middle = self._pack([MIDDLE] * width)

    def _pack(self, values: Sequence[int]) -> int:
        return int.from_bytes(struct.pack(f"<{self.width}Q", *values), "little")

    def pack(self, values: Sequence[int]) -> int:
        """Return the vector as one integer, which may be negative."""
        return self._pack([value + MIDDLE for value in values]) - self.middle

    def unpack(self, packed: int) -> list[int]:
        """Return what `pack` was given."""
        raw = (packed + self.middle).to_bytes(8 * self.width, "little")
        return [value - MIDDLE for value in struct.unpack(f"<{self.width}Q", raw)]


def fit(examples: Sequence[Example], schedule: Schedule, fingerprint: str = "") -> Weights:
    """Train twice: on every feature seen often enough, then on those that turned out to matter most."""
    labels = tuple(sorted({example.label for example in examples}))
    counts = Counter(feature for example in examples for feature in example.features)
    vocabulary = sorted(feature for feature, count in counts.items() if count >= schedule.seen)
    lanes = Lanes(len(labels))
    if len(vocabulary) > schedule.size:
        rows = descend(examples, labels, vocabulary, schedule)
        vocabulary = _strongest(dict(zip(vocabulary, map(lanes.unpack, rows), strict=True)), schedule.size)
    rows = descend(examples, labels, vocabulary, schedule)
    return quantise(labels, vocabulary, [lanes.unpack(row) for row in rows], fingerprint)


def _strongest(rows: dict[str, list[int]], size: int) -> list[str]:
    strength = {feature: sum(value * value for value in row) for feature, row in rows.items()}
    return sorted(sorted(strength, key=lambda feature: (-strength[feature], feature))[:size])


def descend(
    examples: Sequence[Example], labels: tuple[str, ...], vocabulary: Collection[str], schedule: Schedule
) -> list[int]:
    """Return one packed row of weights for each feature of the vocabulary."""
    index = {feature: place for place, feature in enumerate(vocabulary)}
    known = [[index[f] for f in example.features if f in index] for example in examples]
    wanted = [labels.index(example.label) for example in examples]
    rows, lanes, chance = [0] * len(index), Lanes(len(labels)), random.Random(7)  # noqa: S311  (no secret)
    order = list(range(len(examples)))
    for epoch in range(schedule.epochs):
        rate = schedule.rate * (1 - epoch / schedule.epochs)
        chance.shuffle(order)
        for number in order:
            places = [place for place in known[number] if chance.random() >= schedule.dropout]
            _learn(rows, places, wanted[number], rate, lanes)
    return rows


def _learn(rows: list[int], places: list[int], wanted: int, rate: float, lanes: Lanes) -> None:
    if not places:
        return
    norm = math.sqrt(len(places))
    totals = lanes.unpack(sum(map(rows.__getitem__, places)))
    chances = softmax([total / (UNIT * norm) for total in totals])
    chances[wanted] -= 1
    change = lanes.pack([-round(round(chance * 4096) * (UNIT >> 12) * rate / norm) for chance in chances])
    for place in places:
        rows[place] += change


def quantise(labels: tuple[str, ...], vocabulary: Sequence[str], rows: list[list[int]], fingerprint: str) -> Weights:
    """Return the model with one byte for each weight; the few largest are cut off."""
    sizes = sorted(abs(value) for row in rows for value in row)
    step = max(1, sizes[int(len(sizes) * 0.9999)] // 127)
    stored = bytes(max(0, min(255, round(value / step) + ZERO)) for row in rows for value in row)
    return Weights(
        labels=labels, features=tuple(vocabulary), rows=stored, step=step / UNIT, fingerprint=fingerprint
    )
