"""Spots in a text what was sent, by the words it is called by, and the category that follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from intents.content.patterns import Hit, Lexicon, stems
from intents.content.reasons import LANGUAGES, reasons, table
from intents.content.types import KindMark, Reason
from intents.reader.marks import Marked, Token

REACH = 3
"""So many words at most stand from a negation to the kind that it denies: `sin ninguna otra promo`."""


class Kind(Struct, frozen=True):
    """What a phrase is a name of; without a reason its words are passed over."""

    code: str
    reason: Reason | None


def kinds_in(marked: Marked) -> tuple[KindMark, ...]:
    """Find what was sent, in text order; `sin promo` is none. The same words may ask about a price: verbs decide."""
    return spot(marked.tokens)


def spot(tokens: Sequence[Token]) -> tuple[KindMark, ...]:
    """Find the kinds among tokens that are not denied."""
    words = stems(tokens)
    return tuple(_mark(hit) for hit in _named(words) if not denied(words, hit.start))


def _named(words: Sequence[str]) -> Iterator[Hit[Kind]]:
    return (hit for hit in _lexicon().find(words) if hit.meaning.reason is not None)


def denied(words: Sequence[str], start: int) -> int:
    """How many words before `start` deny what stands there (`sin ninguna`); 0 if none do."""
    denials, fillers = _denials()
    for back in range(1, min(REACH, start) + 1):
        word = words[start - back]
        if word in denials:
            return back
        if word not in fillers:
            break
    return 0


def _mark(hit: Hit[Kind]) -> KindMark:
    reason = hit.meaning.reason
    assert reason is not None  # noqa: S101  (passed-over words were left out above)
    return KindMark(
        category=reason.category,
        contested=reason.contested,
        kind=hit.meaning.code,
        reason=reason.code,
        start=hit.start,
        end=hit.end,
    )


@cache
def _lexicon() -> Lexicon[Kind]:
    return Lexicon(chain.from_iterable(map(_entries, LANGUAGES)), small_words())


@cache
def small_words() -> frozenset[str]:
    """Words that may stand between the words of a phrase, in all languages."""
    return frozenset(chain.from_iterable(table(language, "small.toml")["small"] for language in LANGUAGES))


def _entries(language: str) -> Iterator[tuple[str, Kind]]:
    for code, row in table(language, "kinds.toml").items():
        kind = Kind(code, reasons()[row["reason"]] if "reason" in row else None)
        for phrase in row["phrases"]:
            yield phrase, kind


@cache
def _denials() -> tuple[frozenset[str], frozenset[str]]:
    rows = [table(language, "denials.toml") for language in LANGUAGES]
    return frozenset(w for row in rows for w in row["denials"]), frozenset(w for row in rows for w in row["fillers"])
