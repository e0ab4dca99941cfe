"""Which kinds in a text are denied: `sin promo`, `no offer or discount`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from intents.content.patterns import Hit, stem
from intents.content.reasons import LANGUAGES, table

REACH = 3
"""So many words at most stand from a negation to what it denies: `sin ninguna otra promo`."""

Meaning = TypeVar("Meaning")


def split(words: Sequence[str], hits: Sequence[Hit[Meaning]]) -> tuple[list[Hit[Meaning]], set[int]]:
    """Return the hits that stand, and the places of those that are denied and of what denies them."""
    standing: list[Hit[Meaning]] = []
    places: set[int] = set()
    reached = 0
    for hit in hits:
        back = _denied(words, hit.start) or _joined(words, reached, hit.start)
        if back:
            places.update(range(hit.start - back, hit.end))
            reached = hit.end
        else:
            standing.append(hit)
    return standing, places


def _denied(words: Sequence[str], start: int) -> int:
    """How many words before `start` deny what stands there (`sin ninguna`); 0 if none do."""
    reached = 0
    for back in range(1, min(REACH, start) + 1):
        word = words[start - back]
        if word in _words("denials"):
            reached = back
        elif word not in _words("fillers"):
            break
    return reached


def _joined(words: Sequence[str], reached: int, start: int) -> int:
    """How many words join what stands at `start` to a denied kind before it (`ni descuento`); 0 if none do."""
    gap = words[reached:start] if reached else ()
    return len(gap) if gap and _words("joining").issuperset(gap) else 0


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(stem(word) for language in LANGUAGES for word in table(language, "denials.toml")[role])
