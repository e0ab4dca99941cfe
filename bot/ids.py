"""Ids of answers: whoever knows one may read the answer, so that it must not be guessed, and people read them aloud."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"
"""32 signs, 5 bits each, without 0 and o, 1 and l: nothing that looks like something else in it."""
LENGTH = 26
"""130 bits."""

_BITS = 5
_KNOWN = frozenset(ALPHABET)


def new_id() -> str:
    """Return an id that nobody can guess: 130 bits from the operating system's source of randomness."""
    bits = secrets.randbits(_BITS * LENGTH)
    return "".join(ALPHABET[(bits >> place) & 31] for place in range(0, _BITS * LENGTH, _BITS))


def read_id(text: str) -> str | None:
    """Return the id that a text is, whatever its case and the space around it; `None` if it can be none."""
    id = text.strip().lower()
    return id if len(id) == LENGTH and _KNOWN.issuperset(id) else None
