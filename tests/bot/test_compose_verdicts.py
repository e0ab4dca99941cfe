"""The first line of an answer, for every outcome that a message can have."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.compose.verdicts import verdict
from bot.compose.wording import Wording
from bot.findings import Summary
from pricing.types import Category, FreeReason, Price

CASES = Path(__file__).parents[1] / "cases" / "texts" / "verdicts.toml"
CHARGED = {"yes": True, "no": False, "depends": None}


def rows() -> list[dict[str, Any]]:
    """Return all outcomes."""
    found: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["verdicts"]
    return found


def sentence(row: dict[str, Any], language: str) -> str | None:
    """Return the first line for an outcome."""
    template, wording = row.get("template"), Wording(language, "UTC", "USD")
    found = verdict(
        _summary(row), row["era"], wording, Category(template) if template else None, tuple(row.get("rules", ()))
    )
    return found.replace("\u00a0", " ") if found else None


def _summary(row: dict[str, Any]) -> Summary:
    category, reason = row.get("category"), row.get("free_reason")
    return Summary(
        opens=row["opens"],
        category=Category(category) if category else None,
        charged=CHARGED[row["charged"]],
        free_reason=FreeReason(reason) if reason else None,
        sendable=row.get("sendable", True),
        price=_price(row["amount"]) if "amount" in row else None,
        quantity=Decimal(row.get("quantity", 1)),
        billable_quantity=Decimal(row.get("billable_quantity", 1)),
    )


def _price(amount: str) -> Price:
    fields: dict[str, Any] = {"currency": "USD", "market": "Mexico", "source": "packaged", "basis": "direct"}
    return Price(amount=Decimal(amount), category=Category.SERVICE, card=date(2024, 10, 1), **fields)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("row", rows() if CASES.exists() else [], ids=str)
def test_every_outcome_has_its_sentence(row: dict[str, Any], language: str) -> None:
    """The sentence is the proofread one, to the letter."""
    assert sentence(row, language) == row[language]


def test_every_free_reason_is_among_the_outcomes() -> None:
    """No reason why something is free is left without a sentence that somebody read."""
    assert {row.get("free_reason") for row in rows()} >= set(FreeReason)


def test_nothing_decided_says_nothing() -> None:
    """Where neither an opening nor a charge is known there is no verdict to give."""
    assert verdict(Summary(), "2023-06", Wording("es", "UTC", "USD")) is None
