"""Marks spelt out in one short line each, so that cases can stand in TOML: `clock 3:00pm`, `span 25h after`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from intents.reader.marks import CalendarDate, Clock, Day, Mark, Marked, MarkKind, Money, Quantity, Span

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def spelt(marked: Marked) -> list[str]:
    """All marks of a text, in order."""
    return [f"{mark.kind.value} {_value(mark)}".strip() for mark in marked.marks]


def _value(mark: Mark) -> str:
    spell = {
        MarkKind.CLOCK: _clock,
        MarkKind.DAY: _day,
        MarkKind.SPAN: _span,
        MarkKind.DATE: _date,
        MarkKind.MONEY: _money,
        MarkKind.QUANTITY: _quantity,
    }.get(mark.kind)
    return str(mark.value if mark.value is not None else "?") if spell is None else spell(mark.value)


def _clock(value: Clock) -> str:
    return f"{value.hour}:{value.minute:02}{value.half or ''}"


def _day(value: Day) -> str:
    half = f" {value.half}" if value.half else ""
    if value.weekday is not None:
        return WEEKDAYS[value.weekday] + (f" {value.of_month}." if value.of_month else "") + half
    if value.of_month is not None:
        return f"{value.of_month}.{half}"
    if value.from_now is not None:
        return f"now{value.from_now:+}{half}"
    return f"prev{value.from_previous:+}{half}"


def length(value: timedelta) -> str:
    """`1d`, `25h`, `1h30m`, `90s`; a day only where it was told as days."""
    seconds = int(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "m"), (rest, "s")]
    return sign + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0h")


def _span(value: Span) -> str:
    days = value.length / timedelta(days=1)
    told = f"{days:g}d" if value.by_day else length(value.length)
    return f"{told} {value.sense.value}"


def _date(value: CalendarDate) -> str:
    relation = "" if value.relation == "on" else f"{value.relation} "
    if value.months_from_now is not None:
        return f"{relation}month{value.months_from_now:+}"
    if value.years_from_now is not None:
        return f"{relation}year{value.years_from_now:+}"
    parts = [f"{value.year or '____'}"]
    parts += [f"{part:02}" for part in (value.month, value.day) if part is not None]
    return relation + "-".join(parts)


def _money(value: Money) -> str:
    return f"{_plain(value.amount)} {value.currency or '?'}"


def _quantity(value: Quantity) -> str:
    span = _plain(value.low) if value.low == value.high else f"{_plain(value.low)}-{_plain(value.high)}"
    return f"{'~' if value.approximate else ''}{span}"


def _plain(value: Decimal) -> str:
    return f"{value:f}"
