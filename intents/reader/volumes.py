"""How many of what: counts, frequencies and audiences multiplied out to a month."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.audiences import audience_of, items_of, volume_of
from intents.reader.chunks import Chunk
from intents.reader.counts import MONTH, Count, counts_of, runs_of, stands, table, units
from intents.reader.lists import WordList
from intents.reader.marks import MarkKind
from intents.reader.parts import parted
from intents.reader.vocabulary import group
from intents.requests import Volume
from pricing.types import Category

_MOST_DAYS = 31
_ASSUMED = {
    "day": "month_of_30_days",
    "week": "month_of_4_weeks",
    "hour": "month_of_30_days",
    "year": "year_in_12_months",
}


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
    counts = [count for count in counts_of(chunks) if count.at not in skip]
    counts = parted([count for count in counts if not _corrected(count, counts, chunks)], chunks)
    audience = audience_of(counts)
    messages = [count for count in counts if count.unit in ("messages", "unknown") and count not in audience]
    period = _period(chunks)
    month, taken_as = _month(period, chunks, counts)
    factor = _frequency(counts) * month
    accounts, numbers = _scale(counts, "accounts"), _scale(counts, "numbers")
    scale = Decimal(max(accounts, numbers)) if _each(chunks) and not audience else Decimal(1)
    if audience and (_each(chunks) or not messages or _few(messages)):
        items, used = items_of(chunks, audience, messages, factor), [*audience, *messages]
    else:
        used = messages or audience
        items = [(count, volume_of(count, _own_factor(count, period, factor) * scale)) for count in used]
    assumed = () if period and not taken_as else _assumed(used, period, taken_as)
    whole = [volume if volume.category or count.open else _of(volume, category) for count, volume in items]
    return Volumes(items=_together(whole), accounts=accounts, numbers=numbers, assumptions=assumed if items else ())


def _of(volume: Volume, category: Category | None) -> Volume:
    return replace(volume, category=category)


def _assumed(counts: Sequence[Count], period: str | None, taken_as: str | None) -> tuple[str, ...]:
    """What a month was taken to be, where nobody said it."""
    periods = [taken_as if each == period else each for each in _periods(counts, period)]
    return tuple(dict.fromkeys(_ASSUMED[each] for each in periods if each in _ASSUMED))


def _together(items: Sequence[Volume]) -> tuple[Volume, ...]:
    """Counts of the same thing in the same country are one volume."""
    sums: dict[tuple[object, ...], Volume] = {}
    for item in items:
        entry = item.free_entry_point and item.category in (None, Category.SERVICE)
        item = replace(item, free_entry_point=entry, category=Category.SERVICE if entry else item.category)
        key = (item.country, item.category, item.free_entry_point, item.per_conversation)
        same = sums.get(key)
        sums[key] = replace(same, low=same.low + item.low, high=same.high + item.high) if same else item
    return tuple(sums.values())


def _corrected(count: Count, counts: Sequence[Count], chunks: Sequence[Chunk]) -> bool:
    """`two lakh... I mean 200,000`: a count without a noun that a bigger one takes back."""
    later = [other for other in counts if other.chunk > count.chunk and other.unit != "unknown"]
    taken_back = any(group("correcting") & set(chunk.norms[:2]) for chunk in chunks)
    return taken_back and count.unit == "unknown" and bool(later)


def _month(period: str | None, chunks: Sequence[Chunk], counts: Sequence[Count]) -> tuple[Decimal, str | None]:
    """How many periods a month has, and as how many of which it was taken (`None` where its days were named)."""
    if period is None or _monthly_times(counts):
        return Decimal(1), period
    if period != "day":
        return MONTH[period], period
    days = [days for chunk in chunks if (days := _span_in_days(chunk)) is not None and not _by_week(chunk)]
    days += [count.low for count in counts if count.unit == "days" and count.per != "week"]
    if days and 1 < days[-1] <= _MOST_DAYS:
        return days[-1], None
    weekly = _weekly(chunks, counts)
    return (MONTH["day"], "day") if weekly is None else (weekly, "week")


def _weekly(chunks: Sequence[Chunk], counts: Sequence[Count]) -> Decimal | None:
    """The days in four weeks, where only some of a week's count: `de lunes a viernes`, `5 days a week`."""
    named = [count.low for count in counts if count.unit == "days" and count.per == "week"]
    named += [days for chunk in chunks if _by_week(chunk) and (days := _span_in_days(chunk)) is not None]
    spans = [days for chunk in chunks if (days := _between_weekdays(chunk)) is not None]
    listed = [Decimal(found) for chunk in chunks if (found := stands(chunk, _weekdays())) is not None]
    found = [*named, *spans, *listed]
    return found[0] * MONTH["week"] if found else None


def _span_in_days(chunk: Chunk) -> Decimal | None:
    span = chunk.mark(MarkKind.SPAN)
    return Decimal(span.value.length.days) if span is not None else None


def _by_week(chunk: Chunk) -> bool:
    """`5 días a la semana`."""
    span = chunk.mark(MarkKind.SPAN)
    periods = [mark for mark in chunk.marks if mark.kind is MarkKind.PER and mark.value == "week"]
    return span is not None and any(mark.start == span.end for mark in periods)


def _between_weekdays(chunk: Chunk) -> Decimal | None:
    """`Monday to Friday` are five days."""
    days = [mark for mark in chunk.marks if mark.kind is MarkKind.DAY and mark.value.weekday is not None]
    for first, last in pairwise(days):
        between = chunk.norms[first.end - chunk.start : last.start - chunk.start]
        if between and set(between) <= group("up_to"):
            return Decimal((last.value.weekday - first.value.weekday) % 7 + 1)
    return None


@cache
def _weekdays() -> WordList[str]:
    return WordList([entry for days, texts in table()["weekdays"].items() for entry in runs_of(texts, days)])


def _few(messages: Sequence[Count]) -> bool:
    """`two promos a month` to 350 clients: so few are what each of them gets."""
    return all(count.unit == "unknown" or count.high <= _MOST_DAYS for count in messages)


def _own_factor(count: Count, period: str | None, factor: Decimal) -> Decimal:
    """A count with a period of its own (`1.200 al mes`) is not multiplied by another's (`40 por día`)."""
    if count.per in (None, period):
        return factor
    return factor / MONTH.get(period or "", Decimal(1)) * MONTH.get(count.per, Decimal(1))


def _periods(counts: Sequence[Count], period: str | None) -> list[str]:
    return [count.per or period or "" for count in counts] or [period or ""]


def _period(chunks: Sequence[Chunk]) -> str | None:
    """The period that governs: the one of the counts, a month if it is named anywhere with none shorter."""
    periods = [
        mark.value for chunk in chunks for mark in chunk.marks if mark.kind is MarkKind.PER and mark.value in MONTH
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
    words = units()
    if any(norm in words["each"] for norm in chunk.norms):
        return True
    counted = words["numbers"] | words["accounts"] | words["audience"]
    return any(norm in ("por", "per", "x") and after in counted for norm, after in pairwise(chunk.norms))
