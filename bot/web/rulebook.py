"""Rules by id: their text in one language, and the documents that state them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from bot.compose.notes import why_of
from bot.compose.wording import Wording, capital
from locales.translate import translator

_FILE = Path(__file__).parent / "sources.toml"


class Rule(Struct, frozen=True, kw_only=True):
    """A rule as a page shows it."""

    id: str
    text: str
    sources: tuple[str, ...]
    """Titles of documents, or what it is instead: a reading of our own."""


def rules_of(ids: Iterable[str], language: str) -> list[Rule]:
    """Return the rules of an answer; an id without text is left out."""
    wording = Wording(language, "UTC", "USD")
    found = ((id, why_of(id, wording)) for id in ids)
    return [Rule(id=id, text=capital(text), sources=_sources(id, language)) for id, text in found if text]


def _sources(id: str, language: str) -> tuple[str, ...]:
    return _by_rule().get(id) or (translator(language)("web.rule.judged"),)


@cache
def _by_rule() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for document in tomllib.loads(_FILE.read_text("utf-8"))["document"]:
        for id in document["rules"]:
            found[id] = (*found.get(id, ()), document["title"])
    return found
