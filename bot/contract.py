"""The answer object of the machine contract, made from a finding. Field names and meanings are fixed there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.findings import EraLine, Finding, Item, Summary
from pricing.types import Category, NoPrice, Price, Verdict


def answer_object(finding: Finding, text: str, *, id: str | None = None, link: str | None = None) -> dict[str, Any]:
    """Return the answer as a plain object ready for JSON; amounts are decimal strings, unknown is `None`."""
    recognition = finding.recognition
    return {
        "id": id,
        "lang": finding.request.language,
        "intent": finding.request.kind,
        "era": finding.era,
        "rate_card": _card(finding),
        "verdict": _summary(finding.summary),
        "items": [_item(item, finding) for item in finding.items],
        "events": [_event(verdict) for verdict in finding.assessment.verdicts] if finding.assessment else [],
        "asked_event": finding.asked,
        "conversations_opened": finding.conversations_opened,
        "needs": list(finding.needs),
        "topic": finding.topic,
        "rules": list(finding.rules),
        "today": _today(finding.today),
        "text": text,
        "link": link,
        "recognizer": {
            "name": recognition.name,
            "intent": recognition.intent,
            "confidence": round(recognition.confidence, 4),
            "threshold": recognition.threshold,
        },
        "rates": _rates(finding),
        "assumptions": list(finding.assumptions),
        "comparison": [_era(line) for line in finding.comparison],
        "error": finding.error,
    }


def _rates(finding: Finding) -> list[dict[str, Any]]:
    """Every figure of a rate card that the answer states, once, and what stands behind it."""
    verdicts = finding.assessment.verdicts if finding.assessment else ()
    found = [
        finding.summary.price,
        *(item.price for item in finding.items if item.category),
        *(verdict.price for verdict in verdicts),
    ]
    prices = dict.fromkeys(price for price in found if isinstance(price, Price))
    return [
        {
            "market": price.market,
            "category": price.category.value,
            "amount": _money(price.amount),
            "currency": price.currency,
            "rate_card": price.card.isoformat(),
            "source": price.source,
            "basis": price.basis,
            "evidence": price.evidence.split(),
            "tier_from": price.tier_from,
        }
        for price in prices
    ]


def _card(finding: Finding) -> str | None:
    return finding.rate_card.isoformat() if finding.rate_card else None


def _number(value: Decimal | None) -> int | str | None:
    """A count as a whole number where it is one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(value)


def _money(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _amount(price: Price | NoPrice | None) -> str | None:
    return _money(price.amount) if isinstance(price, Price) else None


def _category(value: Category | None) -> str | None:
    return value.value if value else None


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "opens": summary.opens,
        "category": _category(summary.category),
        "charged": summary.charged,
        "free_reason": summary.free_reason.value if summary.free_reason else None,
        "sendable": summary.sendable,
        "amount": _amount(summary.price),
        "currency": summary.currency,
        "country": summary.country,
        "market": summary.market,
        "quantity": _number(summary.quantity),
        "billable_quantity": _number(summary.billable_quantity),
        "total": _money(summary.total),
    }


def _today(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {**_summary(finding.summary), "era": finding.era, "rate_card": _card(finding)}


def _same(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """A range has no single figure; both ends stand beside it."""
    return low if low == high else None


def _item(item: Item, finding: Finding) -> dict[str, Any]:
    card = item.price.card.isoformat() if isinstance(item.price, Price) else _card(finding)
    return {
        "country": item.country,
        "market": item.market,
        "category": _category(item.category),
        "quantity": _number(_same(item.low, item.high)),
        "billable_quantity": _number(_same(item.billable_low, item.billable_high)),
        "amount": _amount(item.price) if item.category else None,
        "total": _money(_same(item.total_low, item.total_high)),
        "quantity_range": [_number(item.low), _number(item.high)],
        "total_range": [_money(item.total_low), _money(item.total_high)],
        "rate_card": card,
        "currency": item.price.currency if isinstance(item.price, Price) else finding.summary.currency,
        "era": item.era,
    }


def _era(line: EraLine) -> dict[str, Any]:
    return {
        "era": line.era,
        "rate_card": line.card.isoformat() if line.card else None,
        "opens": line.opens,
        "charged": _number(line.charged),
        "total": _money(line.total),
        "difference": _money(line.difference),
    }


def _event(verdict: Verdict) -> dict[str, Any]:
    charged = verdict.charged is True
    return {
        "index": verdict.index,
        "at": verdict.at.isoformat(),
        "type": verdict.type.value,
        "category": _category(verdict.category),
        "opens": verdict.opens,
        "charged": verdict.charged,
        "free_reason": verdict.free_reason.value if verdict.free_reason else None,
        "sendable": verdict.sendable,
        "conversation": verdict.conversation,
        "expires_at": verdict.expires_at.isoformat() if verdict.expires_at else None,
        "amount": _amount(verdict.price) if charged else None,
    }
