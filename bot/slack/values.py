"""What a button carries: which answer it belongs to, and what pressing it sets."""

from __future__ import annotations

from msgspec import Struct

MOST_CHARACTERS = 2_000
"""Slack's limit for a button's value."""


class Pressed(Struct, frozen=True, kw_only=True):
    """One thing set on one answer."""

    id: str
    """Of the kept answer; empty where it could not be kept."""
    slot: str
    value: str = ""

    def written(self) -> str:
        """Return it as a button carries it; raises `ValueError` if no button can."""
        text = f"{self.id}|{self.slot}|{self.value}"
        if len(text) > MOST_CHARACTERS:
            raise ValueError("a button cannot carry that")
        return text


def read(text: str) -> Pressed | None:
    """Return what a button carries, or `None` for a value that is none of ours."""
    parts = text.split("|", 2)
    return Pressed(id=parts[0], slot=parts[1], value=parts[2]) if len(parts) == 3 else None
