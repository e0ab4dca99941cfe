"""Reads lines of bytes as they arrive, a batch at a time, in memory that no file and no line can fill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

CHUNK = 1 << 16
LONGEST = 16 << 20
"""Bytes of the longest line that is read: a chat of some 200,000 events."""


class Arriving(Protocol):
    """A stream that gives what is there, and waits only if nothing is."""

    def read1(self, size: int = ..., /) -> bytes:
        """Return up to `size` bytes; none at the end."""


def batches(stream: Arriving, longest: int = LONGEST) -> Iterator[list[bytes | None]]:
    """Yield the lines that have arrived, without their ends; `None` stands for a line longer than `longest`."""
    begun: list[bytes] = []
    held = 0
    for chunk in iter(lambda: stream.read1(CHUNK), b""):
        first, *others = chunk.split(b"\n")
        held += len(first)
        if held <= longest:
            begun.append(first)
        else:
            begun.clear()
        if not others:
            continue
        complete = _joined(begun, held, longest)
        *between, rest = others
        yield [complete, *between]
        begun, held = [rest], len(rest)
    if held:
        yield [_joined(begun, held, longest)]


def _joined(pieces: list[bytes], held: int, longest: int) -> bytes | None:
    return b"".join(pieces) if held <= longest else None
