"""What is asked back: one question for each missing thing, buttons for the first, nothing that is not needed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.compose import compose
from bot.findings import Finding
from bot.replies import BlockKind, Reply
from tests.bot.replycases import finding_of

LANGUAGES = ("es", "en")


def asking(*needs: str, language: str = "es", **case: Any) -> Reply:
    """Return the reply to a price question that lacks some things."""
    return compose(finding_of({"intent": "rate.lookup", "era": "2023-06", "needs": list(needs), **case}, language))


def slots(reply: Reply) -> list[str]:
    """Return the values of the buttons."""
    return [choice.value for choice in reply.choices]


@pytest.mark.parametrize(("language", "first"), [("es", "MX"), ("en", "US")])
def test_the_likeliest_country_comes_first(language: str, first: str) -> None:
    """Who asks in Spanish most likely means Mexico, who asks in English the United States; eight are offered."""
    reply = asking("country", "category", language=language)
    assert slots(reply)[0] == first
    assert len(set(slots(reply))) == 8
    assert {choice.slot for choice in reply.choices} == {"country"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_missing_thing_is_asked_for(language: str) -> None:
    """Every need has its question, in order of importance."""
    block = asking("country", "category", "quantity", "when", language=language).block(BlockKind.ASK)
    assert block is not None
    assert len(set(block.lines)) == 4
    assert all(line.endswith("?") or "? " in line for line in block.lines)


@pytest.mark.parametrize(
    ("era", "values"),
    [
        ("2022-02", ["user_initiated", "business_initiated"]),
        ("2023-06", ["marketing", "utility", "authentication", "service"]),
        ("2026-10", ["marketing", "utility", "authentication", "service"]),
    ],
)
def test_the_categories_of_the_era_are_offered(era: str, values: list[str]) -> None:
    """In 2022 there are two kinds of conversation to choose from, later four categories."""
    assert slots(asking("category", era=era)) == values


def test_quantities_are_offered_as_the_language_writes_them() -> None:
    """Buttons carry plain numbers and show grouped ones."""
    reply = asking("quantity", language="en")
    assert slots(reply) == ["100", "1000", "10000", "100000"]
    assert [choice.label for choice in reply.choices] == ["100", "1,000", "10,000", "100,000"]


def test_dates_are_offered_by_era() -> None:
    """Today's rules come first, then the era that was assumed."""
    assert slots(asking("when")) == ["today", "2023-06", "2025-07"]
    assert slots(asking("when", era="2026-10")) == ["today", "2026-10"]


def test_todays_rules_are_a_button_where_they_give_something_else() -> None:
    """Whoever reads today's line can ask the whole question again under today's rules."""
    reply = compose(
        finding_of({"intent": "scenario.single", "era": "2023-06", "today": {"era": "2026-10"}}, "en")
    )  # nothing is decided, yet today's rules were found to differ
    assert [(choice.slot, choice.value) for choice in reply.choices] == [("when", "today")]


def test_nobody_is_asked_for_the_category_they_ask_for() -> None:
    """Which category it is was the question: it is not asked back."""
    case = {"intent": "category.content", "era": "2023-06", "needs": ["category"], "request": {"reason": "unknown"}}
    reply = compose(finding_of(case, "es"))
    assert reply.block(BlockKind.ASK) is None
    assert reply.choices == ()


def test_a_rule_about_prices_is_answered_without_asking() -> None:
    """In which currency one pays does not depend on the country: nothing is asked back."""
    reply = asking("country", "category", intent="rate.currency", topic="currency")
    assert reply.block(BlockKind.VERDICT) is not None
    assert reply.block(BlockKind.ASK) is None
    assert reply.choices == ()


def test_an_error_asks_for_nothing() -> None:
    """A question that ended in an error is not gone on with."""
    assert asking("country", error="unknown_country").choices == ()


def test_where_nothing_is_known_yet_the_question_comes_first() -> None:
    """A reply that can only ask begins with what it asks."""
    assert asking("country").blocks[0].kind is BlockKind.ASK


def test_a_verdict_comes_before_what_is_asked() -> None:
    """What holds in every country is said first, then the country is asked for."""
    case = {
        "intent": "scenario.single",
        "era": "2023-06",
        "needs": ["country"],
        "summary": {"opens": True, "charged": True, "category": "utility"},
    }
    finding: Finding = finding_of(case, "en")
    kinds = [block.kind for block in compose(finding).blocks]
    assert kinds[0] is BlockKind.VERDICT
    assert kinds[-1] is BlockKind.ASK
