"""A linear model over sets of features, small and fast without any library.

Every feature has one row: a small whole number for each label. The rows of a text's features are added up as single
Python integers whose 16-bit lanes are the labels, so that the inner loop runs in C.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from msgspec import Struct

LANE = 2
"""Bytes of a lane: room for the sum of `ROWS_AT_ONCE` stored weights."""

ROWS_AT_ONCE = 256
"""As many weights of up to 255 fit into a lane of 65,535."""

ZERO = 128
"""What a weight of nothing is stored as."""


class Weights(Struct, frozen=True, kw_only=True, dict=True):
    """A trained model; `dict=True` lets the derived values be computed once."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    rows: bytes
    """One byte for each feature and label, feature by feature, offset by `ZERO`."""
    step: float
    """What one unit of a stored weight is worth."""
    fingerprint: str
    """Of everything that the training depends on (see `intents.train`)."""

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each feature."""
        return dict(zip(self.features, range(len(self.features)), strict=True))

    @cached_property
    def _wide(self) -> bytes:
        wide = bytearray(LANE * len(self.rows))
        wide[::LANE] = self.rows
        return bytes(wide)

    def known(self, features: Collection[str]) -> list[int]:
        """Return the positions of those features that the training has seen."""
        find = self.index.get
        return [place for feature in features if (place := find(feature)) is not None]

    def scores(self, features: Collection[str]) -> list[float]:
        """Return one score for each label: the sum of its weights over the square root of how many were added."""
        places = self.known(features)
        if not places:
            return [0.0] * len(self.labels)
        offset, unit = ZERO * len(places), self.step / math.sqrt(len(places))
        return [(total - offset) * unit for total in self._sums(places)]

    def _sums(self, places: list[int]) -> list[int]:
        totals = [0] * len(self.labels)
        rest = iter(places)
        while chunk := list(islice(rest, ROWS_AT_ONCE)):
            totals = [total + more for total, more in zip(totals, self._added(chunk), strict=True)]
        return totals

    def _added(self, places: list[int]) -> tuple[int, ...]:
        size, wide, read = LANE * len(self.labels), self._wide, int.from_bytes
        total = sum(read(wide[place * size : (place + 1) * size], "little") for place in places)
        return struct.unpack(f"<{len(self.labels)}H", total.to_bytes(size, "little"))


def softmax(scores: Sequence[float]) -> list[float]:
    """Return the scores as probabilities."""
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def save(weights: Weights, path: Path) -> None:
    """Write a model: one line of JSON, one feature a line, an empty line, the rows."""
    head = {"fingerprint": weights.fingerprint, "step": weights.step, "labels": weights.labels}
    lines = [json.dumps(head), *weights.features, "", ""]
    path.write_bytes("\n".join(lines).encode() + weights.rows)


def load(path: Path) -> Weights:
    """Read a model. Raises `OSError` where there is none and `ValueError` where the file is not one."""
    text, _, rows = path.read_bytes().partition(b"\n\n")
    first, *features = text.decode().split("\n")
    head = json.loads(first)
    if len(rows) != len(features) * len(head["labels"]):
        raise ValueError(f"{path.name}: {len(rows)} bytes for {len(features)} features")
    return Weights(
        labels=tuple(head["labels"]),
        features=tuple(features),
        rows=rows,
        step=head["step"],
        fingerprint=head["fingerprint"],
    )
