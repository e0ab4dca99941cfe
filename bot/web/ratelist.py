"""The figures of an answer with their card and what stands behind them, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from locales.formats import formats
from locales.translate import translator


class Rate(Struct, frozen=True, kw_only=True):
    """One figure, in words."""

    market: str
    category: str
    amount: str
    card: str
    provenance: str


def rates_of(answer: Mapping[str, Any], language: str) -> list[Rate]:
    """Return the figures that an answer states, each once."""
    return [_rate(rate, language) for rate in answer.get("rates", ())]


def _rate(rate: Mapping[str, Any], language: str) -> Rate:
    say, write = translator(language), formats(language)
    basis = rate["basis"]
    evidence = f" ({', '.join(rate['evidence'])})" if rate["evidence"] else ""
    card = write.day(date.fromisoformat(rate["rate_card"]))
    return Rate(
        market=write.market(rate["market"]),
        category=say(f"category.{rate['category']}"),
        amount=write.rate(Decimal(rate["amount"]), rate["currency"]),
        card=card if rate["source"] == "packaged" else f"{card} · {rate['source']}",
        provenance=(say.find(f"web.basis.{basis}") or basis) + evidence,
    )
