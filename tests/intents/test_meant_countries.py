"""Which of the places in a text decide its price."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from intents.understanding import Setting, read

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "meant.toml").read_text("utf-8"))
SETTING = Setting(now=datetime(2026, 11, 23, 9, tzinfo=UTC), zone=ZoneInfo("UTC"), language="es")


@pytest.mark.parametrize(
    ("text", "countries"), [(text, codes.split()) for texts in CASES.values() for text, codes in texts.items()]
)
def test_the_customers_country_is_meant(text: str, countries: list[str]) -> None:
    """The business's place counts where no other is named, and the number's before all."""
    assert list(read(text, SETTING).countries) == countries
