"""What judging a message gives: a category or the reason why there is none, and where the words for it stand."""

from __future__ import annotations

from msgspec import Struct

from pricing.types import Category


class Reason(Struct, frozen=True, kw_only=True):
    """Why a message is of a category, in the terms of Meta's template category guidelines."""

    code: str
    category: Category | None = None
    contested: tuple[Category, ...] = ()
    """The categories between which Meta's guidelines and its practice leave it open."""


class KindMark(Struct, frozen=True, kw_only=True):
    """What was sent, by what it is called, over tokens `start` to `end` (half-open)."""

    category: Category | None
    contested: tuple[Category, ...]
    kind: str
    """Code of the kind: a table of words/*/kinds.toml."""
    reason: str
    """Code of the reason: a table of words/reasons.toml."""
    start: int
    end: int


class Judgement(Struct, frozen=True, kw_only=True):
    """Which category a message is, why, and how sure that is."""

    category: Category | None
    """`None` where it is contested or cannot be told."""
    contested: tuple[Category, ...] = ()
    reason: str
    """Code of the reason; `unknown` where it cannot be told."""
    confidence: float
    """From 0 to 1."""
    evidence: str = ""
    """The words that decided it, as they were written."""
    mixed: bool = False
    """Both a notice and a promotion: marketing as a whole."""
