"""Noise: ten thousand texts that mean nothing get answers without a price, and none makes the program fail."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.answer import Answerer
from bot.bootstrap import answerer
from bot.questions import Question
from bot.settings import Settings
from intents.damage import gibberish

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EACH = 2_500
SIGNS = string.punctuation + " \t\n¿¡…“”«»€$₹"
WILD = [
    *map(chr, range(0x20)),
    "\u202e",
    "\u200f",
    "\u0301",
    "\ufeff",
    "\ud800",
    "🇲🇽",
    "👩‍👩‍👧",
    "ß",
    "İ",
    "中",
    "ع",
    "ก",
]


@pytest.fixture(scope="module")
def use_case() -> Answerer:
    """The whole way of a question."""
    return answerer(Settings())


def letters(chance: random.Random) -> str:
    """Made-up words."""
    return gibberish(chance)


def signs(chance: random.Random) -> str:
    """Digits and signs in any order."""
    return "".join(chance.choices(string.digits + SIGNS, k=chance.randint(0, 60)))


def wild(chance: random.Random) -> str:
    """Control characters, other scripts, half surrogates, emoji."""
    return "".join(chance.choice((*WILD, chance.choice(string.ascii_letters))) for _ in range(chance.randint(0, 40)))


def foreign(chance: random.Random) -> str:
    """Any characters of any script."""
    return "".join(chr(chance.randrange(0xA0, 0x2FFF)) for _ in range(chance.randint(1, 40)))


@pytest.mark.parametrize("make", [letters, signs, wild, foreign])
def test_noise_has_no_price(use_case: Answerer, make: Callable[[random.Random], str]) -> None:
    """Never a crash, never a figure."""
    chance = random.Random(make.__name__)
    for _ in range(EACH):
        text = make(chance)
        verdict = use_case.answer(Question(text=text, now=NOW)).object["verdict"]
        assert verdict["amount"] is None, text
        assert verdict["total"] in (None, "0", "0.0000"), text
