"""`make messages`: what is written by hand and what CLDR knows, compiled side by side."""

from __future__ import annotations

import shutil
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from locales import compile as compiler
from locales.translate import FOLDER, LANGUAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sources, without anything compiled."""
    for language in LANGUAGES:
        shutil.copytree(FOLDER / language, tmp_path / language, ignore=shutil.ignore_patterns("*.mo"))
    return tmp_path


def compiled(folder: Path, language: str, domain: str) -> GNUTranslations:
    """Return one compiled catalog."""
    with (folder / language / f"{domain}.mo").open("rb") as file:
        return GNUTranslations(file)


def test_everything_is_compiled_as_it_is_shipped(folder: Path) -> None:
    """Compiling the sources gives the very files that are shipped."""
    compiler.main(folder)
    for language in LANGUAGES:
        made = {path.name: path.read_bytes() for path in (folder / language).glob("*.mo")}
        shipped = {path.name: path.read_bytes() for path in (FOLDER / language).glob("*.mo")}
        assert made == shipped


def test_what_has_no_source_any_more_is_removed(folder: Path) -> None:
    """A catalog whose `.po` was deleted does not live on."""
    (folder / "es" / "old.mo").write_bytes(b"")
    compiler.main(folder)
    assert not (folder / "es" / "old.mo").exists()


def test_a_name_written_by_hand_wins_over_cldr(folder: Path) -> None:
    """CLDR names every country; what stands in the `.po` is said instead."""
    (folder / "en" / "country.po").write_text('msgid "country.HK"\nmsgstr "HK!"\n', encoding="utf-8")
    compiler.main(folder)
    catalog = compiled(folder, "en", "country")
    assert catalog.gettext("country.HK") == "HK!"
    assert catalog.gettext("country.MX") == "Mexico"


def test_months_and_signs_come_from_cldr(folder: Path) -> None:
    """The calendar has no `.po` of its own."""
    compiler.main(folder)
    assert not (folder / "es" / "calendar.po").exists()
    assert compiled(folder, "es", "calendar").gettext("calendar.month.10") == "oct"
    assert compiled(folder, "es", "calendar").gettext("calendar.decimal") == ","
    assert compiled(folder, "en", "calendar").gettext("calendar.decimal") == "."


def test_a_broken_catalog_is_not_compiled(folder: Path) -> None:
    """A mistake in a `.po` stops the command instead of losing texts."""
    (folder / "en" / "note.po").write_text('msgid "note.era"\nmsgstr "a"\ngarbage\n', encoding="utf-8")
    with pytest.raises(PoFileError):
        compiler.main(folder)
