"""Reads the catalogs as they stand in their `.po` files, for the tests."""

from __future__ import annotations

from babel.messages.pofile import read_po

from locales.translate import FOLDER, LANGUAGES

Texts = dict[str, tuple[str, ...]]
"""The text of each key: one, or singular and plural."""


def written(language: str, domain: str) -> Texts:
    """Return what is written by hand in one catalog."""
    with (FOLDER / language / f"{domain}.po").open("rb") as file:
        return {_key(message.id): _texts(message.string) for message in read_po(file) if message.id}


def domains() -> list[str]:
    """Return the names of all catalogs that have a `.po`."""
    return sorted(path.stem for path in (FOLDER / LANGUAGES[0]).glob("*.po"))


def all_texts(language: str) -> Texts:
    """Return every text of a language that is written by hand."""
    return {key: texts for domain in domains() for key, texts in written(language, domain).items()}


def _key(found: object) -> str:
    return found[0] if isinstance(found, list | tuple) else str(found)


def _texts(found: object) -> tuple[str, ...]:
    return tuple(found) if isinstance(found, list | tuple) else (str(found),)
