"""Texts by key, out of gettext catalogs.

A key is a stable dotted name (`verdict.free.inbound`), the same in every language, and not an English sentence: codes
of findings become keys by joining, and rewording English touches nothing else. The part before the first dot names the
catalog that holds it, `<language>/<part>.po`; a catalog is loaded when its first text is needed, so that one answer
costs about a millisecond.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("es", "en")


class UnknownLanguage(ValueError):
    """There are no texts in that language."""


class MissingText(LookupError):
    """No catalog holds the key: a mistake of ours, never answered with the bare key."""


class Translator:
    """Says things in one language. Placeholders are named, `{amount}`, and filled from keyword arguments."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of a key; raises `MissingText`."""
        text = self.find(key, **values)
        if text is None:
            raise MissingText(f"{self.language}: {key}")
        return text

    def find(self, key: str, /, **values: object) -> str | None:
        """Return the text of a key, or `None` where there is none: for codes that come from outside."""
        text = self._catalog(key).gettext(key)
        return None if text == key else text.format_map(values)

    def plural(self, key: str, count: object, /, **values: object) -> str:
        """Return the singular or plural text for a count (1 is singular, fractions are plural)."""
        text = self._catalog(key).ngettext(key, key, 1 if count == 1 else 2)
        if text == key:
            raise MissingText(f"{self.language}: {key}")
        return text.format_map(values)

    def _catalog(self, key: str) -> GNUTranslations:
        return _load(self.language, key.partition(".")[0])


@cache
def translator(language: str) -> Translator:
    """Return the texts of `es` or `en`; raises `UnknownLanguage`."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    return Translator(language)


@cache
def _load(language: str, domain: str) -> GNUTranslations:
    path = FOLDER / language / f"{domain}.mo"
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError as error:
        raise MissingText(f"{language}: no catalog {domain}") from error
