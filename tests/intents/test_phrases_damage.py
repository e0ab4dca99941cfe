"""Spoiling a text: what people in a hurry do to it, the same every time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.damage import SPOILS, gibberish, mistyped, shortened, without_accents

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéíóúñ ", max_size=80)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("¿Cuánto cuesta en España?", "Cuanto cuesta en Espana?"), ("¡Hola!", "Hola!"), ("why", "why"), ("", "")],
)
def test_accents_are_dropped(text: str, plain: str) -> None:
    """Accents and opening signs go, all else stays."""
    assert without_accents(text) == plain


@pytest.mark.parametrize(
    ("language", "text", "short"),
    [
        ("es", "¿Cuánto cuesta por mensaje?", "cto cuesta x msj"),
        ("es", "porque el cliente no quiere", "xq el clte no kiero".replace("kiero", "quiere")),
        ("en", "how much do you charge per message, please?", "how much do u charge per msg, pls"),
        ("en", "cuanto por que", "cuanto por que"),
    ],
)
def test_words_are_shortened(language: str, text: str, short: str) -> None:
    """Each language has its own short forms; closing signs go too."""
    assert shortened(text, language) == short


@given(LETTERS, st.integers())
def test_a_mistyped_text_is_nearly_the_text(text: str, seed: int) -> None:
    """As many words as before, each of at most one letter more or less."""
    before, after = without_accents(text).split(), mistyped(text, "es", random.Random(seed)).split()
    assert len(before) == len(after)
    assert all(abs(len(one) - len(other)) <= 1 for one, other in zip(before, after, strict=True))
    assert all(one == other for one, other in zip(before, after, strict=True) if len(one) < 4)


@pytest.mark.parametrize("spoil", SPOILS)
def test_spoiling_is_the_same_every_time(spoil: str) -> None:
    """The same chance spoils the same text the same way."""
    text = "Necesito saber cuánto cuestan las plantillas de utilidad para Colombia"
    assert SPOILS[spoil](text, "es", random.Random(5)) == SPOILS[spoil](text, "es", random.Random(5)) != text


def test_gibberish_varies() -> None:
    """A hundred texts without meaning are nearly all different, and none is empty."""
    chance = random.Random(1)
    made = [gibberish(chance) for _ in range(100)]
    assert all(made)
    assert len(set(made)) > 95
