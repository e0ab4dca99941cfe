"""So many customers, each with so many messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from intents.reader.chunks import Chunk
from intents.reader.counts import Count, listed, stands
from intents.reader.marks import MarkKind, SpanSense
from intents.requests import Volume
from pricing.types import Category

_DAY = timedelta(days=1)
Item = tuple[Count, Volume]


def audience_of(counts: Sequence[Count]) -> list[Count]:
    """Counts of people, and bare ones in countries beside them (`500 customers in Spain and 300 in Italy`)."""
    audience = [count for count in counts if count.unit == "audience"]
    bare = [count for count in counts if count.unit == "unknown" and count.country]
    first = [count for count in bare if not any(one.chunk == count.chunk and one.at < count.at for one in counts)]
    return sorted([*audience, *first], key=lambda count: count.at) if audience else []


def volume_of(count: Count, factor: Decimal, category: Category | None = None, per_conversation: int = 1) -> Volume:
    """A count as a volume."""
    return Volume(
        country=count.country,
        category=count.category or category,
        low=count.low * factor,
        high=count.high * factor,
        approximate=count.approximate,
        free_entry_point=count.free_entry_point,
        per_conversation=per_conversation,
    )


def items_of(
    chunks: Sequence[Chunk], audience: Sequence[Count], messages: Sequence[Count], factor: Decimal
) -> list[Item]:
    """A volume for every group of customers and every category that each of them gets."""
    at_once = _at_once(chunks)
    found: list[Item] = []
    for place, count in enumerate(audience):
        following = audience[place + 1].at if place + 1 < len(audience) else None
        for category, each in _each_gets(chunks, count, following, audience, messages).items():
            bundle = int(each) if at_once and each > 1 else 1
            found.append((count, volume_of(_of(count, category), factor * each, per_conversation=bundle)))
    return found


def _of(count: Count, category: Category | None) -> Count:
    return Count(**{**{name: getattr(count, name) for name in count.__struct_fields__}, "category": category})


def _each_gets(
    chunks: Sequence[Chunk],
    count: Count,
    following: int | None,
    audience: Sequence[Count],
    messages: Sequence[Count],
) -> dict[Category | None, Decimal]:
    """How many of which category: those named after these customers where all have their own, else all."""
    own = [one for one in messages if one.at > count.at and (following is None or one.at < following)]
    paired = len(audience) > 1 and messages and messages[0].at > audience[0].at and len(messages) >= len(audience)
    told = own if paired and own else list(messages)
    known = next((one.category for one in (*told, *messages, *audience) if one.category), None)
    counted = [one for one in told if one.unit == "messages" or (paired and one in own)]
    if not counted:
        return {count.category or known: Decimal(max(_named_kinds(chunks), 1))}
    sums: dict[Category | None, Decimal] = {}
    for one in counted:
        category = one.category or known
        sums[category] = sums.get(category, Decimal(0)) + max(one.low, Decimal(1))
    return sums


def _named_kinds(chunks: Sequence[Chunk]) -> int:
    """`a confirmation and a shipping notice` are two messages; `a newsletter with offers` is one."""
    return len({chunk.kinds[0].kind for chunk in chunks if chunk.kinds})


def _at_once(chunks: Sequence[Chunk]) -> bool:
    """Whether what each of them gets comes within a day: `3 updates within the same day`."""
    words = listed("together", "words")
    return any(stands(chunk, words) is not None or _within_a_day(chunk) for chunk in chunks)


def _within_a_day(chunk: Chunk) -> bool:
    spans = (mark.value for mark in chunk.marks if mark.kind is MarkKind.SPAN)
    return any(span.sense is SpanSense.WITHIN and span.length <= _DAY for span in spans)
