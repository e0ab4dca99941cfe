"""The words a story is told with: which of them stand where in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from intents.reader.conjugation import Verb, forms
from intents.reader.marks import Token
from intents.reader.text import tokenize

LANGUAGES = ("es", "en")
_ALIKE = {"b": "v", "v": "b", "s": "cz", "c": "skz", "z": "sc", "g": "j", "j": "g", "k": "cq", "i": "y", "y": "i"}
"""Letters that sound alike in Spanish and are written for each other."""
_LONG = 6
"""Shorter words have too many neighbours to mend."""


class Cue(Struct, frozen=True):
    """A word or run of words of the story, over tokens `start` to `end` (half-open)."""

    kind: str
    """A class of words/*.toml, or `verb`."""
    start: int
    end: int
    verb: Verb | None = None


Meaning = tuple[str, Verb | None]
Lexicon = dict[str, list[tuple[tuple[str, ...], list[Meaning]]]]


@lru_cache(maxsize=16)
def cues_in(tokens: tuple[Token, ...]) -> tuple[Cue, ...]:
    """Find all words of the story; the longest run at a place wins, and a run may mean several things."""
    lexicon = _lexicon()
    norms = [_mended(token.norm) for token in tokens]
    found: list[Cue] = []
    position = 0
    while position < len(norms):
        length, meanings = _longest(lexicon, norms, position)
        found += [Cue(kind, position, position + length, _accented(verb, tokens[position])) for kind, verb in meanings]
        position += max(length, 1)
    return tuple(found)


@lru_cache(maxsize=4096)
def _mended(norm: str) -> str:
    """A long word that is no word of the story, but is one with a common slip of the finger or the ear mended."""
    lexicon = _lexicon()
    if len(norm) < _LONG or norm in lexicon or not norm.isalpha():
        return norm
    return next((word for word in _slips(norm) if word in lexicon), norm)


def _slips(norm: str) -> Iterator[str]:
    for place in range(1, len(norm)):
        yield norm[: place - 1] + norm[place] + norm[place - 1] + norm[place + 1 :]
    for place, letter in enumerate(norm):
        if place and letter == norm[place - 1]:
            yield norm[:place] + norm[place + 1 :]
        for vowel in "aeiou":
            yield norm[:place] + vowel + norm[place:]
        for alike in _ALIKE.get(letter, ""):
            yield norm[:place] + alike + norm[place + 1 :]


def _longest(lexicon: Lexicon, norms: list[str], position: int) -> tuple[int, list[Meaning]]:
    for run, meanings in lexicon.get(norms[position], ()):
        if norms[position : position + len(run)] == list(run):
            return len(run), meanings
    return 0, []


def _accented(verb: Verb | None, token: Token) -> Verb | None:
    """An accent settles the person: `mandó` is somebody else, `mandé` is us."""
    if verb is None or not verb.unsure:
        return verb
    return Verb(verb.act, 3) if token.text.lower().endswith("ó") else verb


@cache
def group(name: str) -> frozenset[str]:
    """Small words of both languages that only matter beside others."""
    return frozenset(word for language in LANGUAGES for word in _table(language)["groups"][name])


@cache
def again_stems() -> tuple[str, ...]:
    """Beginnings of verbs that say by themselves that the same goes out again."""
    return tuple(stem for language in LANGUAGES for stem in _table(language)["again_stems"])


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads(files("intents.reader").joinpath(f"words/{language}.toml").read_text("utf-8"))


@cache
def _lexicon() -> Lexicon:
    runs: dict[tuple[str, ...], dict[str, Meaning]] = {}
    for language in LANGUAGES:
        for text, meaning in _entries(language):
            runs.setdefault(_run(text), {}).setdefault(meaning[0], meaning)
    lexicon: Lexicon = {}
    for run in sorted(runs, key=len, reverse=True):
        lexicon.setdefault(run[0], []).append((run, list(runs[run].values())))
    return lexicon


def _entries(language: str) -> Iterable[tuple[str, Meaning]]:
    table = _table(language)
    for kind, texts in table["words"].items():
        for text in texts:
            yield text, (kind, None)
    for act, verbs in table["verbs"].items():
        for text, verb in forms(act, verbs):
            yield text, ("verb", verb)


@cache
def _run(text: str) -> tuple[str, ...]:
    if text.isalpha() and text.isascii():  # one plain word: the tokenizer would give it back unchanged
        return (text,)
    return tuple(token.norm for token in tokenize(text))
