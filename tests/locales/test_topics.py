"""Explanations: complete, right for the era asked about, and without prices."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from locales.topics import explain, rules_of, topics
from locales.translate import LANGUAGES, translator
from tests.locales.catalogs import all_texts

ROOT = Path(__file__).parents[2]
ERAS = ("2022-02", "2023-06", "2024-11", "2025-04", "2025-07", "2026-10")
INTENTS = tomllib.loads((ROOT / "intents" / "catalog.toml").read_text(encoding="utf-8"))["intents"]
FACTS = tomllib.loads((ROOT / "tests" / "cases" / "texts" / "facts.toml").read_text(encoding="utf-8"))["facts"]
AVOIDED = tomllib.loads((ROOT / "tests" / "cases" / "texts" / "avoided.toml").read_text(encoding="utf-8"))
UNPRICED = (
    "charging",
    "windows",
    "free",
    "entry",
    "rates",
    "special",
    "history",
    "declined",
    "talk",
    "advice",
    "reason",
)
NUMBER = r"\d(?:[\d.,]*\d)?"
SIGNS = r"(?:[$€£₹¥]|US\$|\b(?:USD|EUR|GBP|INR|MXN|COP|BRL|ARS|CLP|PEN)\b)"
NAMES = r"(?:d[oó]lar(?:es)?|dollars?|euros?|pesos?|soles|rupees?|rupias?|reais|libras?|pounds?|cents?|c[eé]n\w+s?)"
MONEY = re.compile(rf"{SIGNS}\s*{NUMBER}|{NUMBER}\s*(?:{SIGNS}|{NAMES}\b)", re.IGNORECASE)


def topics_of(kind: str) -> list[str]:
    """Return the topics of one kind in the catalog of intents."""
    return [name.partition(".")[2] for name in INTENTS if name.startswith(f"{kind}.")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", topics_of("rule"))
def test_every_rule_is_explained_in_every_era(topic: str, language: str) -> None:
    """A rule has a text of one to five sentences, an example and at least one rule id, whatever the era."""
    for era in ERAS:
        found = explain(topic, era, language)
        assert found is not None
        assert 1 <= len(re.findall(r"[.!?](?: |$)", found.text)) <= 7
        assert len(found.text) <= 560
        assert 10 <= len(found.example) <= 160
        assert found.rules == rules_of(topic, era) != ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decline_and_every_courtesy_has_its_text(language: str) -> None:
    """No off-topic and no small-talk intent falls back on another's text."""
    say = translator(language)
    assert [topic for topic in topics_of("offtopic") if say.find(f"declined.{topic}") is None] == []
    assert [topic for topic in topics_of("smalltalk") if say.find(f"talk.{topic}") is None] == []


def test_topics_that_price_questions_lead_to_are_explained() -> None:
    """How rates depend on the country, and in which currency they are paid, are intents of their own."""
    assert explain("rate_by_customer_country", "2023-06", "en") == explain(
        "rate_by_customer_country_and_category", "2023-06", "en"
    )
    assert explain("currency", "2023-06", "es") is not None


def test_an_unknown_topic_has_no_explanation() -> None:
    """A topic nobody wrote about is not answered with another one."""
    assert explain("no_such_topic", "2023-06", "es") is None
    assert rules_of("no_such_topic", "2023-06") == ()


@pytest.mark.parametrize("topic", sorted(topics()))
def test_variants_begin_with_the_first_rules_and_with_eras(topic: str) -> None:
    """Each topic holds from the first era on, and changes only where an era begins."""
    since = [variant.since for variant in topics()[topic]]
    assert since[0] == ERAS[0]
    assert since == sorted(since)
    assert set(since) <= set(ERAS)


@pytest.mark.parametrize("topic", sorted(topics()))
def test_a_variant_says_something_else_than_the_one_before(topic: str) -> None:
    """An explanation stands once: eras that share it share the variant."""
    for language in LANGUAGES:
        texts = [translator(language)(variant.key) for variant in topics()[topic]]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("topic", sorted(topics()))
def test_rules_named_by_a_topic_exist(topic: str) -> None:
    """Every id a topic rests on is a rule with a text."""
    say = translator("en")
    for variant in topics()[topic]:
        for rule in variant.rules:
            assert say.find(f"conversation_rule.{rule}") or say.find(f"message_rule.{rule}"), rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_price_stands_in_a_text(language: str) -> None:
    """Prices come from rate cards only: no rule, decline, courtesy or piece of advice holds a figure of money."""
    found = {
        key: text
        for key, texts in all_texts(language).items()
        if key.partition(".")[0] in UNPRICED
        for text in texts
        if MONEY.search(text)
    }
    assert found == {}


@pytest.mark.parametrize("text", ["USD 0.05", "5 dólares", "$3", "0,04 €", "3 cents", "US$1"])
def test_money_is_recognised(text: str) -> None:
    """The check above would notice a price however it is written."""
    assert MONEY.search(f"cuesta {text} hoy")


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['topic']}-{fact['era']}")
def test_explanations_are_right_for_the_era(fact: dict[str, str]) -> None:
    """What changed from era to era is told as it was: each era's explanation says what it must and not the others'."""
    for language in LANGUAGES:
        found = explain(fact["topic"], fact["era"], language)
        assert found is not None
        told = f"{found.text} {found.example}".lower()
        assert re.search(fact[f"{language}_says"], told), told
        if never := fact.get(f"{language}_never"):
            assert not re.search(never, told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_name(language: str) -> None:
    """Other names for what has a name here, false friends and mistranslations appear nowhere."""
    pattern = re.compile("|".join(AVOIDED[language]), re.IGNORECASE)
    found = {key: text for key, texts in all_texts(language).items() for text in texts if pattern.search(text)}
    assert found == {}
