"""What leaves the machine of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.dialogflow.leaving import sendable
from intents.dialogflow.shortening import MOST, size
from intents.reader.lexer import mark
from intents.reader.marks import MarkKind


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("¿cuánto cuesta al +52 55 1234 5678?", "¿cuánto cuesta al +52 50 0000 0000?"),
        ("cliente 34600123456, marketing", "cliente 34600000000, marketing"),
        ("mandé 10 mil mensajes en 2024 a las 10:30", "mandé 10 mil mensajes en 2024 a las 10:30"),
        ("y si son 1500000 mensajes", "y si son 1500000 mensajes"),
        ("¿y en México?", "¿y en México?"),
    ],
)
def test_numbers_of_customers_stay_here(text: str, sent: str) -> None:
    """A phone number keeps its first three digits; counts, times and years stay as they are."""
    assert sendable(text) == sent


def test_a_blanked_number_is_still_a_number() -> None:
    """Whoever recognizes the text sees that there was a number, of the same country code."""
    (number,) = mark(sendable("precio al +34 600 123 456")).of(MarkKind.PHONE)
    assert str(number.value).startswith("+34")


def test_half_a_surrogate_pair_is_replaced() -> None:
    """No protocol carries one; the rest of the text arrives."""
    assert sendable("precio \ud83d en México") == "precio ? en México"


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=600))
def test_whatever_is_typed_can_be_sent(text: str) -> None:
    """The result fits, and can be encoded."""
    found = sendable(text)
    assert size(found) <= MOST
    assert found.encode("utf-8").decode("utf-8") == found
