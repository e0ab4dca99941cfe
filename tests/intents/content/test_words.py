"""The data: word lists and examples fit together, and the fresh cases are apart from what was learned."""

from __future__ import annotations

from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from intents.content.model import group_of
from intents.content.patterns import runs
from intents.content.reasons import UNKNOWN, reasons, table, words
from intents.content.training import written
from pricing.types import Category
from tests.intents.content import cases

NEAR = 90
"""From this likeness on a case counts as a copy of an example."""

PHRASES = {"kinds.toml": "phrases", "cues.toml": None, "frames.toml": None}


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("category", ["marketing", "utility", "authentication", "service"])
def test_there_are_enough_examples(language: str, category: str) -> None:
    """The model learns each category from at least 200 examples in each language."""
    assert sum(group_of(reason) == category for _, reason in written(language)) >= 200


@pytest.mark.parametrize("language", cases.LANGUAGES)
def test_no_example_means_two_things(language: str) -> None:
    """The same words are never an example of two reasons, nor written twice."""
    texts = Counter(text.casefold() for text, _ in written(language))
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("language", cases.LANGUAGES)
def test_fresh_cases_are_no_copies(language: str) -> None:
    """No fresh case is nearly an example: what the cases measure was not learned."""
    known = [text.casefold() for text, _ in written(language)]
    texts = [text.casefold() for lang, _, text in cases.fresh() if lang == language]
    copies = [text for text in texts if process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=NEAR)]
    assert copies == []


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("file", PHRASES)
def test_phrases_can_be_read(language: str, file: str) -> None:
    """Every phrase of the word lists stands for at least one run of words."""
    for row in table(language, file).values():
        for phrase in row["phrases"] if file == "kinds.toml" else row:
            assert all(run for run in runs(phrase)), phrase


def test_both_languages_know_the_same() -> None:
    """Kinds, cues and reasons with examples are the same in both languages."""
    for file in ("kinds.toml", "cues.toml", "frames.toml", "denials.toml", "small.toml", "wrappers.toml"):
        assert list(table("es", file)) == list(table("en", file)), file
    assert {reason for _, reason in written("es")} == {reason for _, reason in written("en")}


def test_reasons_are_known() -> None:
    """What kinds and examples name is a reason of the list."""
    named = {row.get("reason") for row in table("es", "kinds.toml").values()} - {None}
    assert named | {reason for _, reason in written("es")} <= set(reasons())


def test_a_reason_has_a_category_or_is_contested_but_not_both() -> None:
    """Only two reasons give neither: that of a named template, and not knowing."""
    assert all(not (reason.category and reason.contested) for reason in reasons().values())
    neither = {code for code, reason in reasons().items() if not (reason.category or reason.contested)}
    assert neither == {UNKNOWN, "template_category"}


def test_contested_categories_are_those_of_templates() -> None:
    """What is contested lies between categories that a template can be approved in."""
    templates = {Category.MARKETING, Category.UTILITY, Category.AUTHENTICATION}
    assert all(set(reason.contested) <= templates for reason in reasons().values())


def test_a_file_that_is_no_toml_is_named() -> None:
    """Reading a file out of shape says which one it is."""
    with pytest.raises(ValueError, match=r"judge\.py: "):
        table("..", "judge.py")


def test_the_data_stands_beside_the_code() -> None:
    """Every language has the same files."""
    names = {language: {file.name for file in words(language).iterdir()} for language in cases.LANGUAGES}
    assert names["es"] == names["en"]
