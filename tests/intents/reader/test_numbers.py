"""Numbers as people write them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reader.figures import figure
from intents.reader.lexer import mark
from intents.reader.marks import MarkKind
from intents.reader.numbers import number
from intents.reader.reading import Reading
from intents.reader.text import tokenize

COUNTS = st.integers(0, 999_999_999)


def _read(text: str) -> Decimal | None:
    reading = Reading(text, tokenize(text), None)
    found = number(reading, 0)
    return None if found is None or found.end != reading.size else found.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.200", "1200"),
        ("1,200", "1200"),
        ("1.5", "1.5"),
        ("1,50", "1.5"),
        ("0.005", "0.005"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1'000", "1000"),
        ("0.0305", "0.0305"),
        ("12", "12"),
    ],
)
def test_figures(written: str, value: str) -> None:
    """Groups of three are thousands, whichever sign parts them; one or two figures after a sign are decimals."""
    assert figure(written) == Decimal(value)


@pytest.mark.parametrize("written", ["9:00", "15/03/2024", "1" * 16, "", "x"])
def test_no_figures(written: str) -> None:
    """Times, dates and codes are no figures."""
    assert figure(written) is None


@given(COUNTS, st.sampled_from([".", ",", "'", ""]))
def test_thousands(count: int, sign: str) -> None:
    """A count reads the same with any sign between its thousands, or none."""
    assert _read(f"{count:,}".replace(",", sign)) == count


FILE = Path(__file__).parents[2] / "cases" / "numbers" / "words.toml"
WORDS = {
    language: {name: words.split() for name, words in table.items()}
    for language, table in tomllib.loads(FILE.read_text("utf-8")).items()
}


def _in_spanish(count: int) -> str:
    if count < 30:
        return WORDS["es"]["units"][count]
    if count < 100:
        return WORDS["es"]["tens"][count // 10] + (f" y {WORDS['es']['units'][count % 10]}" if count % 10 else "")
    if count == 100:
        return "cien"
    if count < 1000:
        return WORDS["es"]["hundreds"][count // 100] + (f" {_in_spanish(count % 100)}" if count % 100 else "")
    rest = f" {_in_spanish(count % 1000)}" if count % 1000 else ""
    return ("mil" if count < 2000 else f"{_in_spanish(count // 1000)} mil") + rest


def _in_english(count: int) -> str:
    if count < 20:
        return WORDS["en"]["units"][count]
    if count < 100:
        return WORDS["en"]["tens"][count // 10] + (f"-{WORDS['en']['units'][count % 10]}" if count % 10 else "")
    if count < 1000:
        return f"{WORDS['en']['units'][count // 100]} hundred" + (
            f" and {_in_english(count % 100)}" if count % 100 else ""
        )
    return f"{_in_english(count // 1000)} thousand" + (f" {_in_english(count % 1000)}" if count % 1000 else "")


@given(st.integers(2, 999_999))
def test_written_out_in_spanish(count: int) -> None:
    """Any count up to a million is understood in Spanish words."""
    (found,) = mark(f"{_in_spanish(count)} mensajes").of(MarkKind.QUANTITY)
    assert found.value.low == count


@given(st.integers(2, 999_999))
def test_written_out_in_english(count: int) -> None:
    """Any count up to a million is understood in English words."""
    assert _read(_in_english(count)) == count


@given(st.integers(1, 999), st.sampled_from(["k", "K", " k", " mil", " thousand", "mil"]))
def test_thousands_in_short(count: int, thousand: str) -> None:
    """`10k`, `10 mil` and the like multiply."""
    assert _read(f"{count}{thousand}") == count * 1000


@given(
    st.integers(1, 500), st.integers(1, 500), st.sampled_from([("", "-"), ("entre ", " y "), ("", " a "), ("", " to ")])
)
def test_ranges(first: int, more: int, words: tuple[str, str]) -> None:
    """A range has both ends."""
    text = f"{words[0]}{first}{words[1]}{first + more} mensajes"
    (found,) = mark(text).of(MarkKind.QUANTITY)
    assert (found.value.low, found.value.high) == (first, first + more)


@given(st.integers(20, 6000))
def test_digits_without_end(length: int) -> None:
    """A code of any length is read without an error, and is no count."""
    assert not mark("9" * length).of(MarkKind.QUANTITY)
    assert not mark("9" * length + ".50 usd a las " + "1" * length + " pm").of(MarkKind.MONEY)
