"""Tickets named in a text are found, taken out, and named in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reader.tickets import LONGEST, normalised, split_tickets

NAMED = {
    "¿cuánto cuesta marketing a México? ticket ZD-1234": ("¿cuánto cuesta marketing a México?", "ZD-1234"),
    "ZD-1234: ¿me cobran la plantilla?": (": ¿me cobran la plantilla?", "ZD-1234"),
    "(ticket zd 77) ¿me cobran?": ("¿me cobran?", "ZD-77"),
    "[TKT#5501] how much is utility": ("how much is utility", "5501"),
    "ticket: 55 precio de utilidad": ("precio de utilidad", "55"),
    "ticket n.º 1234 precio": ("precio", "1234"),
    "caso #991 precio de marketing": ("precio de marketing", "991"),
    "caso SUP-12 precio de marketing": ("precio de marketing", "SUP-12"),
    "issue no. 555 price of utility": ("price of utility", "555"),
    "incident INC0012345 price": ("price", "INC-0012345"),
    "precio para sup-88, gracias": ("precio para  , gracias", "SUP-88"),
    "https://acme.zendesk.com/agent/tickets/1234 precio?": ("precio?", "ZD-1234"),
    "https://acme.atlassian.net/browse/ABC-12?x=1 precio": ("precio", "ABC-12"),
}


@pytest.mark.parametrize("text", NAMED)
def test_ticket_is_found_and_taken_out(text: str) -> None:
    """What is left says the same without the ticket; the ticket has its one name."""
    rest, ticket = NAMED[text]
    assert split_tickets(text) == (rest, (ticket,))


@pytest.mark.parametrize(
    "text",
    [
        "¿cuánto cuestan 2000 mensajes a México?",
        "en caso 2000 mensajes sean muchos",
        "in case 2000 messages are too many",
        "caso 1: mando una plantilla; caso 2: mando dos",
        "case A1 and case B2",
        "tickets de soporte: 5000 mensajes",
        "mando 3 tickets 20 mensajes",
        "covid-19 template cost",
        "UTF-8, ISO-8601, C5, N2",
        "la ventana de 24h",
        "https://example.com/precios/1234",
        "ticket",
        "",
    ],
)
def test_other_numbers_are_no_tickets(text: str) -> None:
    """Counts, lists of cases, and names of other things are left alone."""
    assert split_tickets(text) == (text, ())


def test_several_tickets_are_each_found_once() -> None:
    """They come in the order of the text; a repeated one counts once."""
    assert split_tickets("ticket ZD-2, ticket ZD-1 y ticket zd2: ¿precio?")[1] == ("ZD-2", "ZD-1")


@pytest.mark.parametrize("text", ["ticket ZD-1234", " ZD-1234. ", "(#)ticket 77"])
def test_text_of_nothing_else_stays(text: str) -> None:
    """Where nothing is asked beside the ticket, the text is not emptied."""
    rest, tickets = split_tickets(text)
    assert rest == text
    assert len(tickets) == 1


@pytest.mark.parametrize(
    "written", ["ZD-1234", "zd-1234", "zd1234", "ZD 1234", "ZD_1234", "#ZD-1234", " zd - 1234 ", "ZD#1234"]
)
def test_one_ticket_has_one_name(written: str) -> None:
    """However it is written, the name is the same."""
    assert normalised(written) == "ZD-1234"


@pytest.mark.parametrize(
    "written", ["", "hola", "ZD-", "12a", "1 2", "ZD-1\x00", "ñ-1", "٣", "x" * 16 + "-1", "ZD-" + "1" * 20, "a\nb-1"]
)
def test_what_is_no_name_is_none(written: str) -> None:
    """Anything but letters, a hyphen and a number is refused."""
    assert normalised(written) is None


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """A normalised name is a name of its own, and short enough to be kept."""
    name = normalised(text)
    if name is not None:
        assert normalised(name) == name
        assert 0 < len(name) <= LONGEST


@given(st.text())
def test_every_ticket_found_is_normalised(text: str) -> None:
    """Whatever the text, names found are normal, and a text without any comes back as it is."""
    rest, tickets = split_tickets(text)
    assert all(normalised(ticket) == ticket for ticket in tickets)
    assert tickets or rest == text


@pytest.mark.parametrize("piece", ["ticket ", "https://a/", "ZD-", "ticket:::", "(", "caso # ", "a-b-"])
def test_long_texts_are_no_trouble(piece: str) -> None:
    """Nothing that repeats makes reading slow."""
    assert split_tickets(piece * 4000)[1] == ()
