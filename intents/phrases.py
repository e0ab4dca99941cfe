"""The training phrases: how people ask for each intent, by language.

One file a kind, `phrases/<language>/<kind>.toml`, with one table for each intent of that kind, named by its topic.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from intents.catalog import HOME, LANGUAGES


class Phrase(Struct, frozen=True):
    """One way of asking for an intent."""

    language: str
    intent: str
    text: str


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """One table of a file."""

    phrases: tuple[str, ...]


def load(folder: Path = HOME / "phrases") -> tuple[Phrase, ...]:
    """Return all phrases in the order of languages, files and lines. Raises `ValueError` for a file out of shape."""
    return tuple(phrase for language in LANGUAGES for phrase in _of(language, folder / language))


def _of(language: str, folder: Path) -> Iterator[Phrase]:
    for file in sorted(folder.glob("*.toml")):
        for topic, table in read(file).items():
            yield from (Phrase(language, f"{file.stem}.{topic}", text) for text in table.phrases)


def read(file: Path) -> Mapping[str, Phrases]:
    """Return the tables of one file by topic. Raises `ValueError` naming the file if it is out of shape."""
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), dict[str, Phrases])
    except ValueError as error:
        raise ValueError(f"{file.parent.name}/{file.name}: {error}") from error
