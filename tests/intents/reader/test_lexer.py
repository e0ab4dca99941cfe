"""Laws that hold for any text, and how marks settle with each other."""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reader.lexer import mark
from intents.reader.marks import CalendarDate, Marked, MarkKind
from tests.intents.reader.spelling import spelt

FOLDER = Path(__file__).parents[2] / "cases" / "reading"
SENTENCES = [
    text
    for path in sorted(FOLDER.glob("*.toml"))
    for section in tomllib.loads(path.read_text("utf-8")).values()
    for text in section
]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
SALADS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
"""Known words in any order: far more likely to meet a grammar half way than random characters are."""
ODD = st.text(alphabet="\u0301\u200b\u00ad\ufeff\u0130\u00df\u202e\ud800\x00e1 .'", max_size=12)
ANY_TEXT = st.text() | ODD | SALADS | st.text(alphabet="0123456789.,:/-+' hmsaptdeny$#\"", max_size=60)


def _sound(marked: Marked) -> None:
    end = 0
    for token in marked.tokens:
        assert end <= token.start < token.end <= len(marked.text)
        assert marked.text[token.start : token.end] == token.text
        assert token.norm
        assert token.norm == token.norm.lower()
        end = token.end
    last = 0
    for found in marked.marks:
        assert last <= found.start < found.end <= len(marked.tokens)
        last = found.end


@given(ANY_TEXT)
def test_any_text(text: str) -> None:
    """Any text is read without an error; tokens point into it, and marks come in order and never overlap."""
    _sound(mark(text))


@given(SALADS, st.sampled_from(["es", "en", None]))
def test_values_have_their_kind(text: str, language: str | None) -> None:
    """A mark's value is of the type that its kind promises, whatever words stand together."""
    for found in mark(text, language).marks:
        types = {MarkKind.COUNTRY: str, MarkKind.DATE: CalendarDate, MarkKind.QUOTE: str, MarkKind.PER: str}
        assert isinstance(found.value, types.get(found.kind, object))


@pytest.mark.parametrize("text", SENTENCES)
def test_accents_do_not_matter(text: str) -> None:
    """Accents typed as signs of their own, or as one with the letter, read the same."""
    apart = "; ".join(spelt(mark(unicodedata.normalize("NFD", text))))
    assert unicodedata.normalize("NFC", apart) == "; ".join(spelt(mark(text)))


PLAIN = [text for text in SENTENCES if text == text.lower() and "'" not in text and '"' not in text and "“" not in text]


@pytest.mark.parametrize("text", PLAIN)
def test_accents_may_be_left_out(text: str) -> None:
    """People in a hurry leave accents out: nothing else is read then."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")
    assert spelt(mark(bare)) == spelt(mark(text))


@pytest.mark.parametrize("text", PLAIN)
def test_a_sentence_more_changes_nothing(text: str) -> None:
    """What is read of a text stands when a sentence that says nothing comes before and after it."""
    within = spelt(mark(f"hola. \n{text}\ngracias"))
    assert within == spelt(mark(text))


@pytest.mark.parametrize(
    ("text", "language", "marks"),
    [
        ("03/04/2025", "es", "date 2025-04-03"),
        ("03/04/2025", "en", "date 2025-03-04"),
        ("03/04/2025", None, "date 2025-04-03"),
        ("13/04/2025", "en", "date 2025-04-13"),
        ("04/13/2025", "es", "date 2025-04-13"),
        ("13/13/2025", "es", ""),
    ],
)
def test_language_orders_day_and_month(text: str, language: str | None, marks: str) -> None:
    """Only what both orders allow depends on the language."""
    assert "; ".join(spelt(mark(text, language))) == marks


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("le escribo a las 10:05 am", MarkKind.CLOCK, "a las 10:05 am"),
        ("chat until 16:00", MarkKind.CLOCK, "16:00"),
        ("25 horas después", MarkKind.SPAN, "25 horas después"),
        ("unos 2.000 al mes", MarkKind.QUANTITY, "unos 2.000"),
        ("en los Estados Unidos", MarkKind.COUNTRY, "Estados Unidos"),
        ("dice «ya salió tu pedido»", MarkKind.QUOTE, "«ya salió tu pedido»"),
    ],
)
def test_what_a_mark_covers(text: str, kind: MarkKind, said: str) -> None:
    """A mark covers its prepositions; `until` stays outside, as it relates the time to something else."""
    marked = mark(text)
    (found,) = marked.of(kind)
    assert text[marked.tokens[found.start].start : marked.tokens[found.end - 1].end] == said


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "mil ",
        "10 ",
        "'",
        '"',
        "! ",
        "+1 ",
        "1.",
        "a.",
        "entre 10 y 20 ",
        "\u200b",
        "----",
        "\ud800",
        "🇲🇽",
        "\x00",
        "ש ",
        "(",
        "20-",
        "1/",
        ":",
    ],
)
def test_long_texts_cost_in_proportion(unit: str) -> None:
    """Eight times the text takes about eight times the steps: nothing in it makes reading quadratic."""
    assert _steps((unit * 40_000)[:16_000]) < 9 * _steps((unit * 40_000)[:2_000])


def _steps(text: str) -> int:
    """Function calls that reading takes: the same on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        marked = mark(text)
    finally:
        sys.setprofile(None)
    _sound(marked)
    return calls
