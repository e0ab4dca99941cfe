"""Politeness says nothing of what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.courtesy import without_courtesy


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hola buenas, cuanto cuesta marketing en mexico?", "cuanto cuesta marketing en mexico?"),
        ("hi! price for otp in peru? thanks", "price for otp in peru?"),
        ("cuanto sale utility pls", "cuanto sale utility"),
        ("buenas tardes, una consulta: precio en chile", "precio en chile"),
        ("precio en chile", "precio en chile"),
        ("hola", "hola"),
        ("hola, que tal?", "hola, que tal?"),
        ("muchas gracias!", "muchas gracias!"),
    ],
)
def test_greeting_and_thanks_are_taken_off(text: str, rest: str) -> None:
    """Unless they are all that was said."""
    assert without_courtesy(text) == rest


@given(st.text(max_size=200))
def test_nothing_is_added(text: str) -> None:
    """What is left is a part of the text."""
    assert without_courtesy(text) in text
