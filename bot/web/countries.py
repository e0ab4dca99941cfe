"""Countries to pick from, by their names in one language."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from locales.formats import formats
from locales.translate import translator
from pricing import parameters
from pricing.markets import markets_on


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of every country in Meta's table, in the order of the alphabet."""
    named = ((code, formats(language).country(code)) for code in markets_on(parameters.eras()[-1].first))
    return tuple(sorted(named, key=lambda pair: normalize("NFKD", pair[1]).encode("ascii", "ignore").lower()))


def said(code: str, language: str) -> str:
    """Return a country as it stands after `in` and is read back as no other: Granada is a city in Spain too."""
    return translator(language).find(f"web.said.{code}") or formats(language).in_country(code)


@cache
def likely(language: str) -> tuple[tuple[str, str], ...]:
    """Return the countries that most people who speak a language ask about, the likeliest first."""
    return tuple(
        (code, formats(language).country(code)) for code in translator(language)("ask.choices.country").split()
    )
