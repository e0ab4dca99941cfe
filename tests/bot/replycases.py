"""Reads the cases of `tests/cases/replies`: a finding as data, and the reply it must become in each language.

A file holds what a finding holds, in its words. To keep stories short, `[[events]]` says message and verdict in one
table, `[request]` only what is not already said elsewhere, and a price is a table with an `amount` (otherwise it is a
missing one with a `reason`).
"""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.findings import EraLine, Finding, Item, Summary
from intents.recognizer import Recognition
from intents.requests import (
    CategoryRequest,
    EstimateRequest,
    Message,
    RateRequest,
    Request,
    RuleRequest,
    ScenarioRequest,
    TalkRequest,
    UnknownRequest,
)
from pricing.types import (
    Assessment,
    Category,
    EntryPoint,
    EventType,
    FreeReason,
    NoPrice,
    Price,
    Status,
    Verdict,
)

FOLDER = Path(__file__).parent.parent / "cases" / "replies"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REQUESTS: dict[str, type[Request]] = {
    "scenario": ScenarioRequest,
    "rate": RateRequest,
    "estimate": EstimateRequest,
    "category": CategoryRequest,
    "rule": RuleRequest,
    "offtopic": TalkRequest,
    "smalltalk": TalkRequest,
    "unknown": UnknownRequest,
}
DECIMALS = (
    "quantity", "billable_quantity", "total", "low", "high", "billable_low", "billable_high", "total_low", "total_high",
    "budget_buys", "charged", "difference", "budget",
)  # fmt: skip


def case_names() -> list[str]:
    """Return the names of all cases."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str) -> dict[str, Any]:
    """Return one case as it stands in its file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def finding_of(case: dict[str, Any], language: str) -> Finding:
    """Return the finding of a case, asked in a language."""
    events = case.get("events", [])
    today = case.get("today")
    return Finding(
        request=_request(case, language),
        recognition=Recognition(name="embedded", intent=case["intent"], confidence=0.9, threshold=0.6),
        era=case["era"],
        asked_at=NOW,
        timezone=case.get("timezone", "UTC"),
        summary=Summary(**_fields(case.get("summary", {}))),
        items=tuple(_item(item) for item in case.get("items", [])),
        assessment=_assessment(case, events) if events else None,
        asked=case.get("asked"),
        conversations_opened=case.get("opened"),
        comparison=tuple(EraLine(**{"difference": None, **_defaulted(line)}) for line in case.get("comparison", [])),
        budget_buys=_decimal(case.get("budget_buys")),
        today=finding_of({"intent": case["intent"], **today}, language) if today else None,
        **{name: tuple(case.get(name, ())) for name in ("needs", "rules", "assumptions")},
        **{name: case.get(name) for name in ("topic", "handoff", "error")},
    )


def _request(case: dict[str, Any], language: str) -> Request:
    kind = case["intent"].partition(".")[0]
    fields = _fields(case.get("request", {}))
    if kind == "scenario":
        fields["messages"] = tuple(_message(event) for event in case.get("events", []))
    if kind in ("rule", "offtopic", "smalltalk"):
        fields["topic"] = case.get("topic", "")
    if kind == "category":
        fields = {"category": None, **fields}
    if "contested" in fields:
        fields["contested"] = tuple(Category(name) for name in fields["contested"])
    return REQUESTS[kind](intent=case["intent"], language=language, **fields)


def _message(event: dict[str, Any]) -> Message:
    entry = event.get("entry_point")
    return Message(
        at=event["at"],
        timed=event.get("timed", True),
        type=EventType(event["type"]),
        category=_category(event.get("category")),
        entry_point=EntryPoint(entry) if entry else None,
        status=Status(event.get("status", "delivered")),
    )


def _assessment(case: dict[str, Any], events: list[dict[str, Any]]) -> Assessment:
    verdicts = tuple(_verdict(index, event, case["era"]) for index, event in enumerate(events))
    return Assessment(
        verdicts=verdicts,
        eras=(case["era"],),
        rate_cards=(),
        conversations_opened=sum(verdict.opens for verdict in verdicts),
        total=_decimal(case.get("total")),
        unpriced=case.get("unpriced", 0),
        currency="USD",
    )


def _verdict(index: int, event: dict[str, Any], era: str) -> Verdict:
    reason = event.get("free_reason")
    return Verdict(
        index=index,
        at=event["at"],
        type=EventType(event["type"]),
        era=era,
        category=_category(event.get("priced_as")),
        opens=event.get("opens", False),
        charged={"yes": True, "no": False, "depends": None}[event.get("charged", "no")],
        free_reason=FreeReason(reason) if reason else None,
        sendable=event.get("sendable", True),
        expires_at=event.get("expires_at"),
        price=price_of(event["price"]) if "price" in event else None,
        flags=tuple(event.get("flags", ())),
    )


def _item(item: dict[str, Any]) -> Item:
    return Item(**{"country": None, "market": None, "category": None, **_fields(item)})


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    found = _defaulted(values)
    if "price" in found:
        found["price"] = price_of(found["price"])
    if "category" in found:
        found["category"] = _category(found["category"])
    if "free_reason" in found:
        found["free_reason"] = FreeReason(found["free_reason"])
    return found


def _defaulted(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Decimal(value) if name in DECIMALS and isinstance(value, str) else value for name, value in values.items()
    }


def price_of(values: dict[str, Any]) -> Price | NoPrice:
    """Return the price, or the missing one, that a table says."""
    if "amount" in values:
        fields = {"currency": "USD", "source": "packaged", "basis": "direct", "card": date(2024, 10, 1), **values}
        return Price(**{**fields, "amount": Decimal(fields["amount"]), "category": Category(fields["category"])})
    nearest = values.get("nearest")
    fields = {**values, "category": _category(values.get("category"))}
    return NoPrice(**{**fields, "nearest": price_of(nearest) if nearest else None})  # type: ignore[arg-type]


def _category(name: str | None) -> Category | None:
    return Category(name) if name else None


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
