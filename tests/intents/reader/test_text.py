"""Tokens and their normal forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reader.text import fold, norms, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿Cuánto cuesta?", "¿ cuanto cuesta ?"),
        ("EE.UU. y EE. UU. y EEUU", "eeuu y eeuu y eeuu"),
        ("U.S. vs U.K", "us vs uk"),
        ("10 a.m., 5p.m. o 6 p. m.", "10 am , 5 pm o 6 pm"),
        ("today's rate isn't 'free'", "today 's rate isn't ' free '"),
        ("10am 25h 1.200,50 9:05 2k", "10 am 25 h 1.200,50 9:05 2 k"),
        ("15/03/2024 2024-07-15 2024-07", "15/03/2024 2024-07-15 2024-07"),
        ("9:00,12:20", "9:00 , 12:20"),
        ("a->b => c → d", "a -> b => c → d"),
        ("🇲🇽🇨🇴 🙂", "🇲🇽 🇨🇴 🙂"),
        ("me\u0301xico mé\u200bxico ME\u00adXICO", "mexico mexico mexico"),
        ("wa.me/5215512345678?", "wa.me/5215512345678 ?"),
        ("www.x.com/a,b https://y.z", "www.x.com/a,b https://y.z"),
        ("𝐌é𝐱𝐢𝐜𝐨 ＭＸ", "mexico mx"),
        ("un 50% más...", "un 50 % mas ..."),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    """Words, figures, times, dates, abbreviations, flags and addresses are one token each, in their normal form."""
    assert " ".join(norms(text)) == expected


@given(st.text())
def test_every_sign_is_kept(text: str) -> None:
    """Only spaces and invisible signs stand outside tokens."""
    inside = {place for token in tokenize(text) for place in range(token.start, token.end)}
    invisible = set("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
    assert all(text[place].isspace() or text[place] in invisible for place in range(len(text)) if place not in inside)


@given(st.text(min_size=1))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A normal form is its own normal form, and is never empty."""
    assert fold(fold(text)) == fold(text) != ""
