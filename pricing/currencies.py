"""Which three letters are a currency (ISO 4217)."""

from __future__ import annotations

from functools import lru_cache

from pricing.tables import rows


def is_currency(code: str) -> bool:
    """Say whether a code is that of a currency in use."""
    return code in _codes()


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(code for (code,) in rows("currencies.csv"))
