"""Judging answers: what is right, and what makes an answer wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring import load_cards, mark

CARDS = load_cards()
QUESTION = {
    "id": "q",
    "kind": "rate",
    "expect": {"category": "utility", "country": "ES", "opens": None},
    "needs_followup": None,
}
VERDICT = {
    "category": "utility",
    "country": "ES",
    "amount": "0.0200",
    "currency": "USD",
    "market": "Spain",
    "charged": None,
}
RIGHT: dict[str, Any] = {"intent": "rate", "rate_card": "2024-10-01", "verdict": VERDICT, "items": [], "text": "0.0200"}


def test_a_right_answer_is_right() -> None:
    """Every field that is expected, and a figure of the card."""
    judged = mark(QUESTION, RIGHT, CARDS)
    assert (judged.right, judged.invented) == (True, ())


@pytest.mark.parametrize("wrong", [{"category": "marketing"}, {"country": "MX"}, {"category": None}])
def test_a_wrong_field_is_a_fault(wrong: dict[str, Any]) -> None:
    """A field that is expected may not be left out either."""
    assert not mark(QUESTION, {**RIGHT, "verdict": {**VERDICT, **wrong}}, CARDS).right


@pytest.mark.parametrize("wrong", [{"amount": "0.0201"}, {"market": "Mexico"}, {"amount": 0.02}])
def test_a_figure_that_no_card_prints_is_invented(wrong: dict[str, Any]) -> None:
    """Amount, market, category and card have to fit, and the amount is a string."""
    assert mark(QUESTION, {**RIGHT, "verdict": {**VERDICT, **wrong}}, CARDS).invented


def test_another_kind_is_a_fault() -> None:
    """And so is no answer at all."""
    assert not mark(QUESTION, {**RIGHT, "intent": "rule"}, CARDS).right
    assert not mark(QUESTION, None, CARDS).right


def test_a_declined_question_holds_no_figure() -> None:
    """Neither in the text nor in the verdict."""
    question = {"id": "o", "kind": "offtopic", "expect": {}, "needs_followup": None}
    answer: dict[str, Any] = {"intent": "offtopic", "verdict": {}, "items": []}
    assert mark(question, {**answer, "text": "Eso no lo sé."}, CARDS).right
    assert not mark(question, {**answer, "text": "Cuesta USD 0,02."}, CARDS).right
