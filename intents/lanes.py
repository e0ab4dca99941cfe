"""Vectors of whole numbers as single integers, so that adding two of them is one addition.

Used in development only. Lane `k` of a vector is its factor of 2 to the power of 64 × `k`; since a sum of vectors is
the sum of these integers, lanes may be negative, as long as each stays within 62 bits.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

MIDDLE = 1 << 62
"""Added to every lane before the lanes are read, so that none is negative then."""


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
