"""Word lists: canonical codes and the words for them, one folder per language under `entities/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("es", "en")
FOLDER = Path(__file__).with_name("entities")
"""Where the lists are."""

Section = Mapping[str, tuple[str, ...]]
"""Canonical code → its words, the first being the usual one."""


@cache
def entities(language: str, name: str) -> Mapping[str, Section]:
    """Read one list, by section; a list's main section is `names`, and `other` holds lookalikes that mean none.

    Raises `FileNotFoundError` for a list or a language that is not there.
    """
    import tomllib  # not needed where the kept runs are current (see `intents.reader.runs`)

    source = (FOLDER / language / f"{name}.toml").read_text("utf-8")
    return {section: _words(table) for section, table in tomllib.loads(source).items()}


def lists(language: str) -> tuple[str, ...]:
    """Names of the lists of a language, sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / language).glob("*.toml")))


def _words(table: Mapping[str, str]) -> Section:
    return {code: tuple(words.split(", ")) for code, words in table.items()}
