"""Counts of a question, multiplied out to what a month brings."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from intents.recognizer import Recognition
from intents.requests import EstimateRequest, Volume
from intents.understanding import Setting, read, request_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "volumes.toml").read_text("utf-8"))["volume"]
SETTING = Setting(now=datetime(2026, 11, 23, 9, tzinfo=UTC), zone=ZoneInfo("UTC"), language="es")
BILL = Recognition(name="test", intent="estimate.bill", confidence=1, threshold=0.5)


def asked(text: str) -> EstimateRequest:
    """What an estimate is asked for."""
    request = request_of(read(text, SETTING), BILL)
    assert isinstance(request, EstimateRequest)
    return request


def written(volume: Volume, request: EstimateRequest) -> str:
    """A volume as the cases write it."""
    country = volume.country or request.country or "-"
    count = f"{volume.low.normalize():f}" if volume.low == volume.high else f"{volume.low:f}-{volume.high:f}"
    joined = f" by {volume.per_conversation}" if volume.per_conversation > 1 else ""
    return f"{country} {volume.category or '-'} {count}{joined}{' free' if volume.free_entry_point else ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_counts_become_volumes_of_a_month(case: dict[str, Any]) -> None:
    """Every count, with its country and category, and what was assumed of a month."""
    request = asked(case["text"])
    assert [written(volume, request) for volume in request.volumes] == case["volumes"]
    assert list(request.assumptions) == case.get("assumptions", [])
    assert request.free_used == case.get("free_used", 0)
    assert request.numbers == case.get("numbers", 1)
