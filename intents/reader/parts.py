"""Counts that are told in parts: `2,000 chats, 700 of them from ads, the rest …`, `30% utility`, `la mitad`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from intents.reader.chunks import Chunk
from intents.reader.counts import Count, listed, stands, table
from intents.reader.fractions import Share, shares_of
from intents.reader.marks import MarkKind
from intents.reader.regions import Spoken
from intents.reader.vocabulary import group as words_of
from pricing.types import Category

_CLOSE = Decimal("0.99")
"""Shares that come to this much are the whole, rounded."""
_BACK = 3
_ADJOINING = 3
_COUNTED = ("messages", "unknown", "audience")


class _Group:
    """A whole and its parts."""

    def __init__(self, whole: Count, parts: Sequence[Count | Share] = ()) -> None:
        self.whole = whole
        self.parts = list(parts)


def parted(counts: Sequence[Count], chunks: Sequence[Chunk]) -> list[Count]:
    """The counts with those that have parts replaced by the parts and by what is left over."""
    shares = shares_of(chunks)
    inside = {place for share in shares for place in range(share.at, share.end)}
    counts = [count for count in counts if count.at not in inside]
    items: list[Count | Share] = [*(count for count in counts if count.unit in _COUNTED), *shares]
    if len(items) == 1 and isinstance(items[0], Count) and (evenly := _evenly(items[0], chunks)):
        return [*(count for count in counts if count.at != items[0].at), *evenly]
    spoken = Spoken(chunks, sorted(items, key=_place))
    groups = _groups(spoken)
    found = {group.whole.at: _spread(group, spoken) for group in groups}
    taken = {part.at for group in groups for part in group.parts}
    kept = [count for count in counts if count.at not in taken]
    all_enter = len(items) == 1 and any(map(_all_enter, chunks))
    return [
        part
        for count in kept
        for part in found.get(count.at) or [replace(count, free_entry_point=all_enter or spoken.enters(count))]
    ]


def _all_enter(chunk: Chunk) -> bool:
    """`…, all from ads`."""
    return chunk.has("ad", "page_button") and not set(chunk.norms).isdisjoint(table()["all"]["words"])


def _evenly(whole: Count, chunks: Sequence[Chunk]) -> list[Count]:
    """`split evenly between Spain and Portugal`: as much for each of them."""
    if not any(stands(chunk, listed("evenly", "words")) is not None for chunk in chunks):
        return []
    marks = [mark for chunk in chunks for mark in chunk.marks]
    for kind, name in ((MarkKind.COUNTRY, "country"), (MarkKind.CATEGORY, "category")):
        values = list(dict.fromkeys(mark.value for mark in marks if mark.kind is kind))
        if len(values) > 1:
            low, high = (end / len(values) for end in (whole.low, whole.high))
            return [replace(whole, low=_round(low), high=_round(high), **{name: value}) for value in values]
    return []


def part_positions(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Token positions of counts that are called parts (`the remaining 300`): they say nothing of free ones left."""
    marks = [(chunk, mark) for chunk in chunks for mark in chunk.marks if mark.kind is MarkKind.QUANTITY]
    return frozenset(mark.start for chunk, mark in marks if _called_before(chunk, mark.start))


def _place(item: Count | Share) -> int:
    return item.at


def _groups(spoken: Spoken) -> list[_Group]:
    items = spoken.items
    groups: list[_Group] = []
    waiting: list[Count | Share] = []
    for place, item in enumerate(items):
        if isinstance(item, Count) and not (groups and _is_part(item, groups[-1], items[place:], spoken)):
            groups.append(_Group(item, waiting))
            waiting = []
        elif groups and not _precedes(item, items[place:], spoken):
            _shared_out(groups).parts.append(item)
        else:
            waiting.append(item)
    return [group for group in groups if group.parts]


def _shared_out(groups: Sequence[_Group]) -> _Group:
    """The whole that a part belongs to: `half get 1 promo and the other half 2` is of the customers."""
    begun = [group for group in groups if any(isinstance(part, Share) for part in group.parts)]
    return begun[-1] if begun and not groups[-1].parts and groups[-1].whole.high < begun[-1].whole.high else groups[-1]


def _precedes(item: Count | Share, rest: Sequence[Count | Share], spoken: Spoken) -> bool:
    """`one third of our 9,000`: the whole follows in the same breath."""
    following = rest[1] if len(rest) > 1 else None
    if not isinstance(item, Share) or not isinstance(following, Count) or following.chunk != item.chunk:
        return False
    chunk = spoken.chunks[item.chunk]
    between = chunk.norms[item.end - 1 - chunk.start : following.at - chunk.start]
    ties = {"of", "de", *words_of("possessives")}
    return len(between) <= _BACK + 1 and not ties.isdisjoint(between)


def _is_part(count: Count, group: _Group, rest: Sequence[Count | Share], spoken: Spoken) -> bool:
    used = sum((part.high for part in group.parts if isinstance(part, Count)), Decimal(0))
    room = group.whole.high - used
    if count.high > room or count.unit not in ("unknown", group.whole.unit):
        return False
    chunk, whole = spoken.chunks[count.chunk], spoken.chunks[group.whole.chunk]
    if _called_before(chunk, count.at) or _called_after(chunk, count) or _from_ads(chunk, count, spoken):
        return True
    return _opens(whole, group.whole.at) or _before_rest(rest, room) or _fills(group.whole, rest, room)


def _from_ads(chunk: Chunk, count: Count, spoken: Spoken) -> bool:
    """`1,900 chats, 500 from ads`; but `1,200 service conversations and 300 from ads`."""
    added = chunk.norms[0] in table()["joined"]["words"]
    return spoken.through_entry(count) and (not added or not set(chunk.norms).isdisjoint(table()["joined"]["verbs"]))


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
    found = listed("whole", "words").find(norms, 0)
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


def _spread(group: _Group, spoken: Spoken) -> list[Count]:
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
    elif filled == parts and rest.high > 0 and not _only_some(group):
        filled.append(rest)
    return _left_open(filled)


def _only_some(group: _Group) -> bool:
    """`half of our 3,000 customers get …`: nothing is said of the others."""
    return group.whole.unit == "audience" and all(part.at < group.whole.at for part in group.parts)


def _left_open(parts: list[Count]) -> list[Count]:
    """Where some parts have a category, those that have none are not of the first best."""
    said = any(part.category for part in parts if not part.free_entry_point)
    return [replace(part, open=said and part.category is None) for part in parts]


def _alone(group: _Group, spoken: Spoken) -> Count:
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


def _part(part: Count | Share, group: _Group, whole: Count, spoken: Spoken) -> Count:
    through = group.whole if isinstance(part, Share) and group.whole.at > part.at else None
    category: Category | None = spoken.said(part, MarkKind.CATEGORY, through=through)
    found = replace(
        whole,
        at=part.at,
        end=part.end,
        chunk=part.chunk,
        category=category or whole.category,
        country=spoken.said(part, MarkKind.COUNTRY, through=through) or whole.country,
        free_entry_point=spoken.enters(part, through=through),
    )
    if isinstance(part, Count):
        return replace(found, low=part.low, high=part.high, per=part.per or whole.per)
    low, high = _scaled(whole, part.fraction)
    return replace(found, low=low, high=high)


def _scaled(whole: Count, fraction: Decimal | None) -> tuple[Decimal, Decimal]:
    """A fraction of both ends in whole units; below zero where it is what is left."""
    if fraction is None:
        return Decimal(-1), Decimal(-1)
    return _round(whole.low * fraction), _round(whole.high * fraction)


def _round(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)
