"""The training phrases: how people ask for each intent, by language.

One file a kind, `phrases/<language>/<kind>.toml`, with one table for each intent of that kind, named by its topic.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from intents.catalog import HOME, LANGUAGES

FOLDER = HOME / "phrases"


class Phrase(Struct, frozen=True):
    """One way of asking for an intent."""

    language: str
    intent: str
    text: str


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """One table of a file."""

    phrases: tuple[str, ...]


def load(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """Return all phrases in the order of languages, files and lines. Raises `ValueError` for a file out of shape."""
    return tuple(phrase for language in LANGUAGES for file in files(language, folder) for phrase in read(file))


def files(language: str, folder: Path = FOLDER) -> list[Path]:
    """Return the files of a language by name."""
    return sorted((folder / language).glob("*.toml"))


def read(file: Path) -> tuple[Phrase, ...]:
    """Return the phrases of one file. Raises `ValueError` naming the file if it is out of shape."""
    try:
        tables = msgspec.convert(tomllib.loads(file.read_text("utf-8")), dict[str, Phrases])
    except ValueError as error:
        raise ValueError(f"{file.parent.name}/{file.name}: {error}") from error
    return tuple(
        Phrase(file.parent.name, f"{file.stem}.{topic}", text)
        for topic, table in tables.items()
        for text in table.phrases
    )
