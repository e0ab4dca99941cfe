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

NAMES = ("names", "careful", "cued")
"""The sections of such a list that hold codes; the others hold what is no name."""

Lists = Mapping[str, Mapping[str, Section]]
"""The lists of one language: sections by list."""


def of_entities(words: Mapping[str, Lists]) -> Iterator[Problem]:
    """Yield lists and codes that one language lacks, codes out of form, and words that mean two things."""
    for name in CODES:
        codes = {language: _codes(words[language].get(name, {})) for language in LANGUAGES}
        for language in LANGUAGES:
            place = f"{language}/{name}"
            if name not in words[language]:
                yield Problem(place=place, code="missing_list")
                continue
            everywhere = set().union(*codes.values())
            yield from (Problem(place=place, code="missing_code", value=code) for code in everywhere - codes[language])
            yield from _of_codes(place, name, codes[language])
            yield from _of_words(place, words[language][name])


def _codes(sections: Mapping[str, Section]) -> set[str]:
    return {code for section in NAMES for code in sections.get(section, {})}


def _of_codes(place: str, name: str, codes: Iterable[str]) -> Iterator[Problem]:
    return (Problem(place=place, code="unknown_code", value=code) for code in codes if not CODES[name].fullmatch(code))


def _of_words(place: str, sections: Mapping[str, Section]) -> Iterator[Problem]:
    meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for section in NAMES:
        for code, synonyms in sections.get(section, {}).items():
            for word in synonyms:
                meant[norms(word)].add(code)
                if not word.strip():
                    yield Problem(place=place, code="empty_word", value=code)
    for words, codes in meant.items():
        if len(codes) > 1:
            yield Problem(place=place, code="two_codes", value=" ".join(words), other=", ".join(sorted(codes)))
