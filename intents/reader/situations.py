"""What is said to hold before the story begins: something open already, the window, how many free ones are used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from intents.reader.chunks import Chunk
from intents.reader.marks import Mark, MarkKind, SpanSense
from intents.reader.vocabulary import group
from intents.requests import Situation, Standing
from pricing.types import TEMPLATE_CATEGORIES, Category

_REACH = 5
_ALL_FREE = 1000
"""`se acabaron las gratis`: the whole allowance, 1,000 in every era that has one (rules V4, C12, N2)."""


def situation_of(chunks: Sequence[Chunk], already: Iterable[Category | None], *, told: bool = False) -> Situation:
    """Read the situation; `already` are the categories that the story itself opens, which are not news.

    `told`: messages are told besides, so that a count of this month's is no volume to be priced.
    """
    known = set(already)
    standings = [standing for chunk in chunks if (standing := _standing(chunk)) and standing.category not in known]
    return Situation(open=tuple(standings), window_open=_window(chunks), free_used=_free_used(chunks, told=told))


def _standing(chunk: Chunk) -> Standing | None:
    """`ya tengo una de marketing abierta`, `there is a utility conversation open`."""
    if _in_entry_window(chunk):
        return Standing(category=None, free_entry_point=True)
    if not chunk.has("open") or chunk.has("not", "closed", "window"):
        return None
    mark = chunk.mark(MarkKind.CATEGORY)
    category = mark.value if mark else next((kind.category for kind in chunk.kinds), None)
    entry = chunk.has("ad", "page_button")
    if (category is None and not entry) or dated(chunk):
        return None
    return Standing(category=None if entry else category, free_entry_point=entry)


def dated(chunk: Chunk) -> bool:
    """`una de marketing abierta desde las 9` tells of the template that was sent at 9."""
    named = chunk.mark(MarkKind.CATEGORY)
    clocked = chunk.mark(MarkKind.CLOCK) is not None
    return clocked and named is not None and named.value in TEMPLATE_CATEGORIES


def _in_entry_window(chunk: Chunk) -> bool:
    """`dentro de las 72 horas del anuncio`, `in the ad window`."""
    lasting = chunk.has("window") or chunk.mark(MarkKind.SPAN) is not None
    return chunk.has("ad", "page_button") and chunk.has("inside") and lasting and not chunk.has("outside")


def _window(chunks: Sequence[Chunk]) -> bool | None:
    for chunk in chunks:
        if chunk.has("window") and chunk.has("outside", "closed", "not"):
            return False
        if chunk.has("window") and chunk.has("inside", "open"):
            return True
    return _silence(chunks)


def _silence(chunks: Sequence[Chunk]) -> bool | None:
    """`hace dos días que no me escribe`: more than 24 hours of silence close the window (rule A4)."""
    for chunk in chunks:
        span = chunk.mark(MarkKind.SPAN)
        writes = any(verb.verb and verb.verb.act in ("write", "reply") for verb in chunk.verbs)
        if span is not None and span.value.sense in (SpanSense.AGO, SpanSense.LENGTH) and writes and chunk.has("not"):
            return bool(span.value.length.total_seconds() < 24 * 3600)
    return None


def _free_used(chunks: Sequence[Chunk], *, told: bool) -> int | None:
    for chunk in chunks:
        so_far = tally(chunk) if told else None
        if so_far is not None:
            return so_far
        left = _count_at(chunk, "left")
        if left is not None and chunk.has("free"):
            return max(_ALL_FREE - int(left.value.low), 0)
        used = _count_at(chunk, "used")
        if used is not None:
            return int(used.value.low)
        if chunk.has("used") and chunk.has("free"):
            return _ALL_FREE
    return None


def tally(chunk: Chunk) -> int | None:
    """The count of `our number has sent only 20 service messages this month`, `it was our 4,000th chat that month`."""
    if chunk.question or not chunk.has("so_far"):
        return None
    service = chunk.mark(MarkKind.CATEGORY)
    if service is not None and service.value is Category.SERVICE:
        counts = (mark for mark in chunk.marks if mark.kind is MarkKind.QUANTITY and mark.value.low == mark.value.high)
        near = next((mark for mark in counts if abs(mark.start - service.start) <= _REACH), None)
        if near is not None:
            return int(near.value.low)
    return _ordinal(chunk) if service is None and chunk.has("conversation") else None


def _ordinal(chunk: Chunk) -> int | None:
    """The count of `the 1,050th`."""
    for figure, ending in pairwise(chunk.norms):
        digits = figure.replace(",", "").replace(".", "")
        if digits.isdecimal() and ending in group("ordinals"):
            return int(digits)
    return None


def allowance_counts(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Token positions of counts that say how many free ones are used or left: they are no volume."""
    found = [_count_at(chunk, kind) for chunk in chunks for kind in ("left", "used")]
    return frozenset(mark.start for mark in found if mark is not None)


def _count_at(chunk: Chunk, kind: str) -> Mark | None:
    """The count next to a word such as `gasté`, `vamos en`, `quedan`, `left`."""
    cue = chunk.find(kind)
    if cue is None:
        return None
    quantities = [mark for mark in chunk.marks if mark.kind is MarkKind.QUANTITY]
    return next((mark for mark in quantities if abs(mark.start - cue.start) <= _REACH), None)
