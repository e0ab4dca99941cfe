"""Taking the question off a text."""

from __future__ import annotations

import pytest

from intents.content.subject import subject_of


def words(text: str) -> tuple[str, str]:
    """Return the quoted words and the told ones that are left of a text."""
    subject = subject_of(text)
    kept = {token.start for token in subject.words}
    quoted, told = (" ".join(t.norm for t in part if t.start in kept) for part in (subject.quoted, subject.told))
    return quoted, told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("le quiero mandar la factura por plantilla, eso es de utilidad?", "la factura"),
        ("¿En qué categoría va la factura?", "la factura"),
        ("hola buenas, la factura es marketing o utility? gracias", "la factura o"),
        ("is an invoice marketing or utility?", "is an invoice or"),
        ("invoice, which bucket does it fall in? thanks!", "invoice"),
        ("gracias por tu compra", "gracias por tu compra"),
    ],
)
def test_the_question_is_left_out(text: str, told: str) -> None:
    """Words that ask, greet and thank go; thanks within a message stay."""
    assert words(text) == ("", told)


@pytest.mark.parametrize("marks", ["''", '""', "«»", "“”", "‘’"])
def test_the_message_is_what_is_quoted(marks: str) -> None:
    """Every style of quotation is the message itself."""
    assert words(f"¿en qué categoría va el aviso {marks[0]}tu pedido salió{marks[1]}?") == (
        "tu pedido salio",
        "el aviso",
    )


def test_an_apostrophe_opens_no_quotation() -> None:
    """Contractions and possessives are words, not quotations."""
    assert words("it's the customer's order and we don't sell")[0] == ""


def test_a_single_quoted_word_is_a_name() -> None:
    """One word in quotation marks is told, it is no message."""
    assert words("cupón 'VUELVE' para clientes")[0] == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [("factura sin promo", "factura"), ("receipt with no offer or discount", "receipt with")],
)
def test_what_is_denied_is_left_out(text: str, told: str) -> None:
    """A promotion that is said not to be there leaves no word behind."""
    assert words(text)[1] == told


def test_placeholders_are_noticed() -> None:
    """A template's place for a value is no word, but it is known to be there."""
    assert subject_of("{{1}}").placeholders
    assert subject_of("{{1}}").words == ()
    assert not subject_of("promo").placeholders


def test_nothing_is_left_of_a_bare_question() -> None:
    """Asking without naming a message leaves nothing that says what it is."""
    assert subject_of("¿en qué categoría va?").words == ()
    assert subject_of("").tokens == ()
