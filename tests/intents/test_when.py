"""Under which rules a question is asked."""

from __future__ import annotations

from datetime import date

import pytest

from intents.reader.lexer import mark
from intents.requests import When
from intents.when import when_of, whens_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("marketing en mexico", When()),
        ("cuánto costaba en julio de 2024", When(day=date(2024, 7, 1), month_only=True)),
        ("on 30 June 2025", When(day=date(2025, 6, 30))),
        ("el 1 de octubre de 2026", When(day=date(2026, 10, 1))),
        ("antes de noviembre de 2024", When(day=date(2024, 10, 31), month_only=True)),
        ("since October", When(day=date(2026, 10, 1), month_only=True)),
        ("con las reglas de hoy", When(today=True)),
        ("with today's rules", When(today=True)),
        ("cuánto costaba el mes pasado", When(day=date(2026, 10, 1), month_only=True)),
        ("what did it cost last year", When(day=date(2025, 11, 1), month_only=True)),
        ("este mes van 300", When()),
        ("en abril respondimos 300", When()),
    ],
)
def test_a_date_or_an_era_decides(text: str, when: When) -> None:
    """`before` is the day before; a month without a year, or this month, says when something counts, not the rules."""
    assert when_of(mark(text), TODAY) == when


def test_several_dates_are_compared() -> None:
    """In text order, each once."""
    found = whens_of(mark("mexico utility june 2023 price vs today's price vs june 2023"), TODAY)
    assert found == (When(day=date(2023, 6, 1), month_only=True), When(today=True))
