"""Both languages say the same things, completely, and what is compiled is what is written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from locales import compile as compiler
from locales.topics import topics
from locales.translate import FOLDER, LANGUAGES, MissingText, UnknownLanguage, translator
from tests.locales.catalogs import all_texts, domains, written

ROOT = FOLDER.parent
SOURCES = [
    path
    for package in ("bot", "locales")
    for path in (ROOT / package).rglob("*.*")
    if path.suffix in (".py", ".html") and path != ROOT / "locales" / "compile.py"
]
KEY = re.compile(r"""f?["']([a-z_]+(?:\.(?:[^"'{}\s]|\{[^"'{}]*\})+)+)["']""")
HOLE = re.compile(r"\{[^{}]*\}")
OUTSIDE = ("cli", "country", "market", "conversation_rule", "message_rule")
"""Catalogs whose keys are made elsewhere: by the commands, from ISO codes, names of markets and ids of rules."""
INTENTS = tomllib.loads((ROOT / "intents" / "catalog.toml").read_text(encoding="utf-8"))["intents"]
"""Names of intents look like keys."""


@pytest.mark.parametrize("domain", domains())
def test_both_languages_have_the_same_keys(domain: str) -> None:
    """A catalog holds the same keys in Spanish and in English, in the same order."""
    assert list(written("es", domain)) == list(written("en", domain))


def test_there_is_no_catalog_in_one_language_only() -> None:
    """Every catalog stands in both languages."""
    names = [{path.stem for path in (FOLDER / language).glob("*.po")} for language in LANGUAGES]
    assert names[0] == names[1]


@pytest.mark.parametrize("domain", domains())
def test_both_languages_have_the_same_placeholders(domain: str) -> None:
    """What is filled in is the same in both languages, in singular and plural together."""
    spanish, english = written("es", domain), written("en", domain)
    assert {key: _holes(texts) for key, texts in spanish.items()} == {
        key: _holes(texts) for key, texts in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_fill_in_no_more_in_the_singular(language: str) -> None:
    """A singular may leave the count out, but knows no placeholder that the plural does not have."""
    for key, texts in all_texts(language).items():
        assert _holes(texts[:1]) <= _holes(texts[-1:]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something_and_is_trimmed(language: str) -> None:
    """No text is empty, and none begins or ends with a space."""
    wrong = [key for key, texts in all_texts(language).items() for text in texts if not text or text != text.strip(" ")]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_holds_only_keys_of_its_name(language: str) -> None:
    """The part of a key before the first dot names its catalog: that is how it is found."""
    wrong = [key for domain in domains() for key in written(language, domain) if key.partition(".")[0] != domain]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_current(language: str) -> None:
    """Each `.mo` holds exactly what its sources say; `make messages` renews them."""
    found = {path.stem: _messages(_compiled(path)) for path in (FOLDER / language).glob("*.mo")}
    wanted = {domain: _messages(compiler.texts(language, domain)) for domain in compiler.domains(language)}
    assert found == wanted


def test_compiling_again_changes_nothing(tmp_path: Path) -> None:
    """The same texts give the same bytes, whenever they are compiled."""
    compiler.write(tmp_path / "verdict.mo", compiler.texts("es", "verdict"))
    assert (tmp_path / "verdict.mo").read_bytes() == (FOLDER / "es" / "verdict.mo").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_that_nothing_says(language: str) -> None:
    """Every key is named by the sources, as it stands or as a pattern with codes filled in."""
    patterns = [_pattern(key) for path in SOURCES for key in KEY.findall(path.read_text(encoding="utf-8"))]
    named = re.compile("|".join(patterns))
    explained = set(_topic_keys())
    orphans = [
        key
        for key in all_texts(language)
        if key.partition(".")[0] not in OUTSIDE and key not in explained and not named.fullmatch(key)
    ]
    assert orphans == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_named_in_full_has_a_text(language: str) -> None:
    """A key that stands in the sources without codes to fill in is in the catalogs."""
    known = set(all_texts(language)) | {"calendar.group", "calendar.decimal"}
    catalogs = set(domains())
    missing = [
        key
        for path in SOURCES
        for key in KEY.findall(path.read_text(encoding="utf-8"))
        if "{" not in key and key.partition(".")[0] in catalogs and key not in known and key not in INTENTS
    ]
    assert missing == []


def test_a_key_without_a_text_is_a_mistake_not_a_text() -> None:
    """A missing text is never answered with the bare key."""
    say = translator("es")
    with pytest.raises(MissingText):
        say("verdict.no_such_thing")
    with pytest.raises(MissingText):
        say.plural("verdict.no_such_thing", 2)
    with pytest.raises(MissingText):
        say("no_such_catalog.anything")
    assert say.find("verdict.no_such_thing") is None


def test_there_are_two_languages() -> None:
    """Whoever asks for another language is told so."""
    with pytest.raises(UnknownLanguage):
        translator("fr")


def test_what_is_filled_in_is_not_read_as_a_text() -> None:
    """Braces in a value stay as they are: what people write cannot reach into the texts."""
    assert "{thing} {0}" in translator("en")("declined.handoff", handoff="{thing} {0}")


def _holes(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def _compiled(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file)


def _messages(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    found = {}
    for message in catalog:
        if message.id:
            plural = isinstance(message.id, list | tuple)
            found[message.id[0] if plural else message.id] = tuple(message.string) if plural else (message.string,)
    return found


def _pattern(key: str) -> str:
    return ".+".join(re.escape(part) for part in HOLE.split(key)) + r"(\.[a-z_]+)?"


def _topic_keys() -> list[str]:
    keys = [variant.key for variants in topics().values() for variant in variants]
    return keys + [f"{key}.example" for key in keys]
