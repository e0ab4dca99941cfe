"""Greetings and thanks around a question, taken off so that a polite question is recognised like a blunt one."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from intents.reader.marks import Token
from intents.reader.text import norms, tokenize

_FEWEST = 2
"""Words that must be left: `hola, ¿qué tal?` is a greeting and nothing else."""


def without_courtesy(text: str) -> str:
    """Return the text between greeting and thanks; the whole text if hardly anything would be left."""
    tokens = tokenize(text)
    start, end = _skipped(tokens, _runs("lead")), len(tokens)
    end -= _skipped(tokens[start:][::-1], tuple(run[::-1] for run in _runs("trail")))
    if end - start == len(tokens) or _words(tokens[start:end]) < _FEWEST:
        return text
    last = tokens[end - 1] if text[tokens[-1].start : tokens[-1].end] != "?" else tokens[-1]
    return text[tokens[start].start : last.end]


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.norm[:1].isalnum() for token in tokens)


def _skipped(tokens: Sequence[Token], runs: Sequence[tuple[str, ...]]) -> int:
    """How many tokens at the beginning are politeness or the signs between it."""
    found = [token.norm for token in tokens]
    place = polite = 0
    while place < len(found):
        run = next((run for run in runs if tuple(found[place : place + len(run)]) == run), ())
        if not run and found[place][:1].isalnum():
            break
        place += len(run) or 1
        polite = place if run else polite
    while 0 < polite < len(found) and found[polite] in ",.!;:":
        polite += 1
    return polite


@cache
def _runs(end: str) -> tuple[tuple[str, ...], ...]:
    table = tomllib.loads(files("intents.reader").joinpath("words/courtesy.toml").read_text("utf-8"))
    return tuple(sorted((norms(text) for text in table[end]), key=len, reverse=True))
