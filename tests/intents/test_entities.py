"""The word lists hold what the reader and the agent need."""

from __future__ import annotations

import pytest

from intents.entities import LANGUAGES, entities, lists
from intents.reader.runs import runs, sections
from pricing.types import Category, EntryPoint


def test_both_languages_have_the_same_lists() -> None:
    """A list that one language has, the other has too."""
    assert lists("es") == lists("en") != ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_read_whole(language: str) -> None:
    """Every list has words, none of them empty, doubled or set off by stray spaces."""
    for name in lists(language):
        for section, table in entities(language, name).items():
            for code, words in table.items():
                assert all(word == word.strip() != "" for word in words), (name, section, code)
                assert len(set(words)) == len(words), (name, section, code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_categories_are_those_of_pricing(language: str) -> None:
    """Each category of pricing has words, and no word stands for anything else."""
    assert set(entities(language, "categories")["names"]) == {category.value for category in Category}


@pytest.mark.parametrize("language", LANGUAGES)
def test_entry_points_are_those_of_pricing(language: str) -> None:
    """Each entry point of pricing has words."""
    assert set(entities(language, "entry_points")["names"]) == {point.value for point in EntryPoint}


def test_a_missing_list_is_an_error() -> None:
    """Nothing stands in for a list that is not there."""
    with pytest.raises(FileNotFoundError):
        entities("es", "planets")


def _conflicts(name: str, section: str) -> dict[tuple[str, ...], set[str]]:
    codes: dict[tuple[str, ...], set[str]] = {}
    for run, code in runs(name, section):
        codes.setdefault(run, set()).add(code)
    return {run: found for run, found in codes.items() if len(found) > 1}


ROLES = {("numbers", "joins"), ("countries", "codes"), ("cues", "month_first")}
"""Sections that say what may be done with a word, not what it means."""


@pytest.mark.parametrize(("name", "section"), sorted(set(sections()) - ROLES))
def test_no_word_means_two_things(name: str, section: str) -> None:
    """The languages are read together: within one section no word may stand for two codes."""
    assert _conflicts(name, section) == {}
