"""Slots are filled with canonical codes, and only those that the intent has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import catalog
from intents.embedded import EmbeddedRecognizer, own
from intents.reader.lexer import mark
from intents.recognizer import Utterance
from intents.slots import fillings

FILLED = [
    ("cuánto cuesta marketing en méxico", {"category": ("marketing",), "country": ("MX",)}),
    ("how much is utility in Spain", {"category": ("utility",), "country": ("ES",)}),
    ("mexico vs colombia vs mexico, otp", {"category": ("authentication",), "country": ("MX", "CO")}),
    ("1.500 mensajes de marketing a brasil", {"category": ("marketing",), "country": ("BR",), "quantity": ("1500",)}),
    ("20-25 citas diarias", {"quantity": ("20-25",)}),
    ("utility in july 2025", {"category": ("utility",), "when": ("2025-07",)}),
    ("marketing con las reglas de hoy", {"category": ("marketing",), "when": ("today",)}),
    ("entró por un anuncio de facebook", {"entry_point": ("ctwa_ad",)}),
    ("hola", {}),
    ("", {}),
]


@pytest.mark.parametrize(("text", "slots"), FILLED)
def test_fillings(text: str, slots: dict[str, tuple[str, ...]]) -> None:
    """Values are codes in the order of the text, none twice."""
    assert fillings(mark(text)) == slots


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("precio de marketing en 2023", "2023"),
        ("precio de marketing el 15 de julio de 2025", "2025-07-15"),
        ("precio de marketing en julio", "--07"),
    ],
)
def test_as_much_of_a_date_as_was_said(text: str, when: str) -> None:
    """A year, a month or a day: ISO 8601, cut where nothing more was said."""
    assert fillings(mark(text))["when"] == (when,)


def test_a_month_counted_from_now_is_no_date() -> None:
    """`Last month` has no canonical form without a clock, which is not looked at here."""
    assert "when" not in fillings(mark("cuánto gasté el mes pasado"))


@given(st.text(max_size=200))
def test_every_value_has_a_slot(text: str) -> None:
    """Only slots of the catalog are filled, with values that are not empty and not repeated."""
    for slot, values in fillings(mark(text)).items():
        assert slot in catalog.load().slots
        assert values
        assert all(values)
        assert len(set(values)) == len(values)


def test_an_intent_keeps_its_own_slots() -> None:
    """What an intent has no slot for is left out; an unknown one has none."""
    filled = {"category": ("marketing",), "quantity": ("3",), "country": ("MX",)}
    assert own("rate.lookup", filled) == {"category": ("marketing",), "country": ("MX",)}
    assert own("estimate.bill", filled) == filled
    assert own("smalltalk.thanks", filled) == own("unknown", filled) == {}


def test_a_recognition_carries_its_slots() -> None:
    """The recognizer hands on what the intent can use."""
    said = EmbeddedRecognizer().recognize(Utterance(text="tarifa de utilidad en chile", language="es"))
    assert (said.intent, said.slots) == ("rate.lookup", {"category": ("utility",), "country": ("CL",)})
