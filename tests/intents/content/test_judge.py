"""Judging: messages it has never seen, rules of Meta's guidelines, and changes that must not matter."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.content.judge import judge
from intents.content.reasons import reasons
from pricing.types import Category
from tests.intents.content import cases

FLOOR = 0.95
"""Share of all fresh cases; 0.967 were right when it was set."""

FLOOR_OF_A_GROUP = 0.9

FLOOR_OF_CHANGES = 0.97

REASONS = cases.read("reasons.toml")["case"]


def without_accents(text: str) -> str:
    """Return the text as it is typed in a hurry."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


CHANGES: dict[str, Callable[[str], str]] = {
    "accents": without_accents,
    "capitals": str.upper,
    "small letters": str.lower,
    "greeting": lambda text: f"hola buenas, {text}",
    "politeness": lambda text: f"{text} pls",
    "thanks": lambda text: f"{text} gracias",
    "spaces": lambda text: f"  {text.replace(' ', '  ')} ",
}


def test_fresh_messages() -> None:
    """Messages and descriptions it has not learned from are judged right, in each language and each group."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for language, group, text in cases.fresh():
        is_right = cases.outcome(judge(text, language)) == cases.wanted(group)
        for key in ("all", language, group):
            whole[key] += 1
            right[key] += is_right
    shares = {key: right[key] / whole[key] for key in whole}
    assert shares.pop("all") >= FLOOR, shares
    assert min(shares.values()) >= FLOOR_OF_A_GROUP, shares


def test_fresh_mixtures_are_called_so() -> None:
    """Of the notices with something sold along, nearly all are marked as mixed and not only as marketing."""
    texts = [(language, text) for language, group, text in cases.fresh() if group == "mixed"]
    mixed = [judge(text, language).mixed for language, text in texts]
    assert sum(mixed) >= FLOOR_OF_A_GROUP * len(texts)


def test_there_are_enough_fresh_cases() -> None:
    """At least 300, of both languages, and at least 15 % contested or mixed."""
    groups = Counter(group for _, group, _ in cases.fresh())
    assert groups.total() >= 300
    assert groups["contested"] + groups["mixed"] >= 0.15 * groups.total()
    languages = Counter(language for language, _, _ in cases.fresh())
    assert min(languages[language] for language in cases.LANGUAGES) >= 150


@pytest.mark.parametrize("case", REASONS, ids=lambda case: case["text"][:50])
def test_reason(case: dict[str, str]) -> None:
    """Category and reason of a message are those that Meta's guidelines give it."""
    judgement = judge(case["text"], case["language"])
    assert judgement.reason == case["reason"]
    assert judgement.category == (Category(case["category"]) if "category" in case else None)
    assert judgement.mixed == (case["reason"] == "mixed_content")


def test_every_reason_has_a_case() -> None:
    """No reason can be given that no case shows."""
    assert {case["reason"] for case in REASONS} == set(reasons())


@pytest.mark.parametrize("change", CHANGES)
def test_changes_that_do_not_matter(change: str) -> None:
    """Accents, capitals, a greeting, a please or a thank-you leave the judgement as it is."""
    texts = [(language, text) for language, _, text in cases.fresh()]
    kept = [
        cases.outcome(judge(text, language)) == cases.outcome(judge(CHANGES[change](text), language))
        for language, text in texts
    ]
    assert sum(kept) >= FLOOR_OF_CHANGES * len(texts)


def test_the_other_language_makes_little_difference() -> None:
    """A text whose language was taken for the other one is still judged the same."""
    texts = [(language, text) for language, _, text in cases.fresh()]
    other = {"es": "en", "en": "es"}
    kept = [cases.outcome(judge(t, lang)) == cases.outcome(judge(t, other[lang])) for lang, t in texts]
    assert sum(kept) >= FLOOR_OF_A_GROUP * len(texts)


@pytest.mark.parametrize("word", ["marketing", "utility", "utilidad", "autenticación o utilidad", "service or utility"])
def test_a_category_in_the_question_is_no_evidence(word: str) -> None:
    """Asking whether something is of a category does not make it so."""
    bare = judge("le mando el comprobante de pago", "es")
    asked = judge(f"le mando el comprobante de pago, ¿es {word}?", "es")
    assert (asked.category, asked.reason) == (bare.category, bare.reason)


def test_the_quoted_message_outweighs_what_is_said_about_it() -> None:
    """What is quoted is judged, though the words around it sound like something else."""
    judgement = judge("la gente de ventas manda 'su pedido 331 fue entregado en portería', ¿qué es?", "es")
    assert judgement.category is Category.UTILITY


def test_a_quotation_of_the_customer_is_not_our_message() -> None:
    """Where the customer is quoted and we answer, it is our answer that counts."""
    judgement = judge("customer asks 'do you have any offer or promo?' and I just answer him", "en")
    assert judgement.category is Category.SERVICE


def test_evidence_are_words_of_the_text() -> None:
    """The words that decided it are quoted as they were written."""
    assert judge("OTP para el login", "es").evidence == "OTP"
    assert judge("Confirmación del pedido con un Cupón", "es").evidence == "Confirmación del pedido … Cupón"
    assert judge("¿es marketing o utilidad?", "es").evidence == ""


def test_confidence_tells_sure_from_unsure() -> None:
    """What is right is given with more confidence than what is not known."""
    assert judge("código de verificación", "es").confidence > 0.9
    assert judge("qwrtz psdfg", "es").confidence == 0


@given(st.text(max_size=300), st.sampled_from(cases.LANGUAGES))
@settings(max_examples=150)
def test_any_text_is_judged(text: str, language: str) -> None:
    """No text breaks it; a category, a contest or neither, but never both; words of the text only."""
    judgement = judge(text, language)
    assert not (judgement.category and judgement.contested)
    assert 0 <= judgement.confidence <= 1
    assert all(part in text for part in judgement.evidence.split(" … ")[:1] if " … " in judgement.evidence)


@pytest.mark.parametrize("sign", ["'", '"', "«", "“", "{{", "%", "sin ", "no ", "la promo "])
def test_a_long_odd_text_is_judged_too(sign: str) -> None:
    """Repeating any one sign thousands of times neither fails nor changes that there is an answer."""
    assert judge(f" {sign}a" * 3000, "es").reason in reasons()
