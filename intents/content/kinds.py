"""Spots in a text what was sent, by the words it is called by, and the category that follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from intents.content.denials import split
from intents.content.patterns import Hit, Lexicon, stems
from intents.content.reasons import LANGUAGES, reasons, table
from intents.content.types import KindMark, Reason
from intents.reader.marks import Marked, Token


class Kind(Struct, frozen=True):
    """What a phrase is a name of; without a reason its words are passed over."""

    code: str
    reason: Reason | None


def kinds_in(marked: Marked) -> tuple[KindMark, ...]:
    """Find what was sent, in text order; `sin promo` is none. The same words may ask about a price: verbs decide."""
    return spot(marked.tokens)


def spot(tokens: Sequence[Token]) -> tuple[KindMark, ...]:
    """Find the kinds among tokens that are not denied."""
    return spot_apart(tokens)[0]


def spot_apart(tokens: Sequence[Token]) -> tuple[tuple[KindMark, ...], set[int]]:
    """Find the kinds among tokens, and the places of the words that name denied ones and deny them."""
    words = stems(tokens)
    standing, denied = split(words, _lexicon().find(words))
    return tuple(mark for mark in map(_mark, standing) if mark), denied


def _mark(hit: Hit[Kind]) -> KindMark | None:
    kind, reason = hit.meaning.code, hit.meaning.reason
    if reason is None:
        return None
    return KindMark(
        category=reason.category,
        contested=reason.contested,
        kind=kind,
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
