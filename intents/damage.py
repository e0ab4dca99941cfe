"""Spoils a text the way people in a hurry do: no accents, letters swapped or lost, words shortened.

Used in development only: training phrases are learned in spoiled copies too, and tests spoil what they ask.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
"""Shorter words keep all their letters: they would not be recognised by a person either."""

Spoil = Callable[[str, str, random.Random], str]
"""Text and language to a spoiled text."""


def without_accents(text: str, _language: str = "", _chance: random.Random | None = None) -> str:
    """Drop the accents and the opening signs; `ñ` becomes `n`."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "¿¡")


def mistyped(text: str, _language: str, chance: random.Random) -> str:
    """Swap, lose or double a letter in one long word out of three."""
    return _WORD.sub(lambda found: _mistype(found.group(), chance), without_accents(text))


def _mistype(word: str, chance: random.Random) -> str:
    if len(word) < _LONG or chance.random() > 1 / 3:
        return word
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return chance.choice((before + after[0] + letter + after[1:], before + after, before + letter + letter + after))


def shortened(text: str, language: str, _chance: random.Random | None = None) -> str:
    """Write words the way chats do (`q`, `xq`, `pls`, `u`), without accents and closing signs."""
    short = _shorthand(language)
    return _WORD.sub(
        lambda found: short.get(found.group().lower(), found.group()), without_accents(text).rstrip("?!. ")
    )


@cache
def _shorthand(language: str) -> Mapping[str, str]:
    tables: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("shorthand.toml").read_text("utf-8"))
    return tables[language]


SPOILS: Mapping[str, Spoil] = {
    "without accents": without_accents,
    "mistyped": mistyped,
    "shortened": shortened,
}
"""All ways of spoiling by name."""


def gibberish(chance: random.Random) -> str:
    """Return letters that mean nothing, in one to six words."""
    letters = chance.choice(("abcdefghijklmnopqrstuvwxyz", "asdfghjkl", "qwertyuiop", "xkzjwqv"))
    words = ("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(chance.randint(1, 6)))
    return " ".join(words)
