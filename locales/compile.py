"""`make messages`: compiles every `<language>/<catalog>.po` to the `.mo` beside it.

Two catalogs come from CLDR through Babel: `country` (every territory; the `.po` only holds what is said shorter here)
and `calendar` (months, days and number signs). Taking them now keeps Babel, 40 ms to import and load, out of answers.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.translate import FOLDER, LANGUAGES

CLDR = {"es": "es_419", "en": "en"}
"""Names of countries and months: `Costa de Marfil` and `Rumania` are understood on both sides of the Atlantic."""
NUMBERS = {"es": "es_CR", "en": "en"}
"""Signs of numbers: `12 000,5` is read the same in Mexico and in Spain, where `12.000` and `12,000` are not."""

STAMP = datetime(2022, 2, 1, tzinfo=UTC)
"""Catalogs say when they were made; a fixed date makes the same texts the same bytes."""


def texts(language: str, domain: str, folder: Path = FOLDER) -> Catalog:
    """Return one catalog as it has to be: CLDR's entries, then those written by hand."""
    catalog = Catalog(locale=language, fuzzy=False, creation_date=STAMP, revision_date=STAMP)
    for key, text in _from_cldr(language, domain).items():
        catalog.add(f"{domain}.{key}", text)
    path = folder / language / f"{domain}.po"
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id:
                    catalog.delete(message.id)
                    catalog.add(message.id, message.string)
    return catalog


def domains(language: str, folder: Path = FOLDER) -> list[str]:
    """Return the names of all catalogs of a language."""
    return sorted({path.stem for path in (folder / language).glob("*.po")} | {"country", "calendar"})


def _from_cldr(language: str, domain: str) -> dict[str, str]:
    locale = Locale.parse(CLDR[language])
    if domain == "country":
        return {code: name for code, name in locale.territories.items() if len(code) == 2}
    if domain == "calendar":
        return _calendar(locale, Locale.parse(NUMBERS[language]))
    return {}


def _calendar(names: Locale, numbers: Locale) -> dict[str, str]:
    found = {f"month.{month}": name for month, name in names.months["format"]["abbreviated"].items()}
    found |= {f"long_month.{month}": name for month, name in names.months["format"]["wide"].items()}
    found |= {f"weekday.{day}": name for day, name in names.days["format"]["abbreviated"].items()}
    signs = numbers.number_symbols["latn"]
    return found | {"decimal": signs["decimal"], "group": signs["group"]}


def write(path: Path, catalog: Catalog) -> None:
    """Write one compiled catalog."""
    compiled = BytesIO()
    write_mo(compiled, catalog)
    path.write_bytes(compiled.getvalue())


def main(folder: Path = FOLDER) -> None:
    """Compile everything and remove what no longer has a source."""
    for language in LANGUAGES:
        current = domains(language, folder)
        for path in (folder / language).glob("*.mo"):
            if path.stem not in current:
                path.unlink()
        for domain in current:
            write(folder / language / f"{domain}.mo", texts(language, domain, folder))
        sys.stdout.write(f"{language}: {len(current)} catalogs\n")


if __name__ == "__main__":
    main()
