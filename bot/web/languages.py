"""Which language to talk in: chosen in the address, else the browser's, else the default."""

from __future__ import annotations

import re

from starlette.requests import Request

from locales.translate import LANGUAGES

_LOCALE = re.compile(r"(es|en)(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
_LONGEST = 35
"""Characters of a language tag (RFC 5646, section 4.4.1)."""


class NotALanguage(ValueError):
    """Neither Spanish nor English, nor a locale of either."""


def language_of(text: str) -> str:
    """Return `es` or `en` for either or a locale of either; raises `NotALanguage`."""
    found = _LOCALE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise NotALanguage
    return found[1].lower()


def accepted_language(header: str | None) -> str | None:
    """Return the language of ours that an `Accept-Language` likes best, if any."""
    liked: list[tuple[float, str]] = []
    for part in (header or "")[:1000].split(","):
        tag, _, weight = part.strip().partition(";q=")
        language = tag.partition("-")[0].strip().lower()
        if language in LANGUAGES:
            liked.append((_weight(weight), language))
    return max(liked, key=lambda pair: pair[0])[1] if liked else None


def browser_language(request: Request) -> str | None:
    """Return what the client is set to."""
    return accepted_language(request.headers.get("accept-language"))


def reader_language(request: Request) -> str:
    """Return the language for a page that must appear whatever is asked for."""
    default: str = request.app.state.parts.settings.cuanto_default_lang
    try:
        return language_of(request.query_params.get("lang", ""))
    except NotALanguage:
        return browser_language(request) or default


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
