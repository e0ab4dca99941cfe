"""Replies word for word: what a person reads for each kind of finding, in both languages."""

from __future__ import annotations

import pytest

from bot.compose import compose
from bot.plain import render
from tests.bot.replycases import case_names, finding_of, load

LANGUAGES = ("es", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", case_names())
def test_a_finding_reads_as_proofread(name: str, language: str) -> None:
    """The plain reply is the one that was proofread, to the letter."""
    case = load(name)
    assert render(compose(finding_of(case, language))) == case[language].strip("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_average_answer_is_short(language: str) -> None:
    """On average a reply takes no more than ten lines."""
    lengths = [len(load(name)[language].strip("\n").split("\n")) for name in case_names()]
    assert sum(lengths) / len(lengths) <= 10


def test_there_are_cases_of_every_kind() -> None:
    """Every kind of answer of the machine contract has at least two cases."""
    kinds = [load(name)["intent"].partition(".")[0] for name in case_names()]
    wanted = ("scenario", "category", "rate", "estimate", "rule", "smalltalk", "offtopic")
    assert {kind: kinds.count(kind) >= 2 for kind in wanted} == dict.fromkeys(wanted, True)
