"""The words a story is told with: which of them stand where in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from intents.reader.conjugation import Verb, forms
from intents.reader.marks import Token
from intents.reader.text import tokenize

LANGUAGES = ("es", "en")


class Cue(Struct, frozen=True):
    """A word or run of words of the story, over tokens `start` to `end` (half-open)."""

    kind: str
    """A class of words/*.toml, or `verb`."""
    start: int
    end: int
    verb: Verb | None = None


Meaning = tuple[str, Verb | None]
Lexicon = dict[str, list[tuple[tuple[str, ...], list[Meaning]]]]


def cues_in(tokens: Sequence[Token]) -> tuple[Cue, ...]:
    """Find all words of the story; the longest run at a place wins, and a run may mean several things."""
    lexicon = _lexicon()
    norms = [token.norm for token in tokens]
    found: list[Cue] = []
    position = 0
    while position < len(norms):
        length, meanings = _longest(lexicon, norms, position)
        found += [
            Cue(kind, position, position + length, _accented(verb, tokens[position])) for kind, verb in meanings
        ]
        position += max(length, 1)
    return tuple(found)


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
def _lexicon() -> Lexicon:
    runs: dict[tuple[str, ...], dict[Meaning, None]] = {}
    for language in LANGUAGES:
        for text, meaning in _entries(language):
            runs.setdefault(_run(text), {})[meaning] = None
    lexicon: Lexicon = {}
    for run in sorted(runs, key=len, reverse=True):
        lexicon.setdefault(run[0], []).append((run, list(runs[run])))
    return lexicon


def _entries(language: str) -> Iterable[tuple[str, Meaning]]:
    table = tomllib.loads(files("intents.reader").joinpath(f"words/{language}.toml").read_text("utf-8"))
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
