"""What Google returns, in our terms."""

from __future__ import annotations

from typing import Any

import pytest

from intents.catalog import UNKNOWN
from intents.dialogflow.reading import NAME, THRESHOLD, contexts_by_id, recognition, slots


def _read(parameters: dict[str, Any], contexts: dict[str, Any] | None = None, name: str = "rate.lookup") -> Any:
    return recognition(name, "", 0.87654321, parameters, contexts or {})


def test_a_recognition() -> None:
    """Who said it, what, how sure, and from where on that is believed."""
    found = _read({"country": ["MX"]})
    assert (found.name, found.intent, found.confidence, found.threshold) == (NAME, "rate.lookup", 0.8765, THRESHOLD)
    assert found.believed


@pytest.mark.parametrize(
    ("confidence", "believed"), [(THRESHOLD, True), (THRESHOLD - 0.0001, False), (1.0, True), (0.0, False)]
)
def test_the_threshold_is_stated(confidence: float, believed: bool) -> None:
    """Below it the intent is shown and not believed."""
    found = recognition("rate.lookup", "", confidence, {}, {})
    assert (found.intent, found.believed) == ("rate.lookup", believed)


def test_a_fallback_is_nothing_to_believe() -> None:
    """Google is always sure of its fallback intent."""
    found = recognition("Default Fallback Intent", "input.unknown", 1.0, {}, {})
    assert (found.intent, found.confidence, found.believed) == (UNKNOWN, 0.0, False)


@pytest.mark.parametrize(
    ("parameters", "values"),
    [
        ({}, {}),
        ({"country": []}, {}),
        ({"country": ""}, {}),
        ({"country": None}, {}),
        ({"country": "MX"}, {"country": ("MX",)}),
        ({"country": ["MX", "CL", "MX"]}, {"country": ("MX", "CL")}),
        ({"country": ["Narnia"]}, {}),
        ({"country": ["Narnia", "PE"]}, {"country": ("PE",)}),
        ({"country": {"name": "MX"}}, {}),
        ({"category": ["utility"]}, {"category": ("utility",)}),
        ({"category": ["promo"]}, {}),
        ({"when": ["today"]}, {"when": ("today",)}),
        ({"entry_point": ["ctwa_ad"]}, {"entry_point": ("ctwa_ad",)}),
        ({"quantity": 10000.0}, {"quantity": ("10000",)}),
        ({"quantity": [500, 1e6]}, {"quantity": ("500", "1000000")}),
        ({"quantity": ["cinco"]}, {}),
        ({"quantity": [-3, 2.5, float("inf"), float("nan")]}, {}),
        ({"flavour": ["vanilla"], "country": ["MX"]}, {"country": ("MX",)}),
    ],
)
def test_parameters(parameters: dict[str, Any], values: dict[str, tuple[str, ...]]) -> None:
    """Values that we know count; missing and unknown ones, and parameters that are not ours, are passed over."""
    assert slots(parameters) == values
    assert _read(parameters).slots == values


def test_a_follow_up_means_what_was_said_before() -> None:
    """What it does not say itself is in its question's context; what it says wins."""
    held = {"rate_lookup-followup": {"category": ["marketing"], "country": ["ES"], "country.original": ["España"]}}
    found = _read({"country": ["MX"], "category": []}, held, "rate.lookup - followup")
    assert found.intent == "rate.lookup"
    assert found.slots == {"country": ("MX",), "category": ("marketing",)}


def test_a_question_of_its_own_means_what_it_says() -> None:
    """A context that is still open adds nothing to it."""
    held = {"rate_lookup-followup": {"category": ["marketing"]}}
    assert _read({"country": ["MX"]}, held).slots == {"country": ("MX",)}


def test_another_questions_context_adds_nothing() -> None:
    """Only the context of the question that is followed up counts."""
    held = {"estimate_bill-followup": {"category": ["marketing"]}}
    assert _read({"country": ["MX"]}, held, "rate.lookup - followup").slots == {"country": ("MX",)}


def test_contexts_come_under_googles_names() -> None:
    """Their ids are what counts."""
    name = "projects/p/locations/europe-west1/agent/sessions/s/contexts/needs_country"
    assert contexts_by_id([(name, {"a": 1})]) == {"needs_country": {"a": 1}}
