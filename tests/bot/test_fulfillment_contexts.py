"""Contexts that the webhook sets, and follow-ups that only Google remembers."""

from __future__ import annotations

from typing import Any

import pytest

from intents.dialogflow.standin import limits
from tests.bot.calling import SESSION, Hook

NO_COUNTRY = "¿cuánto cuesta una plantilla de marketing?"


@pytest.fixture
def hook() -> Hook:
    """A webhook over a store in memory."""
    return Hook()


def _contexts(told: dict[str, Any]) -> dict[str, tuple[int, dict[str, Any]]]:
    return {
        one["name"].removeprefix(f"{SESSION}/contexts/"): (one["lifespanCount"], one["parameters"])
        for one in told["outputContexts"]
    }


async def test_contexts_for_what_follows(hook: Hook) -> None:
    """What we ask back and what the question was about stay open; what was answered is closed."""
    told = await hook.told(text=NO_COUNTRY, parameters={"category": ["marketing"]})
    assert _contexts(told) == {
        "needs_country": (2, {}),
        "rate_lookup-followup": (2, {"category": ["marketing"]}),
    }
    for id in _contexts(told):
        assert limits.context(f"{SESSION}/contexts/{id}") == id
    told = await hook.told(
        text="México",
        intent="rate.lookup - followup",
        parameters={"country": ["MX"]},
        contexts={"needs_country": {}, "rate_lookup-followup": {"category": ["marketing"]}},
    )
    assert "0,0436" in told["fulfillmentText"]
    assert _contexts(told) == {
        "needs_country": (0, {}),
        "rate_lookup-followup": (2, {"country": ["MX"], "category": ["marketing"]}),
    }


async def test_a_follow_up_that_only_google_remembers() -> None:
    """Our memory of the conversation is gone; what Google's context holds makes the answer whole."""
    told = await Hook().told(
        text="¿y en Perú?",
        intent="rate.lookup - followup",
        parameters={"country": ["PE"]},
        contexts={"rate_lookup-followup": {"category": ["marketing"], "country": ["MX"]}},
    )
    assert told["payload"]["verdict"]["amount"] == "0.0703"
    assert told["payload"]["intent"] == "rate"
