"""Long texts become short ones that still ask the same."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from intents.dialogflow.shortening import MOST, shortened, size
from tests.cases.load import cases

CASES = cases("dialogflow/shortening.toml")["texts"]
ALPHABET = st.sampled_from("ab ,.:?¿!\n…1😀é")


def _text(case: dict[str, str]) -> str:
    return case["text"].format(filler=case.get("filler", "") * int(case.get("times", "1")))


def test_cases() -> None:
    """Each text begins and ends as its case says, and none is too long."""
    for case in CASES:
        found = shortened(_text(case))
        assert size(found) <= MOST, case["name"]
        assert found.startswith(case.get("begins", "")), (case["name"], found)
        assert found.endswith(case.get("ends", "")), (case["name"], found)


def test_256_characters_go_as_they_are_and_257_do_not() -> None:
    """The last character that fits is the 256th."""
    fits = "¿cuánto cuesta? " + "x" * 240
    assert len(fits) == MOST
    assert shortened(fits) == fits
    assert shortened(fits + "x") != fits + "x"
    assert size(shortened(fits + "x")) <= MOST


def test_emoji_count_twice() -> None:
    """128 emoji fit, 129 do not: whatever Google counts, it is not too much."""
    assert shortened("😀" * 128) == "😀" * 128
    assert size(shortened("😀" * 129)) <= MOST
    assert len(shortened("😀" * 256).encode("utf-16-le")) // 2 <= MOST


def test_a_story_of_2000_characters_keeps_its_question() -> None:
    """The question proper is there, and what was told last before it."""
    told = "El lunes a las 9 le mandamos una plantilla y el cliente no contestó. " * 29
    story = told + "Hoy le mandé otra de marketing. ¿Esa última me la cobran?"
    assert len(story) > 2000
    found = shortened(story)
    assert found.endswith("Hoy le mandé otra de marketing. ¿Esa última me la cobran?")
    assert len(found) > MOST / 2


def test_a_question_at_the_beginning_is_found_too() -> None:
    """Whatever comes after the question fills the room that is left."""
    found = shortened("¿Me cobran dos veces? " + "El martes mandé una promo y el jueves otra. " * 20)
    assert found.startswith("¿Me cobran dos veces? El martes")


@given(st.text(ALPHABET, max_size=700))
@example(" " * 300)
@example("," * 300)
@example("a" * 600)
@example("😀" * 300)
@example("." * 300 + "?")
def test_laws(text: str) -> None:
    """The result fits, is a piece of the text, says something where the text does, and is final."""
    found = shortened(text)
    assert size(found) <= MOST
    assert found in text
    assert bool(found.strip()) == bool(text.strip())
    assert shortened(found) == found


@given(st.text(ALPHABET, max_size=256))
def test_what_fits_is_not_touched(text: str) -> None:
    """A text that fits goes out as it came in."""
    if size(text) <= MOST:
        assert shortened(text) == text
