"""Phrases written compactly, and finding them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.content.patterns import Lexicon, runs, stem, stems
from intents.reader.text import tokenize


def found(phrases: dict[str, str], text: str, small: tuple[str, ...] = ()) -> list[tuple[str, int, int]]:
    """Return what a lexicon of these phrases finds in a text."""
    lexicon = Lexicon(phrases.items(), small)
    return [(hit.meaning, hit.start, hit.end) for hit in lexicon.find(stems(tokenize(text)))]


def test_either_word_fits() -> None:
    """`a|b` is either word, alone and not both."""
    phrases = {"promo|oferta nueva": "x"}
    assert found(phrases, "promo nueva") == found(phrases, "oferta nueva") == [("x", 0, 2)]
    assert found(phrases, "promo oferta") == []


def test_a_word_may_be_missing() -> None:
    """`c?` fits with the word and without it."""
    phrases = {"uno solo? uso": "x"}
    assert found(phrases, "uno solo uso") == [("x", 0, 3)]
    assert found(phrases, "uno uso") == [("x", 0, 2)]


def test_any_number_fits() -> None:
    """`#` is any number, and no word."""
    assert found({"# % off": "x"}, "20% off") == found({"# % off": "x"}, "7 % off") == [("x", 0, 3)]
    assert found({"# % off": "x"}, "veinte % off") == []


def test_the_longest_phrase_wins() -> None:
    """Of phrases at one place the one of most words counts, wherever it is written."""
    phrases = {"codigo": "short", "codigo descuento": "long"}
    assert found(phrases, "codigo descuento") == [("long", 0, 2)]
    assert found(dict(reversed(phrases.items())), "codigo descuento") == [("long", 0, 2)]


def test_the_first_of_equal_phrases_wins() -> None:
    """Of phrases of as many words the one written first counts."""
    assert found({"a|b": "first", "b": "second"}, "b") == [("first", 0, 1)]


def test_small_words_may_stand_between() -> None:
    """Up to three small words stand between two words of a phrase, no more and no others."""
    small = ("de", "la", "su")
    assert found({"aviso cita": "x"}, "aviso de su cita", small) == [("x", 0, 4)]
    assert found({"aviso cita": "x"}, "aviso de la su cita", small) == [("x", 0, 5)]
    assert found({"aviso cita": "x"}, "aviso de de la su cita", small) == []
    assert found({"aviso cita": "x"}, "aviso otra cita", small) == []


def test_a_small_word_of_a_phrase_is_needed() -> None:
    """A small word that is written in a phrase has to stand there."""
    assert found({"de regalo": "x"}, "regalo", ("de",)) == []
    assert found({"de regalo": "x"}, "de regalo", ("de",)) == [("x", 0, 2)]


def test_a_phrase_cut_off_is_none() -> None:
    """A text that ends within a phrase does not contain it."""
    assert found({"aviso cita medica": "x"}, "aviso de cita de", ("de",)) == []


@pytest.mark.parametrize("phrase", ["one|two-three four", "check-in|visit now"])
def test_alternatives_are_single_words(phrase: str) -> None:
    """An alternative of several words is a mistake that is named."""
    with pytest.raises(ValueError, match=r"alternative of several words"):
        list(runs(phrase))


@pytest.mark.parametrize(
    ("word", "same"),
    [("cupones", "cupon"), ("invoices", "invoice"), ("citas", "cita"), ("clases", "clase"), ("12", "4523")],
)
def test_stem(word: str, same: str) -> None:
    """A plural has the stem of its singular, and all numbers have one."""
    assert stem(word) == stem(same)


@pytest.mark.parametrize("word", ["sms", "mes", "gas", "pin", "de"])
def test_short_words_stay(word: str) -> None:
    """A short word is its own stem, since its last letter is no ending."""
    assert stem(word) == word


@given(st.text(alphabet="abcdeñ ", max_size=60))
def test_hits_are_within_the_text(text: str) -> None:
    """Whatever the text, hits lie within it, in order and apart."""
    hits = found({"a": "1", "a b": "2", "b c? d": "3"}, text, ("e",))
    tokens = len(tokenize(text))
    assert all(0 <= start < end <= tokens for _, start, end in hits)
    assert all(before[2] <= after[1] for before, after in pairwise(hits))
