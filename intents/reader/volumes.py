"""How many of what: counts, frequencies and audiences multiplied out to a month."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.chunks import Chunk
from intents.reader.marks import Mark, MarkKind
from intents.reader.vocabulary import group
from intents.requests import Volume
from pricing.types import Category

_REACH = 3
"""How many words after a count its noun may stand."""
_MONTH = {"day": Decimal(30), "week": Decimal(4), "month": Decimal(1), "hour": Decimal(720)}
"""A month of 30 days or 4 weeks: said in the reply whenever it is used."""
_MOST_DAYS = 31
_ASSUMED = {
    "day": "month_of_30_days",
    "week": "month_of_4_weeks",
    "hour": "month_of_30_days",
    "year": "year_in_12_months",
}


class Count(Struct, frozen=True, kw_only=True):
    """One count with what it counts."""

    low: Decimal
    high: Decimal
    unit: str
    """A class of words/volumes.toml, or `unknown`."""
    at: int
    """Token position."""
    chunk: int
    category: Category | None = None
    country: str | None = None
    per: str | None = None
    approximate: bool = False


class Volumes(Struct, frozen=True, kw_only=True):
    """Everything countable in a question, as volumes a month."""

    items: tuple[Volume, ...] = ()
    accounts: int = 1
    numbers: int = 1
    assumptions: tuple[str, ...] = ()


def volumes_of(
    chunks: Sequence[Chunk], category: Category | None = None, skip: frozenset[int] = frozenset()
) -> Volumes:
    """Multiply the counts of a question out.

    `category` is that of counts which name none; counts at the tokens of `skip` (free ones used) are left out.
    """
    counts = [count for number, chunk in enumerate(chunks) for count in _counts(chunk, number) if count.at not in skip]
    counts = [count for count in counts if not _corrected(count, counts, chunks)]
    audience = [count for count in counts if count.unit == "audience"]
    unknown = [count for count in counts if count.unit == "unknown"]
    if audience and any(count.country for count in unknown):
        audience += [count for count in unknown if count.country]
    messages = [count for count in counts if count.unit == "messages" or (count in unknown and count not in audience)]
    period = _period(chunks)
    factor = _frequency(counts) * _month(period, chunks, counts)
    accounts, numbers = _scale(counts, "accounts"), _scale(counts, "numbers")
    scale = Decimal(max(accounts, numbers)) if _each(chunks) and not audience else Decimal(1)
    if audience and (_each(chunks) or not messages or _few(messages)):
        items, used = _audience_items(chunks, audience, messages, factor), [*audience, *messages]
    else:
        used = messages or audience
        items = [_volume(count, _own_factor(count, period, factor) * scale) for count in used]
    named = period is not None and _month(period, chunks, counts) != _MONTH[period]
    assumed = _assumed(used, period) if items and not named else ()
    whole = [item if item.category else replace(item, category=category) for item in items]
    return Volumes(items=_together(whole), accounts=accounts, numbers=numbers, assumptions=assumed)


def _assumed(counts: Sequence[Count], period: str | None) -> tuple[str, ...]:
    """What a month was taken to be, where nobody said it."""
    return tuple(dict.fromkeys(_ASSUMED[each] for each in _periods(counts, period) if each in _ASSUMED))


def _together(items: Sequence[Volume]) -> tuple[Volume, ...]:
    """Counts of the same thing in the same country are one volume."""
    sums: dict[tuple[str | None, Category | None], Volume] = {}
    for item in items:
        key = (item.country, item.category)
        same = sums.get(key)
        sums[key] = replace(same, low=same.low + item.low, high=same.high + item.high) if same else item
    return tuple(sums.values())


def _corrected(count: Count, counts: Sequence[Count], chunks: Sequence[Chunk]) -> bool:
    """`two lakh... I mean 200,000`: a count without a noun that a bigger one takes back."""
    later = [other for other in counts if other.chunk > count.chunk and other.unit != "unknown"]
    taken_back = any(group("correcting") & set(chunk.norms[:2]) for chunk in chunks)
    return taken_back and count.unit == "unknown" and bool(later)


def _month(period: str | None, chunks: Sequence[Chunk], counts: Sequence[Count]) -> Decimal:
    """How many periods a month has: 30 days, or the working days that were named, or 4 weeks."""
    if period is None or _monthly_times(counts):
        return Decimal(1)
    days = [Decimal(span.value.length.days) for chunk in chunks if (span := chunk.mark(MarkKind.SPAN))]
    days += [count.low for count in counts if count.unit == "days"]
    if period == "day" and days and 1 < days[-1] <= _MOST_DAYS:
        return days[-1]
    return _MONTH[period]


def _audience_items(
    chunks: Sequence[Chunk], audience: list[Count], messages: list[Count], factor: Decimal
) -> list[Volume]:
    """So many customers, each with so many messages: named one by one, or counted."""
    each = sum((count.low for count in messages if count.unit == "messages"), Decimal(0)) or Decimal(
        _named_kinds(chunks)
    )
    category = next((count.category for count in (*messages, *audience) if count.category), None)
    return [_volume(count, factor * max(each, Decimal(1)), category) for count in audience]


def _few(messages: Sequence[Count]) -> bool:
    """`two promos a month` to 350 clients: so few are what each of them gets."""
    return all(count.unit == "unknown" or count.high <= _MOST_DAYS for count in messages)


def _named_kinds(chunks: Sequence[Chunk]) -> int:
    """`a confirmation and a shipping notice` are two messages; `a newsletter with offers` is one."""
    return len({chunk.kinds[0].kind for chunk in chunks if chunk.kinds})


def _volume(count: Count, factor: Decimal, category: Category | None = None) -> Volume:
    return Volume(
        country=count.country,
        category=count.category or category,
        low=count.low * factor,
        high=count.high * factor,
        approximate=count.approximate,
    )


def _own_factor(count: Count, period: str | None, factor: Decimal) -> Decimal:
    """A count with a period of its own (`1.200 al mes`) is not multiplied by another's (`40 por día`)."""
    if count.per is None:
        return factor
    return factor / _MONTH.get(period or "", Decimal(1)) * _MONTH.get(count.per, Decimal(1))


def _periods(counts: Sequence[Count], period: str | None) -> list[str]:
    return [count.per or period or "" for count in counts] or [period or ""]


def _period(chunks: Sequence[Chunk]) -> str | None:
    """The period that governs: the one of the counts, a month if it is named anywhere with none shorter."""
    periods = [
        mark.value for chunk in chunks for mark in chunk.marks if mark.kind is MarkKind.PER and mark.value in _MONTH
    ]
    return next((p for p in ("hour", "day", "week") if p in periods), None)


def _monthly_times(counts: Sequence[Count]) -> bool:
    """`una vez por semana, o sea cuatro veces al mes`: the times a month are already given."""
    return any(count.unit == "times" and count.per == "month" for count in counts)


def _frequency(counts: Sequence[Count]) -> Decimal:
    times = [count for count in counts if count.unit == "times"]
    monthly = [count for count in times if count.per == "month"]
    return (monthly or times)[-1].low if times else Decimal(1)


def _scale(counts: Sequence[Count], unit: str) -> int:
    return max((int(count.low) for count in counts if count.unit == unit), default=1)


def _each(chunks: Sequence[Chunk]) -> bool:
    if any(mark.kind is MarkKind.PER and mark.value == "each" for chunk in chunks for mark in chunk.marks):
        return True
    return any(_each_in(chunk) for chunk in chunks)


def _each_in(chunk: Chunk) -> bool:
    """`cada uno`, `each`; `por número`, `per order`."""
    units = _units()
    if any(norm in units["each"] for norm in chunk.norms):
        return True
    counted = units["numbers"] | units["accounts"] | units["audience"]
    return any(norm in ("por", "per", "x") and after in counted for norm, after in pairwise(chunk.norms))


def _counts(chunk: Chunk, number: int) -> list[Count]:
    marks = [mark for mark in chunk.marks if mark.kind is MarkKind.QUANTITY]
    return [_count(chunk, number, mark) for mark in marks]


def _count(chunk: Chunk, number: int, mark: Mark) -> Count:
    category = _near(chunk, mark, MarkKind.CATEGORY)
    kind = next((kind.category for kind in chunk.kinds if kind.start >= mark.end), None)
    kind = kind or next((kind.category for kind in chunk.kinds), None)
    return Count(
        low=mark.value.low,
        high=mark.value.high,
        unit=_unit(chunk, mark),
        at=mark.start,
        chunk=number,
        category=category or kind,
        country=_near(chunk, mark, MarkKind.COUNTRY),
        per=next(
            (m.value for m in chunk.marks if m.kind is MarkKind.PER and m.start >= mark.end and m.value in _MONTH), None
        ),
        approximate=mark.value.approximate,
    )


def _near(chunk: Chunk, mark: Mark, kind: MarkKind) -> Any:
    """The nearest mark of a kind: after the count if there is one, else before it."""
    same = [other for other in chunk.marks if other.kind is kind]
    after = [other for other in same if other.start >= mark.end]
    return (after or same)[0].value if same else None


def _unit(chunk: Chunk, mark: Mark) -> str:
    units = _units()
    start = mark.end - chunk.start
    for norm in chunk.norms[start : start + _REACH]:
        for unit in ("times", "messages", "audience", "accounts", "numbers", "days"):
            if norm in units[unit]:
                return unit
    return "unknown"


@cache
def _units() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("intents.reader").joinpath("words/volumes.toml").read_text("utf-8"))
    return {unit: frozenset(words) for unit, words in table["units"].items()}
