"""Slips of the finger, and words that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reader.typos import corrected, meant

WORDS = st.sampled_from(
    ["mexico", "colombia", "argentina", "guatemala", "venezuela", "marketing", "utilidad", "transaccional"]
)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with one letter left out, doubled, changed or swapped with the next, but for the first."""
    word = draw(WORDS)
    place = draw(st.integers(1, len(word) - 2))
    before, letter, following, rest = word[:place], word[place], word[place + 1], word[place + 2 :]
    wrong = draw(
        st.sampled_from(
            [
                before + following + rest,
                before + letter + letter + following + rest,
                before + "x" + following + rest,
                before + following + letter + rest,
            ]
        )
    )
    return word, wrong


@given(slips())
def test_one_slip(pair: tuple[str, str]) -> None:
    """One slip after the first letter leaves a word recognizable, unless what is left is short or a word itself."""
    word, wrong = pair
    found = meant(wrong)
    assert found is None or found[0] == word
    assert found is not None or wrong == word or len(wrong) < 6


@pytest.mark.parametrize(
    "word", ["mexico", "meeting", "general", "dominio", "enviar", "grecia", "gracias", "conversacion", "crecer"]
)
def test_words_of_their_own(word: str) -> None:
    """Listed words and everyday words stay as they are."""
    assert meant(word) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["en", "mexcio"], ["en", "mexico"]),
        (["soy", "mexcio"], ["soy", "mexcio"]),
        (["mexcio"], ["mexcio"]),
        (["marketin"], ["marketing"]),
        (["el", "miercols"], ["el", "miercoles"]),
    ],
)
def test_places_need_a_cue(words: list[str], expected: list[str]) -> None:
    """A slip in a country's name counts only where a place was to be expected; in a category's name anywhere."""
    assert corrected(words) == expected
