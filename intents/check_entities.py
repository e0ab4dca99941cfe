"""Checks the word lists that fill slots: the same canonical codes in both languages, and no word for two of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from intents.catalog import LANGUAGES
from intents.entities import Section
from intents.problems import Problem
from intents.reader.text import norms
from pricing.types import Category, EntryPoint

CODES = {
    "countries": re.compile(r"[A-Z]{2}"),
    "categories": re.compile("|".join(Category)),
    "entry_points": re.compile("|".join(EntryPoint)),
    "eras": re.compile(r"today|default|\d{4}-\d{2}"),
}
"""The lists whose words fill slots, and the form of their canonical codes."""

NAMES = "names"
"""The main section of a list; others that hold codes too (names that need care) are known by their keys."""

Lists = Mapping[str, Mapping[str, Section]]
"""The lists of one language: sections by list."""


def of_entities(words: Mapping[str, Lists]) -> Iterator[Problem]:
    """Yield lists and codes that one language lacks, codes out of form, and words that mean two things."""
    for name in CODES:
        codes = {language: _codes(name, words[language].get(name, {})) for language in LANGUAGES}
        for language in LANGUAGES:
            place = f"{language}/{name}"
            if name not in words[language]:
                yield Problem(place=place, code="missing_list")
                continue
            everywhere = set().union(*codes.values())
            yield from (Problem(place=place, code="missing_code", value=code) for code in everywhere - codes[language])
            yield from _of_codes(place, name, codes[language])
            yield from _of_words(place, _named(name, words[language][name]))


def _named(name: str, sections: Mapping[str, Section]) -> list[Section]:
    """Return the sections whose keys are canonical codes."""
    return [
        section for title, section in sections.items() if title == NAMES or all(map(CODES[name].fullmatch, section))
    ]


def _codes(name: str, sections: Mapping[str, Section]) -> set[str]:
    return {code for section in _named(name, sections) for code in section}


def _of_codes(place: str, name: str, codes: Iterable[str]) -> Iterator[Problem]:
    return (Problem(place=place, code="unknown_code", value=code) for code in codes if not CODES[name].fullmatch(code))


def _of_words(place: str, sections: Iterable[Section]) -> Iterator[Problem]:
    meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, word in ((code, word) for section in sections for code, words in section.items() for word in words):
        meant[norms(word)].add(code)
        if not word.strip():
            yield Problem(place=place, code="empty_word", value=code)
    for spoken, codes in meant.items():
        if len(codes) > 1:
            yield Problem(place=place, code="two_codes", value=" ".join(spoken), other=", ".join(sorted(codes)))
