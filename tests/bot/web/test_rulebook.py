"""Rules on a page: every rule that an answer may name has a text and says where it was read."""

from __future__ import annotations

import tomllib

import pytest

from bot.web.rulebook import _FILE, rules_of
from locales.translate import translator
from tests.locales.catalogs import written

SOURCES = tomllib.loads(_FILE.read_text("utf-8"))
IDS = sorted(
    key.rpartition(".")[2]
    for catalog in ("conversation_rule", "message_rule")
    for key in written("en", catalog)
    if key.rpartition(".")[2][:1].isupper()
)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_rule_is_shown_with_its_text(language: str) -> None:
    """No id that has a text is left out, and each begins as a sentence."""
    found = rules_of(IDS, language)
    assert [rule.id for rule in found] == IDS
    assert all(not rule.text[0].islower() for rule in found)


def test_every_rule_names_its_source_or_says_that_it_has_none() -> None:
    """What no document states is a reading of our own: the J rules, and those that the file lists."""
    own = {"es": translator("es")("web.rule.judged"), "en": translator("en")("web.rule.judged")}
    for language, judged in own.items():
        without = {rule.id for rule in rules_of(IDS, language) if rule.sources == (judged,)}
        assert without == {id for id in IDS if id.startswith("J")} | set(SOURCES["judged"])


def test_no_document_states_a_rule_that_is_not_there() -> None:
    """The ids in the file are ids of rules, each once a document."""
    for document in SOURCES["document"]:
        assert len(document["rules"]) == len(set(document["rules"]))
        assert set(document["rules"]) <= set(IDS)


def test_an_id_without_text_is_left_out() -> None:
    """A rule of an older version that has no text any more hides nothing else."""
    assert [rule.id for rule in rules_of(["C5", "Z99"], "es")] == ["C5"]
