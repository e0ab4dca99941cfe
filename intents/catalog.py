"""The catalog: which intents there are, the slots each can fill and the ones it needs.

Both recognizers, the export of the agent and the checks read it from here. It holds no language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

UNKNOWN = "unknown"
"""What a recognizer answers where no intent fits; not an intent of the catalog."""

LANGUAGES = ("es", "en")

HOME = Path(__file__).parent
"""The folder that catalog, phrases and entities stand in."""

Kind = Literal["scenario", "category", "rate", "estimate", "rule", "smalltalk", "offtopic"]
"""The part of an intent's name before the dot, as in the machine contract."""


class Intent(Struct, frozen=True, forbid_unknown_fields=True):
    """What one intent can fill; both lists hold names of slots."""

    slots: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """What an answer cannot do without, in order of importance."""


class Catalog(Struct, frozen=True, forbid_unknown_fields=True):
    """All intents and slots by name."""

    slots: Mapping[str, str]
    """What each slot's value is."""
    intents: Mapping[str, Intent]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of answers, in the order in which they first appear."""
        return tuple(dict.fromkeys(kind_of(name) for name in self.intents))


def kind_of(intent: str) -> str:
    """Return the part before the dot."""
    return intent.partition(".")[0]


def topic_of(intent: str) -> str:
    """Return the part after the dot."""
    return intent.partition(".")[2]


def decode(text: str) -> Catalog:
    """Read a catalog. Raises `ValueError` for text that is not TOML or lacks a part."""
    return msgspec.convert(tomllib.loads(text), Catalog)


@cache
def load() -> Catalog:
    """Return the packaged catalog."""
    return decode((HOME / "catalog.toml").read_text("utf-8"))
