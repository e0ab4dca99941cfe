"""Which words belong to which part of a count that is told in parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from intents.reader.chunks import Chunk
from intents.reader.counts import Count, table
from intents.reader.fractions import Share
from intents.reader.marks import MarkKind, SpanSense
from pricing.types import Category

_IN_TIME = timedelta(days=1)
"""An entry that is answered later opens no free conversation (rule C16)."""


class Spoken:
    """What stands around the counts and shares of a text."""

    def __init__(self, chunks: Sequence[Chunk], items: Sequence[Count | Share]) -> None:
        self.chunks = chunks
        self.items = items

    def region(self, item: Count | Share, *, after: bool = True) -> tuple[int, int]:
        """Where the words lie that belong to a part: up to the next count or share, or back to the one before."""
        chunk = self.chunks[item.chunk]
        if after:
            nexts = [other.at for other in self.items if other.at > item.at and other.chunk == item.chunk]
            return item.end, min(nexts, default=chunk.end)
        before = [other.end for other in self.items if other.at < item.at and other.chunk == item.chunk]
        return max(before, default=chunk.start), item.at

    def said(self, item: Count | Share, kind: MarkKind, *, through: Count | None = None) -> Any:
        """What is said of a part: after it (beyond a whole that follows it), else before it."""
        regions = [self.region(item), *([self.region(through)] if through else []), self.region(item, after=False)]
        chunk = self.chunks[item.chunk]
        for start, end in regions:
            values = [mark.value for mark in chunk.marks if mark.kind is kind and start <= mark.start < end]
            if kind is MarkKind.CATEGORY:
                values += [one.category for one in chunk.kinds if start <= one.start < end and one.category]
                norms = set(chunk.norms[start - chunk.start : end - chunk.start])
                values += [Category.SERVICE] * (not norms.isdisjoint(table()["service"]["words"]))
            if values:
                return values[0]
        return None

    def through_entry(self, item: Count | Share, *, through: Count | None = None) -> bool:
        """Whether a part comes in through an ad or a page button."""
        chunk = self.chunks[item.chunk]
        if sum(other.chunk == item.chunk for other in self.items) == 1:
            return chunk.has("ad", "page_button") and not chunk.has("not", "web_device")
        start, end = self.region(through or item)
        named = {cue.kind for cue in chunk.cues if start <= cue.start < end}
        return not named.isdisjoint(("ad", "page_button")) and not chunk.has("not", "web_device")

    def enters(self, item: Count | Share, *, through: Count | None = None) -> bool:
        """Whether it does, and is answered in time."""
        spans = [mark.value for mark in self.chunks[item.chunk].marks if mark.kind is MarkKind.SPAN]
        late = any(span.length > _IN_TIME and span.sense is not SpanSense.WITHIN for span in spans)
        return self.through_entry(item, through=through) and not late
