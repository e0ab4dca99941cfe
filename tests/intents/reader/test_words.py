"""Every word of the lists of categories, periods, eras, currencies and counts does what it is listed for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intents.entities import LANGUAGES, entities
from intents.reader.lexer import mark
from intents.reader.marks import MarkKind, Money
from tests.intents.reader.spelling import spelt


def _words(name: str, section: str) -> list[tuple[str, str]]:
    tables = [entities(language, name).get(section, {}) for language in LANGUAGES]
    return [(code, word) for table in tables for code, words in table.items() for word in words]


@pytest.mark.parametrize(("code", "word"), _words("categories", "names"))
def test_categories(code: str, word: str) -> None:
    """Each name of a category is read as it, alone and in a question."""
    assert [found.value for found in mark(word).of(MarkKind.CATEGORY)] == [code]
    assert [found.value for found in mark(f"cuánto cuesta {word.upper()} en Chile?").of(MarkKind.CATEGORY)] == [code]


@pytest.mark.parametrize("word", [word for _, word in _words("categories", "other")])
def test_lookalikes_of_categories(word: str) -> None:
    """A lookalike is no category."""
    assert not mark(f"x {word} x").of(MarkKind.CATEGORY)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("una conversación de servicio", True),
        ("mensajes de servicio de Chile", True),
        ("tarifa de servicio", True),
        ("¿es servicio?", True),
        ("service in Spain", True),
        ("marketing or service", True),
        ("el servicio de WhatsApp", False),
        ("nuestro servicio al cliente", False),
        ("un buen servicio", False),
        ("ofrecemos servicios", False),
        ("your service is bad", False),
        ("the customer service team", False),
        ("the customer service window", False),
    ],
)
def test_service(text: str, service: bool) -> None:
    """`servicio` is the category only where nothing says that a business's service is meant."""
    assert bool(mark(text).of(MarkKind.CATEGORY)) is service


@pytest.mark.parametrize(("code", "word"), _words("periods", "names"))
def test_periods(code: str, word: str) -> None:
    """Each period is read after a count."""
    marked = mark(f"500 {word}")
    assert [found.value for found in marked.of(MarkKind.PER)] == [code]
    assert [found.value.low for found in marked.of(MarkKind.QUANTITY)] == [500]


@pytest.mark.parametrize("word", [word for _, word in _words("periods", "other")])
def test_lookalikes_of_periods(word: str) -> None:
    """A lookalike is no period."""
    assert not mark(f"pago {word} x").of(MarkKind.PER)


@pytest.mark.parametrize(("code", "word"), _words("eras", "names"))
def test_eras(code: str, word: str) -> None:
    """Each name of the rules of a time is read as it."""
    assert spelt(mark(f"marketing {word}"))[1:] == [f"era {code}"]


@pytest.mark.parametrize(("code", "word"), _words("currencies", "names"))
def test_amounts(code: str, word: str) -> None:
    """Each currency goes with an amount; `pesos` alone says no currency."""
    (found,) = mark(f"tengo 200 {word}").of(MarkKind.MONEY)
    cents = word in ("centavos", "céntimos")
    assert found.value == Money(Decimal("2") if cents else Decimal("200"), None if code == "unknown" else code)


@pytest.mark.parametrize("sign", [word for _, word in _words("currencies", "before")])
def test_signs_before(sign: str) -> None:
    """Each sign and code may stand before the amount."""
    (found,) = mark(f"{sign} 1.500").of(MarkKind.MONEY)
    assert found.value.amount == 1500


@pytest.mark.parametrize("word", [word for _, word in _words("counted", "names") if word not in ("de", "of")])
def test_counted(word: str) -> None:
    """Before something counted a number is a count, never a year or an hour."""
    assert spelt(mark(f"2025 {word}"))[:1] == ["quantity 2025"]


@pytest.mark.parametrize("word", [word for _, word in _words("counted", "naming")])
def test_naming(word: str) -> None:
    """A number after these names something and counts nothing."""
    assert not mark(f"x {word} 4523 x").of(MarkKind.QUANTITY)


@pytest.mark.parametrize("word", [word for _, word in _words("numbers", "about")])
def test_about(word: str) -> None:
    """These words make a count approximate."""
    (found,) = mark(f"tengo {word} 350 clientes").of(MarkKind.QUANTITY)
    assert (found.value.low, found.value.approximate) == (350, True)


@pytest.mark.parametrize("word", [word for _, word in _words("numbers", "about_after")])
def test_about_after(word: str) -> None:
    """So do these behind it."""
    (found,) = mark(f"350 {word}").of(MarkKind.QUANTITY)
    assert (found.value.low, found.value.approximate) == (350, True)
