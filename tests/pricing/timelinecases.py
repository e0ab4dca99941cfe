"""Reads the cases of `tests/cases/timelines`: a sentence, a chat, and what each of its events must do.

A case says `id`, `cites` (the rule ids it shows), `says` (what must hold) and `steps`, one event a line:

    WHEN  WHAT  | RESULT

WHEN is hours after `start` (`4`, `23:59`, `24:00:07`) or an ISO instant. WHAT is `in`, `call`, `ad`, `page` (with
`/web` or `/ios` for the device), `free` (free-form), `react`, or a template's category; `!` after it means failed.
RESULT is one of the following, `until WHEN` and `flag NAME` may follow:

    opens M 0.0615         opens a conversation, named by a letter of its category, and is charged
    opens S free_tier      opens it for free, and why
    joins M same_category_open
    costs 0.0707           charged as a message; `?` in place of an amount: charged, but no price on a card
    free inbound           free, and why; `free free_entry_point E` also names the conversation
    costs unknown          nobody can tell: how many free units are used was not said; `opens S unknown` too

Letters: M marketing, U utility, A authentication, S service, I authentication-international, L Marketing Messages
Lite, C user-initiated, B business-initiated, E free entry point; a number may follow (`M2`).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from pricing.types import (
    Business,
    Category,
    Customer,
    Device,
    EntryPoint,
    Event,
    EventType,
    FreeReason,
    Opening,
    Price,
    Status,
    Timeline,
    Verdict,
    VolumeUsed,
)
from tests.cases.load import FOLDER, cases

LETTERS = {
    "M": Category.MARKETING,
    "U": Category.UTILITY,
    "A": Category.AUTHENTICATION,
    "S": Category.SERVICE,
    "I": Category.AUTHENTICATION_INTERNATIONAL,
    "L": Category.MARKETING_LITE,
    "C": Category.USER_INITIATED,
    "B": Category.BUSINESS_INITIATED,
    "E": None,
}
START = datetime(2024, 3, 5, 9, tzinfo=UTC)
"""10 in the morning in Madrid, a Tuesday far from any change."""


class Expected(Struct, frozen=True, kw_only=True):
    """What one event must do."""

    opens: bool = False
    charged: bool | None = False
    free_reason: FreeReason | None = None
    amount: Decimal | None = None
    conversation: str | None = None
    until: datetime | None = None
    flags: tuple[str, ...] = ()


class Case(Struct, frozen=True, kw_only=True):
    """One timeline and what must come of it."""

    id: str
    cites: tuple[str, ...]
    says: str
    timeline: Timeline
    expected: tuple[Expected, ...]
    era: str | None = None
    total: Decimal | None = None


def all_cases() -> list[Case]:
    """Return every case of every file."""
    files = sorted(path.name for path in (FOLDER / "timelines").glob("*.toml"))
    return [_case(table, name) for name in files for table in cases(f"timelines/{name}")["case"]]


def _case(table: dict[str, Any], name: str) -> Case:
    start = table.get("start", START)
    steps = [_step(line, start) for line in table["steps"].strip().splitlines()]
    customer = table.get("customer", "ES")
    timeline = Timeline(
        events=tuple(event for event, _ in steps),
        rules=table.get("rules"),
        currency=table.get("currency", "USD"),
        timezone=table.get("zone", "Europe/Madrid"),
        customer=Customer(phone=customer) if customer.startswith("+") else Customer(country=customer or None),
        free_used=None if table.get("free_used") == "unknown" else table.get("free_used", 1000),
        volumes_used=msgspec.convert(table.get("volumes_used", []), tuple[VolumeUsed, ...]),
        business=msgspec.convert(table.get("business", {}), Business),
        opening=msgspec.convert(table.get("opening", {}), Opening),
    )
    known = {key: table[key] for key in ("id", "says", "era") if key in table}
    total = Decimal(table["total"]) if "total" in table else None
    expected = tuple(result for _, result in steps)
    return Case(**known, cites=tuple(table["cites"]), timeline=timeline, expected=expected, total=total)


def _step(line: str, start: datetime) -> tuple[Event, Expected]:
    said, _, result = line.partition("|")
    when, what = said.split()[:2]
    return _event(_instant(when, start), what), _expected(result.split(), start)


def _instant(text: str, start: datetime) -> datetime:
    if "T" in text:
        return datetime.fromisoformat(text)
    hours, minutes, seconds = (*map(float, text.split(":")), 0.0, 0.0)[:3]
    return (start.astimezone(UTC) + timedelta(hours=hours, minutes=minutes, seconds=seconds)).astimezone(start.tzinfo)


def _event(at: datetime, what: str) -> Event:
    match = re.fullmatch(r"([a-z_]+)(?:/(web|ios|android))?(!?)", what)
    assert match is not None, what
    word, device, failed = match.groups()
    entry = {"ad": EntryPoint.CTWA_AD, "page": EntryPoint.PAGE_CTA}.get(word)
    plain = {"in": EventType.INBOUND, "free": EventType.FREEFORM, "react": EventType.REACTION, "call": EventType.CALL}
    kind = EventType.INBOUND if entry else plain.get(word, EventType.TEMPLATE)
    return Event(
        at=at,
        type=kind,
        category=Category(word) if kind is EventType.TEMPLATE else None,
        entry_point=entry,
        device=Device(device or "android"),
        status=Status.FAILED if failed else Status.DELIVERED,
    )


def _expected(words: list[str], start: datetime) -> Expected:
    verb, *rest = words
    until = _instant(rest[rest.index("until") + 1], start) if "until" in rest else None
    flags = tuple(rest[rest.index("flag") + 1 :]) if "flag" in rest else ()
    ends = [rest.index(word) for word in ("until", "flag") if word in rest]
    rest = rest[: min(ends, default=len(rest))]
    name = rest.pop(0) if verb in ("opens", "joins") else None
    unknown, paid = rest[0] == "unknown", re.fullmatch(r"\?|[0-9.]+", rest[0]) is not None
    return Expected(
        opens=verb == "opens",
        charged=None if unknown else paid,
        free_reason=None if paid or unknown else FreeReason(rest[0]),
        amount=Decimal(rest[0]) if paid and rest[0] != "?" else None,
        conversation=name or (rest[1] if len(rest) > 1 else None),
        until=until,
        flags=flags,
    )


def differences(case: Case, verdicts: tuple[Verdict, ...]) -> list[str]:
    """Return every difference between what a case wants and what was assessed, event by event."""
    found: list[str] = []
    names: dict[str, int | None] = {}
    by_index = {verdict.index: verdict for verdict in verdicts}
    for index, wanted in enumerate(case.expected):
        given = by_index[index]
        amount = given.price.amount if given.charged and isinstance(given.price, Price) else None
        pairs = {
            "opens": (wanted.opens, given.opens),
            "charged": (wanted.charged, given.charged),
            "free_reason": (wanted.free_reason, given.free_reason),
            "sendable": (wanted.free_reason is not FreeReason.NOT_SENDABLE, given.sendable),
            "amount": (wanted.amount, amount),
            "until": (wanted.until or given.expires_at, given.expires_at),
            "flags": (wanted.flags, given.flags),
            "conversation": (_name(wanted, names, given), given.conversation),
        }
        if wanted.opens and wanted.conversation:
            pairs["category"] = (LETTERS[wanted.conversation[0]], given.category)
        found += [
            f"event {index}: {field} {want!r} wanted, {got!r} given"
            for field, (want, got) in pairs.items()
            if want != got
        ]
    return found


def _name(wanted: Expected, names: dict[str, int | None], given: Verdict) -> int | None:
    if wanted.conversation is None:
        return None if wanted.free_reason is not FreeReason.FREE_ENTRY_POINT else given.conversation
    return names.setdefault(wanted.conversation, given.conversation)
