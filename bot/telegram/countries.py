"""Countries by what somebody types of their names, in either language, or by their code."""

from __future__ import annotations

import unicodedata
from functools import cache

from locales.formats import formats
from locales.translate import LANGUAGES
from pricing import parameters
from pricing.markets import markets_on

_MOST = 8
_LIKE = 75
"""How alike two names must be, of 100, for a slip of the fingers."""


def find(text: str) -> tuple[str, ...]:
    """Return ISO codes, the best first: one for a name or code, several where what was typed may be any of them."""
    typed = _plain(text)
    if not typed:
        return ()
    names = _names()
    exact = [code for code, called in names.items() if typed in called or typed == code.lower()]
    if exact:
        return tuple(exact[:1])
    begun = [code for code, called in names.items() if any(_begins(name, typed) for name in called)]
    return tuple(begun[:_MOST]) or _similar(typed)


def _begins(name: str, typed: str) -> bool:
    return name.startswith(typed) or f" {typed}" in name


def _similar(typed: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # only for names with a slip in them

    pairs = [(name, code) for code, called in _names().items() for name in called]
    found = process.extract(typed, [name for name, _ in pairs], scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_MOST)
    return tuple(dict.fromkeys(pairs[index][1] for _, _, index in found))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    codes = sorted(markets_on(parameters.eras()[-1].first))
    return {
        code: tuple(
            dict.fromkeys(
                _plain(name)
                for language in LANGUAGES
                for name in (formats(language).country(code), formats(language).in_country(code))
            )
        )
        for code in codes
    }


def _plain(text: str) -> str:
    """Small letters without accents, one blank between words."""
    split = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in split if not unicodedata.combining(sign))
    return " ".join(letters.split())
