"""Which language is meant: tags, `Accept-Language`, and everything that is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.web.languages import NotALanguage, accepted_language, language_of


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("es", "es"),
        ("en", "en"),
        ("ES", "es"),
        ("es-419", "es"),
        ("en_GB", "en"),
        ("en-Latn-US", "en"),
        ("es-MX", "es"),
    ],
)
def test_either_language_and_its_locales(tag: str, wanted: str) -> None:
    """Spanish, English, and any locale of either, however it is written."""
    assert language_of(tag) == wanted


@pytest.mark.parametrize(
    "tag", ["", "e", "esp", "english", "fr", "es-", "es-x", "-es", "es es", "en-<b>", "es" + "-abc" * 20]
)
def test_anything_else_is_none(tag: str) -> None:
    """No other language, no prefix, nothing that only begins like one."""
    with pytest.raises(NotALanguage):
        language_of(tag)


@given(some.text())
def test_any_text_is_one_of_two_or_none(text: str) -> None:
    """Nothing but the two languages ever comes out."""
    try:
        assert language_of(text) in ("es", "en")
    except NotALanguage:
        assert text.lower()[:3] not in ("es", "en")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, None),
        ("", None),
        ("fr", None),
        ("en", "en"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("en;q=0.3, es;q=0.8", "es"),
        ("fr-FR, es;q=0.5", "es"),
        ("es;q=nonsense, en;q=0.1", "en"),
        ("*", None),
        ("es,en", "es"),
        ("," * 5000, None),
    ],
)
def test_the_browsers_favourite_of_the_two(header: str | None, wanted: str | None) -> None:
    """The one with the greater weight; the first of equals; neither is nothing."""
    assert accepted_language(header) == wanted


@given(some.text())
def test_no_header_is_too_strange(header: str) -> None:
    """Whatever stands in it, it is one of the two or nothing."""
    assert accepted_language(header) in ("es", "en", None)
