"""The embedded recognizer: what is asked, from texts that nobody trained it on."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import catalog
from intents.catalog import UNKNOWN, kind_of
from intents.check_phrases import normalised
from intents.damage import SPOILS
from intents.embedded import ALTERNATIVES, EmbeddedRecognizer, weights
from intents.entities import entities
from intents.phrases import Phrase, load
from intents.recognizer import Recognition, Utterance
from tests.cases.load import cases
from tests.scoring import QUESTIONS
from tests.scoring import load as questions

LANGUAGES = ("es", "en")
CASES = [
    (language, intent, text)
    for language in LANGUAGES
    for intent, texts in cases(f"recognizing/{language}.toml").items()
    for text in texts
]
OUTSIDE = cases("recognizing/outside.toml")
PHRASES = load()
SAMPLE = PHRASES[::23]
RECOGNIZER = EmbeddedRecognizer()


def recognize(text: str, language: str = "es", *contexts: str) -> Recognition:
    """What the packaged recognizer says."""
    return RECOGNIZER.recognize(Utterance(text=text, language=language, contexts=contexts))


def share(right: list[bool]) -> float:
    """How many of all are right."""
    return sum(right) / len(right)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kind_is_recognized(language: str) -> None:
    """Of a hundred questions at most three miss the kind that they ask for, or are not believed."""
    asked = [(intent, text, recognize(text, language)) for name, intent, text in CASES if name == language]
    missed = [(text, said.intent) for intent, text, said in asked if not said.believed or said.kind != kind_of(intent)]
    assert len(missed) <= 0.03 * len(asked), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_intent_is_recognized(language: str) -> None:
    """Of a hundred questions at least 95 have the very intent."""
    assert (
        share([recognize(text, language).intent == intent for name, intent, text in CASES if name == language]) >= 0.95
    )


def test_the_questions_are_no_phrases() -> None:
    """What is tested here is not what was learned."""
    assert {normalised(text) for _, _, text in CASES}.isdisjoint(normalised(phrase.text) for phrase in PHRASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_for_scoring(language: str) -> None:
    """Of the questions for scoring at least 94 of 100 have their kind; a rule and a case of it are near each other."""
    near = ("rule", "scenario")
    found = [
        (question["kind"], recognize(question["text"], language))
        for question in questions([QUESTIONS / f"{language}.jsonl"])
    ]
    assert share([said.kind == kind or (said.kind in near and kind in near) for kind, said in found]) >= 0.94


@pytest.mark.parametrize("spoil", SPOILS)
def test_haste_does_not_hide_the_kind(spoil: str) -> None:
    """Of phrases without accents, mistyped or shortened, 95 of 100 keep their kind."""
    chance = random.Random(11)
    found = [(phrase, recognize(SPOILS[spoil](phrase.text, phrase.language, chance))) for phrase in SAMPLE]
    assert share([said.kind == kind_of(phrase.intent) for phrase, said in found]) >= 0.95


@pytest.mark.parametrize("text", [*OUTSIDE["other_languages"], *OUTSIDE["signs"], *OUTSIDE["latin"]])
def test_what_is_no_question_is_not_believed(text: str) -> None:
    """Other languages, signs and filler text are not understood, and say so."""
    assert not recognize(text).believed


@pytest.mark.parametrize("text", OUTSIDE["meaningless"])
def test_letters_without_meaning_get_no_price(text: str) -> None:
    """What means nothing is not understood or at most declined."""
    said = recognize(text)
    assert not said.believed or said.kind in ("offtopic", "smalltalk")


@given(st.text(max_size=300), st.lists(st.sampled_from(["needs_country", "needs_quantity", "other"]), max_size=2))
def test_no_text_is_an_error(text: str, contexts: list[str]) -> None:
    """Whatever is said, the answer is an intent of the catalog or `unknown`, with a confidence between 0 and 1."""
    said = recognize(text, "es", *contexts)
    assert said.intent in {*catalog.load().intents, UNKNOWN}
    assert 0 <= said.confidence <= 1
    assert said.name == "embedded"
    assert said.confidence == 0 or said.intent != UNKNOWN


@given(st.sampled_from(SAMPLE))
def test_alternatives_are_the_next_best(phrase: Phrase) -> None:
    """First the others of the same kind, then of all others, each by how likely it is; none twice."""
    said = recognize(phrase.text, phrase.language)
    names = [name for name, _ in said.alternatives]
    assert len({said.intent, *names}) == len(names) + 1 <= ALTERNATIVES + 1
    ranks = [(kind_of(name) != said.kind, -chance) for name, chance in said.alternatives]
    assert ranks == sorted(ranks)
    assert sum(chance for _, chance in said.alternatives) <= 1 + 1e-3


@given(st.sampled_from(SAMPLE))
def test_the_same_text_has_the_same_answer(phrase: Phrase) -> None:
    """Nothing is kept from one utterance to the next."""
    before = recognize(phrase.text, phrase.language)
    recognize("otra cosa")
    assert recognize(phrase.text, phrase.language) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_as_good_as_any(language: str) -> None:
    """One phrase teaches all countries: a price is asked for wherever the customer is."""
    ask = {"es": "cuánto cuesta una plantilla de utilidad en {}", "en": "how much is a utility template to {}"}[
        language
    ]
    for code, names in entities(language, "countries")["names"].items():
        said = recognize(ask.format(names[0]), language)
        assert (said.intent, said.slots.get("country")) == ("rate.lookup", (code,)), names[0]


def test_a_story_shows_by_its_structure() -> None:
    """However long a story is and whatever it is about, it is a story."""
    told = "lunes 9:00 escribe por un repuesto, 9:10 le contestamos, martes 8:00 plantilla de marketing. "
    assert recognize(told * 12 + "¿cuánto pago?").intent == "scenario.story"


@pytest.mark.parametrize(
    ("text", "context", "kinds"),
    [
        ("3000", "needs_quantity", ("estimate",)),
        ("méxico", "needs_country", ("rate", "estimate")),
        ("de utilidad", "needs_category", ("rate", "estimate")),
    ],
)
def test_what_was_asked_for_is_expected(text: str, context: str, kinds: tuple[str, ...]) -> None:
    """A bare answer counts for the intents that were waiting for it, more than without their question."""
    said = recognize(text, "es", context)
    assert said.kind in kinds
    assert said.confidence >= recognize(text).confidence


def test_a_context_without_its_answer_changes_nothing() -> None:
    """Who talks of something else is not held to the question."""
    assert recognize("muchas gracias", "es", "needs_country") == recognize("muchas gracias")


def test_labels_are_the_catalog() -> None:
    """Every intent can be recognized, and nothing that the catalog does not know."""
    assert set(weights().labels) == {*catalog.load().intents, UNKNOWN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_recognized(language: str) -> None:
    """The first phrase of each intent, its example, is recognized as that intent."""
    first: dict[str, str] = {}
    for phrase in PHRASES:
        if phrase.language == language:
            first.setdefault(phrase.intent, phrase.text)
    assert [intent for intent, text in first.items() if recognize(text, language).intent != intent] == []
