"""What a button carries: which answer it belongs to, in which language, and what pressing it sets."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bot.ids import read_id
from locales.translate import LANGUAGES

MOST_BYTES = 64
"""Telegram's limit for callback data."""

Slot = Literal[
    "country", "category", "when", "quantity", "menu", "search", "language", "picture", "my_country", "my_language"
]
_CODES: dict[str, Slot] = {
    "c": "country",
    "k": "category",
    "w": "when",
    "q": "quantity",
    "m": "menu",
    "s": "search",
    "l": "language",
    "p": "picture",
    "C": "my_country",
    "L": "my_language",
}
"""Buttons stay in chats for years: a letter that was given never changes its meaning."""
_LETTERS = {slot: letter for letter, slot in _CODES.items()}


class Pressed(Struct, frozen=True, kw_only=True):
    """One thing set on one answer."""

    slot: Slot
    language: str
    """Of the message that the button stands under."""
    id: str = ""
    """Of the kept answer; empty where it could not be kept: then what the chat is about counts."""
    value: str = ""

    def written(self) -> str:
        """Return it as a button carries it; raises `ValueError` if no button can."""
        text = f"{self.id}:{_LETTERS[self.slot]}:{self.language}:{self.value}"
        if len(text.encode()) > MOST_BYTES:
            raise ValueError("a button cannot carry that")
        return text


def slot_of(name: str) -> Slot | None:
    """Return the slot of a name, if buttons can set it."""
    return next((slot for slot in _LETTERS if slot == name), None)


def read(text: str | None) -> Pressed | None:
    """Return what a button carries, or `None` for what is none of ours."""
    parts = (text or "").split(":", 3)
    if len(parts) != 4 or parts[1] not in _CODES or parts[2] not in LANGUAGES:
        return None
    id = read_id(parts[0]) if parts[0] else ""
    return None if id is None else Pressed(id=id, slot=_CODES[parts[1]], language=parts[2], value=parts[3])
