"""What the recognizer sees: marks for what was read, words, pairs, runs of letters, structure; and never too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.features import LONGEST, SHORTEST, WORDS, features, is_wording, question_proper
from intents.phrases import load
from intents.reader.lexer import mark

LONGEST_WORD = 24
MOST = WORDS * (LONGEST_WORD + 2) * (LONGEST - SHORTEST + 2) + 500
"""All runs of as many words as are looked at, and what there is to say of structure."""
SAMPLE = load()[::31]


def seen(text: str) -> frozenset[str]:
    """The features of a text."""
    return features(mark(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cuánto cuesta marketing en méxico", "cuánto cuesta marketing en italia"),
        ("how much to Spain", "how much to Peru"),
        ("tengo 350 clientes", "tengo 420 clientes"),
        ("le escribí a las 9:30", "le escribí a las 10:45"),
        ("¿CUÁNTO VALE?", "¿cuanto vale?"),
    ],
)
def test_what_was_read_stands_for_its_kind(one: str, other: str) -> None:
    """Other countries, counts, times, capitals and accents make the same features."""
    assert seen(one) == seen(other)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("precio de marketing", "@category"),
        ("precio de marketing", "#category=marketing"),
        ("precio de marketing", "de @category"),
        ("precio de marketing", "^ precio"),
        ("precio de marketing", "_pre"),
        ("precio de marketing", "_precio_"),
        ("marketing to the United States", "#country=US"),
        ("24 h y 72 horas", "#span=72"),
        ("las 1000 gratis", "#quantity=1000"),
        ("en julio de 2025", "#date=2025-7"),
        ("¿y si no contesta?", "#?1"),
        ("9:00 hola, 9:05 hola, 9:10 hola", "#clock:3"),
    ],
)
def test_features(text: str, feature: str) -> None:
    """Each kind of feature is there."""
    assert feature in seen(text)


def test_one_letter_wrong_leaves_most() -> None:
    """A mistyped word keeps at least a third of its features, a different one keeps hardly any."""
    right, wrong, another = (
        {feature for feature in seen(text) if " " not in feature and is_wording(feature)}
        for text in ("plantillas", "plantilas", "servidor")
    )
    assert len(right & wrong) >= len(right) / 3 > len(right & another)


@pytest.mark.parametrize("text", ["?", "👍👍", "...", "", " ", "—"])
def test_signs_have_no_wording(text: str) -> None:
    """Signs alone have a structure at most."""
    assert not any(map(is_wording, seen(text) - {"^ $"}))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400), st.integers(1, 30))
def test_long_texts_have_no_more_features(text: str, times: int) -> None:
    """There is a bound to what is seen, whatever the text."""
    assert len(seen(f"{text} " * times)) <= MOST


@given(st.sampled_from(SAMPLE).map(lambda phrase: phrase.text))
def test_features_fit_into_a_file(text: str) -> None:
    """No feature is empty or holds a line break, which separate features where they are kept."""
    assert all(feature and "\n" not in feature for feature in seen(text))


def test_a_short_text_is_looked_at_whole() -> None:
    """The question proper of a few words is all of them."""
    words = ["cuanto", "cuesta"]
    assert question_proper(words) == words


def test_a_long_text_is_looked_at_where_it_asks() -> None:
    """Of a long text the words before its last question mark are seen, or its end."""
    told, asked, after = ["bla"] * WORDS, ["pago", "?"], ["gracias"] * 5
    assert list(question_proper([*told, *asked, *after])) == [*told, *asked][-WORDS:]
    assert list(question_proper([*told, *after])) == [*told, *after][-WORDS:]
