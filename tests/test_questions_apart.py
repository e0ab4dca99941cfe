"""The questions for scoring stay apart from what the recognizer is trained on, and are well formed."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from tests.scoring import COUNTS, DECIDED, FIELDS, QUESTIONS, ROOT, Line, load

PHRASES = ROOT / "intents" / "phrases"
CLOSE = 90
"""A likeness of 90 of 100 between two texts is the same question with a word changed."""
LONG = 20
"""Shorter texts are alike by nature ("how much is it"); only equality counts for them."""
EVENT_FIELDS = {"opens", "category", "charged"}


def normalised(text: str) -> str:
    """The text without accents, case, punctuation and doubled spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))


def strings(value: Any) -> Iterator[str]:
    """Every text in a TOML value, however deep; keys are not texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for entry in value for text in strings(entry))
    elif isinstance(value, dict):
        yield from strings(list(value.values()))


def phrases(path: Path) -> Iterator[str]:
    """The normalised phrases of one file."""
    return (normalised(text) for text in strings(tomllib.loads(path.read_text("utf-8"))))


@pytest.fixture(scope="module")
def trained() -> set[str]:
    """Every phrase of either language."""
    return {text for path in PHRASES.glob("*/*.toml") for text in phrases(path)} - {""}


@pytest.fixture(scope="module")
def questions() -> list[Line]:
    """Every question of either language."""
    return load(sorted(QUESTIONS.glob("*.jsonl")))


def test_no_question_is_a_training_phrase(trained: set[str], questions: list[Line]) -> None:
    """No question equals a phrase once case, accents and punctuation are out."""
    assert trained
    assert not [question["text"] for question in questions if normalised(question["text"]) in trained]


def test_no_question_is_close_to_a_training_phrase(trained: set[str], questions: list[Line]) -> None:
    """No long question is a phrase with a word changed."""
    asked = [text for question in questions if len(text := normalised(question["text"])) >= LONG]
    known = [text for text in trained if len(text) >= LONG]
    found = ((text, process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=CLOSE)) for text in asked)
    assert known
    assert not [(text, match[0]) for text, match in found if match]


def test_questions_are_asked_once(questions: list[Line]) -> None:
    """Ids are unique, and so are the texts within a language."""
    assert len({question["id"] for question in questions}) == len(questions)
    assert len({(question["lang"], normalised(question["text"])) for question in questions}) == len(questions)


def test_stories_have_an_expectation_for_each_message(questions: list[Line]) -> None:
    """A story lists what every message does, starts at zero, runs forward and asks about one of its messages."""
    for story in (question for question in questions if "events" in question):
        times = [event["at"] for event in story["events"]]
        assert times[0] == 0, story["id"]
        assert times == sorted(times), story["id"]
        assert len(times) == len(story["expect_events"]), story["id"]
        assert story["asked_event"] in range(len(times)), story["id"]
        assert all(set(event) == EVENT_FIELDS for event in story["expect_events"]), story["id"]


def test_the_verdict_of_a_story_is_that_of_the_message_asked_about(questions: list[Line]) -> None:
    """What a story expects for the whole is what it expects for the message it asks about."""
    for story in (question for question in questions if "events" in question):
        asked = story["expect_events"][story["asked_event"]]
        assert {field: story["expect"][field] for field in EVENT_FIELDS} == asked, story["id"]


def test_small_talk_and_declined_questions_expect_no_verdict(questions: list[Line]) -> None:
    """Out of scope, nothing is decided, counted or asked back for."""
    for question in (question for question in questions if question["kind"] in {"offtopic", "smalltalk"}):
        assert not [field for field in FIELDS if question["expect"].get(field) is not None], question["id"]
        assert question["needs_followup"] is None, question["id"]


def test_parts_add_up(questions: list[Line]) -> None:
    """Where an estimate names its parts, their counts add up to the whole."""
    for question in (question for question in questions if question["kind"] == "estimate"):
        if parts := question["expect"].get("items"):
            assert question["expect"]["quantity"] == sum(part["quantity"] for part in parts), question["id"]


def test_category_questions_decide_the_category_alone(questions: list[Line]) -> None:
    """Which kind a message is says nothing yet about opening, charge or count."""
    for question in (question for question in questions if question["kind"] == "category"):
        others = {*DECIDED, *COUNTS, "country"} - {"category"}
        assert not [field for field in others if question["expect"].get(field) is not None], question["id"]
