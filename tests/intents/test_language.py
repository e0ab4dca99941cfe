"""Which language a text is in, also when it is short, mixed, shortened or neither."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.damage import SPOILS
from intents.language import CODE, SURE, WORDS, detect, features, probabilities
from intents.phrases import Phrase, load
from tests.cases.load import cases
from tests.scoring import QUESTIONS
from tests.scoring import load as questions

CASES = [(text, language) for language, texts in cases("recognizing/languages.toml").items() for text in texts]
SAMPLE = load()[::29]
"""Some phrases of every intent."""


def share(right: list[bool]) -> float:
    """How many of all are right."""
    return sum(right) / len(right)


@pytest.mark.parametrize(("text", "language"), CASES)
def test_detects(text: str, language: str) -> None:
    """Short and mixed texts have the language they are asked in; what could be either has none."""
    assert (detect(text)[0] or "neither") == language


@given(st.text())
def test_every_text_has_an_answer(text: str) -> None:
    """No text is an error, and there is a certainty exactly where there is a language."""
    language, certainty = detect(text)
    assert language in ("es", "en", "")
    assert (certainty >= SURE) if language else (certainty == 0)


@given(st.text(), st.sampled_from(SAMPLE))
def test_probabilities_are_probabilities(text: str, phrase: Phrase) -> None:
    """Each lies between 0 and 1, and together they are no more than 1."""
    for chances in (probabilities(text), probabilities(f"{phrase.text} {text}")):
        assert set(chances) == {"es", "en", "other"}
        assert all(0 <= chance <= 1 for chance in chances.values())
        assert sum(chances.values()) <= 1 + 1e-9


@given(st.sampled_from(SAMPLE))
def test_capitals_change_nothing(phrase: Phrase) -> None:
    """Who shouts is understood too; only words of two letters could be codes then."""
    longer = " ".join(word for word in re.findall(r"[^\W\d_]+", phrase.text) if len(word) != CODE)
    assert features(longer.upper()) == features(longer)


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_haste_does_not_hide_the_language(spoil: str, language: str) -> None:
    """Without accents, mistyped or shortened, 95 of 100 phrases keep their language, and 1 at most changes it."""
    chance = random.Random(3)
    spoiled = [SPOILS[spoil](phrase.text, language, chance) for phrase in SAMPLE if phrase.language == language]
    found = [detect(text)[0] for text in spoiled]
    assert share([name == language for name in found]) >= 0.95
    assert share([name not in (language, "") for name in found]) <= 0.01


@pytest.mark.parametrize("language", ["es", "en"])
def test_questions_nobody_trained_on(language: str) -> None:
    """Of the questions for scoring, at least 97 of 100 are told, and hardly one is taken for the other language."""
    asked = questions([QUESTIONS / f"{language}.jsonl"])
    found = [detect(question["text"])[0] for question in asked]
    assert share([name == language for name in found]) >= 0.97
    assert share([name not in (language, "") for name in found]) <= 0.01


def test_only_so_many_words_are_looked_at() -> None:
    """A long text costs no more than its beginning."""
    long = " ".join(f"palabra{'abcdefghij'[number % 10]}" for number in range(10_000))
    assert features(long) == features(" ".join(long.split()[:WORDS]))


def test_codes_tell_no_language() -> None:
    """A country's code in capitals is the same in both languages; in small letters it may be a word."""
    assert features("MX") == features("US") == frozenset()
    assert features("us") != frozenset()


def test_accents_count_and_may_be_missing() -> None:
    """A word with an accent has the features of both spellings."""
    assert features("cuánto") > features("cuanto")
