"""The project's own questions: right, never with an invented price, however they are typed."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from bot.answer import Answerer
from bot.bootstrap import answerer
from bot.questions import Question
from bot.settings import Settings
from tests.scoring import NOW, QUESTIONS, Line, Mark, load, load_cards, mark

FLOOR = tomllib.loads((QUESTIONS / "floor.toml").read_text("utf-8"))
MOMENT = datetime.fromisoformat(NOW)
LONG = 6
"""Letters are only swapped in words of at least so many."""


@cache
def use_case() -> Answerer:
    """The whole way of a question, with the embedded recognizer."""
    return answerer(Settings())


def answer(text: str, language: str | None = None) -> dict[str, Any]:
    """The answer object."""
    return use_case().answer(Question(text=text, now=MOMENT, language=language)).object


@cache
def questions(language: str) -> tuple[Line, ...]:
    """The questions of one language."""
    return tuple(load([QUESTIONS / f"{language}.jsonl"]))


@cache
def marks(language: str) -> tuple[Mark, ...]:
    """Every question of a language, answered and judged."""
    cards = load_cards()
    return tuple(mark(line, answer(line["text"]), cards) for line in questions(language))


@pytest.mark.parametrize("language", ["es", "en"])
def test_enough_is_answered_right(language: str) -> None:
    """The share of right answers does not fall below the floor."""
    judged = marks(language)
    share = sum(one.right for one in judged) / len(judged)
    assert share >= FLOOR[language], [(one.question["text"], one.faults) for one in judged if not one.right]


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_price_is_invented(language: str) -> None:
    """Every figure stands in a cell of the card that the answer names."""
    assert [one.invented for one in marks(language) if one.invented] == []


def test_spanish_is_no_worse_than_english() -> None:
    """Within what one question in fifty can mean by chance."""
    shares = {language: sum(one.right for one in marks(language)) / len(marks(language)) for language in ("es", "en")}
    assert shares["es"] >= shares["en"] - 0.02


def without_accents(text: str) -> str:
    """As it is typed in a hurry."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def with_swap(text: str) -> str:
    """Two neighbouring letters inside one long word change places; which is settled by the text."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if word.isalpha() and len(word) >= LONG]
    if not long:
        return text
    chance = random.Random(text)
    place = chance.choice(long)
    word, at = words[place], chance.randrange(1, len(words[place]) - 2)
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


TYPING: dict[str, Callable[[str], str]] = {
    "without accents": without_accents,
    "two letters swapped": with_swap,
    "capitals": str.upper,
    "small letters": str.lower,
    "no punctuation": lambda text: text.rstrip("?!.").lstrip("¿¡"),
    "a greeting": lambda text: f"hola buenas, {text}",
    "please": lambda text: f"{text} pls",
}


def verdict(object_: dict[str, Any]) -> tuple[Any, ...]:
    """What must not change."""
    return object_["intent"], *(object_["verdict"][field] for field in ("opens", "category", "charged", "country"))


@cache
def unchanged(way: str) -> float:
    """The share of questions whose verdict one way of typing leaves as it is."""
    lines = [line for language in ("es", "en") for line in questions(language)]
    same = sum(
        verdict(answer(line["text"], line["lang"])) == verdict(answer(TYPING[way](line["text"]), line["lang"]))
        for line in lines
    )
    return same / len(lines)


def test_typing_changes_little() -> None:
    """Dropped accents, a slip, capitals, a greeting: all ways together leave nearly every verdict as it is."""
    shares = {way: unchanged(way) for way in TYPING}
    assert sum(shares.values()) / len(shares) >= FLOOR["typing"], shares
