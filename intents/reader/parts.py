"""Counts that are told in parts: `2,000 chats, 700 of them from ads, the rest …`, `30% utility`, `la mitad`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.chunks import Chunk
from intents.reader.counts import Count, listed, runs_of, table
from intents.reader.figures import figure
from intents.reader.lists import WordList
from intents.reader.marks import MarkKind, SpanSense
from pricing.types import Category

_PERCENT = (("%",), ("percent",), ("pct",), ("por", "ciento"), ("per", "cent"))
_CLOSE = Decimal("0.99")
"""Shares that come to this much are the whole, rounded."""
_BACK = 3
_ADJOINING = 3
_IN_TIME = timedelta(days=1)
"""An entry that is answered later opens no free conversation (rule C16)."""
_COUNTED = ("messages", "unknown", "audience")


class Share(Struct, frozen=True, kw_only=True):
    """A part told as a fraction; `None` is what is left."""

    fraction: Decimal | None
    at: int
    end: int
    chunk: int


class _Group:
    """A whole and its parts."""

    def __init__(self, whole: Count, parts: Sequence[Count | Share] = ()) -> None:
        self.whole = whole
        self.parts = list(parts)


def parted(counts: Sequence[Count], chunks: Sequence[Chunk]) -> list[Count]:
    """The counts with those that have parts replaced by the parts and by what is left over."""
    shares = _shares(chunks)
    inside = {place for share in shares for place in range(share.at, share.end)}
    counts = [count for count in counts if count.at not in inside]
    items: list[Count | Share] = [*(count for count in counts if count.unit in _COUNTED), *shares]
    spoken = _Spoken(chunks, sorted(items, key=_place))
    groups = _groups(spoken)
    found = {group.whole.at: _spread(group, spoken) for group in groups}
    taken = {part.at for group in groups for part in group.parts}
    kept = [count for count in counts if count.at not in taken]
    return [
        part
        for count in kept
        for part in (found.get(count.at) or [replace(count, free_entry_point=spoken.enters(count))])
    ]


def part_positions(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Token positions of counts that are called parts (`the remaining 300`): they say nothing of free ones left."""
    marks = [(chunk, mark) for chunk in chunks for mark in chunk.marks if mark.kind is MarkKind.QUANTITY]
    return frozenset(mark.start for chunk, mark in marks if _called_before(chunk, mark.start))


def _shares(chunks: Sequence[Chunk]) -> list[Share]:
    found: list[Share] = []
    for number, chunk in enumerate(chunks):
        place = 0
        while place < len(chunk.norms):
            share = _share_at(chunk, number, place)
            if share is not None:
                found.append(share)
            place = place + 1 if share is None else share.end - chunk.start
    return found


def _share_at(chunk: Chunk, number: int, place: int) -> Share | None:
    norms = [*chunk.norms, *[""] * 8]
    value = figure(norms[place])
    sign = next((sign for sign in _PERCENT if tuple(norms[place + 1 : place + 1 + len(sign)]) == sign), None)
    at = chunk.start + place
    if value is not None and sign is not None and 0 < value <= 100:
        return Share(fraction=value / 100, at=at, end=at + 1 + len(sign), chunk=number)
    found = _fractions().find(norms, place)
    if found is None or _part_of_number(chunk, at, chunk.start + found[1]):
        return None
    return Share(fraction=found[0], at=at, end=chunk.start + found[1], chunk=number)


def _part_of_number(chunk: Chunk, at: int, end: int) -> bool:
    """`half a million`, `medio día`, `las otras 300`."""
    covered = any(mark.start <= at and mark.end > end for mark in chunk.marks)
    spans = any(mark.start < end and mark.end > at and mark.kind is not MarkKind.QUANTITY for mark in chunk.marks)
    counted = any(mark.start == end and mark.kind is MarkKind.QUANTITY for mark in chunk.marks)
    return covered or spans or (counted and chunk.norms[end - 1 - chunk.start] not in ("of", "de"))


@cache
def _fractions() -> WordList[Any]:
    entries: list[tuple[tuple[str, ...], Any]] = []
    for code, texts in table()["fractions"].items():
        above, below = code.split("/")
        entries += runs_of(texts, Decimal(above) / Decimal(below))
    return WordList([*entries, *runs_of(table()["rest"]["words"], None)])


class _Spoken:
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

    def enters(self, item: Count | Share) -> bool:
        """Whether a part comes in through an ad or a page button and is answered in time."""
        chunk = self.chunks[item.chunk]
        spans = [mark.value for mark in chunk.marks if mark.kind is MarkKind.SPAN]
        late = any(span.length > _IN_TIME and span.sense is not SpanSense.WITHIN for span in spans)
        start, end = self.region(item)
        named = [cue.kind for cue in chunk.cues if start <= cue.start < end]
        alone = sum(other.chunk == item.chunk for other in self.items) == 1
        through = chunk.has("ad", "page_button") if alone else not {"ad", "page_button"}.isdisjoint(named)
        return through and not late and not chunk.has("not", "web_device")


def _place(item: Count | Share) -> int:
    return item.at


def _groups(spoken: _Spoken) -> list[_Group]:
    items = spoken.items
    groups: list[_Group] = []
    waiting: list[Count | Share] = []
    for place, item in enumerate(items):
        if isinstance(item, Count) and not (groups and _is_part(item, groups[-1], items[place:], spoken)):
            groups.append(_Group(item, waiting))
            waiting = []
        else:
            (groups[-1].parts if groups and not _precedes(item, items[place:], spoken) else waiting).append(item)
    return [group for group in groups if group.parts]


def _precedes(item: Count | Share, rest: Sequence[Count | Share], spoken: _Spoken) -> bool:
    """`one third of our 9,000`: the whole follows in the same breath."""
    following = rest[1] if len(rest) > 1 else None
    if not isinstance(item, Share) or not isinstance(following, Count) or following.chunk != item.chunk:
        return False
    chunk = spoken.chunks[item.chunk]
    between = chunk.norms[item.end - 1 - chunk.start : following.at - chunk.start]
    return len(between) <= _BACK + 1 and ("of" in between or "de" in between)


def _is_part(count: Count, group: _Group, rest: Sequence[Count | Share], spoken: _Spoken) -> bool:
    used = sum((part.high for part in group.parts if isinstance(part, Count)), Decimal(0))
    room = group.whole.high - used
    if count.high > room or count.unit not in ("unknown", group.whole.unit):
        return False
    chunk, whole = spoken.chunks[count.chunk], spoken.chunks[group.whole.chunk]
    if _called_before(chunk, count.at) or _called_after(chunk, count):
        return True
    return _opens(whole, group.whole.at) or _before_rest(rest, room) or _fills(group.whole, rest, room)


def _called_before(chunk: Chunk, at: int) -> bool:
    """`of them 300`, `the remaining 300`, `las otras 300`."""
    place = at - chunk.start
    starts = range(max(place - _BACK, 0), place)
    norms = [*chunk.norms, *[""] * 8]
    found = [listed("part", "before").find(norms, start) for start in starts]
    return any(one is not None and place - 1 <= one[1] <= place for one in found)


def _called_after(chunk: Chunk, count: Count) -> bool:
    """`300 of them`."""
    norms, place = [*chunk.norms, *[""] * 8], count.end - chunk.start
    return any(listed("part", "after").find(norms, place + ahead) is not None for ahead in range(_BACK))


def _opens(chunk: Chunk, at: int) -> bool:
    """`of 4,000 chats …`: a whole at the beginning of its clause."""
    norms = [*chunk.norms, *[""] * 8]
    found = listed("part", "whole").find(norms, 0)
    return found is not None and chunk.start + found[1] == at


def _fills(whole: Count, rest: Sequence[Count | Share], room: Decimal) -> bool:
    """Two or more counts that follow come to exactly what there is, and none is of another kind or country."""
    total = Decimal(0)
    for number, item in enumerate(rest):
        if not isinstance(item, Count) or whole.category not in (None, item.category):
            return False
        if whole.country is not None and item.country not in (None, whole.country):
            return False
        total += item.high
        if total >= room:
            return total == room and (number > 0 or room < whole.high)
    return False


def _before_rest(rest: Sequence[Count | Share], room: Decimal) -> bool:
    """Counts, and then `the rest`."""
    counts: list[Count] = []
    for item in rest:
        if isinstance(item, Share):
            return item.fraction is None and sum(count.high for count in counts) < room
        counts.append(item)
    return False


def _spread(group: _Group, spoken: _Spoken) -> list[Count]:
    """The parts of a whole as counts of their own, and what is left of it."""
    whole = _alone(group, spoken)
    parts = [_part(part, group, whole, spoken) for part in group.parts]
    told = sum((part.high for part in parts if part.high >= 0), Decimal(0))
    low_told = sum((part.low for part in parts if part.low >= 0), Decimal(0))
    rest = replace(whole, low=max(whole.low - low_told, Decimal(0)), high=max(whole.high - told, Decimal(0)))
    filled = [replace(part, low=rest.low, high=rest.high) if part.high < 0 else part for part in parts]
    if filled == parts and told >= whole.high * _CLOSE and any(isinstance(part, Share) for part in group.parts):
        last = filled[-1]
        filled = [*filled[:-1], replace(last, low=last.low + rest.low, high=last.high + rest.high)]
    elif filled == parts and rest.high > 0:
        filled.append(rest)
    return _left_open(filled)


def _left_open(parts: list[Count]) -> list[Count]:
    """Where some parts have a category, those that have none are not of the first best."""
    said = any(part.category for part in parts if not part.free_entry_point)
    return [replace(part, open=said and part.category is None) for part in parts]


def _alone(group: _Group, spoken: _Spoken) -> Count:
    """The whole with only what is said of itself: what stands beside a part in the same clause is the part's."""
    whole = group.whole
    if all(part.chunk != whole.chunk for part in group.parts):
        return whole
    chunk = spoken.chunks[whole.chunk]
    near = [m for m in chunk.marks if whole.end <= m.start < whole.end + _ADJOINING and m.kind is MarkKind.CATEGORY]
    places = [m for m in chunk.marks if m.kind is MarkKind.COUNTRY and m.start >= whole.end]
    return replace(
        whole,
        category=near[0].value if near else None,
        country=places[0].value if places and len(group.parts) < 2 else whole.country,
    )


def _part(part: Count | Share, group: _Group, whole: Count, spoken: _Spoken) -> Count:
    through = group.whole if isinstance(part, Share) and group.whole.at > part.at else None
    category: Category | None = spoken.said(part, MarkKind.CATEGORY, through=through)
    found = replace(
        whole,
        at=part.at,
        end=part.end,
        chunk=part.chunk,
        category=category or whole.category,
        country=spoken.said(part, MarkKind.COUNTRY, through=through) or whole.country,
        free_entry_point=spoken.enters(part),
    )
    if isinstance(part, Count):
        return replace(found, low=part.low, high=part.high, per=part.per or whole.per)
    low, high = _scaled(whole, part.fraction)
    return replace(found, low=low, high=high)


def _scaled(whole: Count, fraction: Decimal | None) -> tuple[Decimal, Decimal]:
    """A fraction of both ends in whole units; below zero where it is what is left."""
    if fraction is None:
        return Decimal(-1), Decimal(-1)
    low, high = (end * fraction for end in (whole.low, whole.high))
    return low.quantize(Decimal(1), ROUND_HALF_UP), high.quantize(Decimal(1), ROUND_HALF_UP)
