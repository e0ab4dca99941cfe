"""Spotting in a story what was sent."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.content.kinds import kinds_in
from intents.content.reasons import reasons
from intents.content.types import KindMark
from intents.reader.marks import Marked
from intents.reader.text import tokenize
from pricing.types import Category
from tests.intents.content import cases

CASES = cases.read("kinds.toml")["case"]


def marked(text: str) -> Marked:
    """Return a text with its tokens and no marks."""
    return Marked(text=text, tokens=tokenize(text), marks=())


def words(text: str, kind: KindMark) -> str:
    """Return the words that a kind stands on."""
    tokens = tokenize(text)
    return text[tokens[kind.start].start : tokens[kind.end - 1].end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50] or "nothing")
def test_kinds(case: dict[str, Any]) -> None:
    """The kinds of a story are found with their places, and words that only look like one are not."""
    text = case["text"]
    assert [[kind.kind, words(text, kind)] for kind in kinds_in(marked(text))] == case["kinds"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("la promo", Category.MARKETING),
        ("el catálogo", Category.MARKETING),
        ("the newsletter", Category.MARKETING),
        ("el código", Category.AUTHENTICATION),
        ("the otp", Category.AUTHENTICATION),
        ("la factura", Category.UTILITY),
        ("recordatorio de turno", Category.UTILITY),
        ("the shipping update", Category.UTILITY),
        ("boarding pass", Category.UTILITY),
    ],
)
def test_category_of_a_kind(text: str, category: Category) -> None:
    """The category follows from what was sent."""
    (kind,) = kinds_in(marked(text))
    assert kind.category is category
    assert kind.contested == ()


@pytest.mark.parametrize("text", ["la encuesta", "the survey", "renovación de la póliza", "the renewal reminder"])
def test_contested_kinds_have_no_category(text: str) -> None:
    """Where Meta's guidelines leave it open, the kind names the categories it lies between."""
    (kind,) = kinds_in(marked(text))
    assert kind.category is None
    assert set(kind.contested) == {Category.UTILITY, Category.MARKETING}


@pytest.mark.parametrize(
    "text",
    ["{} promo", "{} otra promo", "{} promo ni descuento", "{} oferta o cupón"],
)
@pytest.mark.parametrize("denial", ["sin", "without", "no"])
def test_denied_kinds_are_none(text: str, denial: str) -> None:
    """What is said not to be there is not spotted, whatever joins it; without the denial it would be."""
    assert kinds_in(marked(text.format(denial))) == ()
    assert kinds_in(marked(text.format("con"))) != ()


@pytest.mark.parametrize(
    ("one", "many"), [("cupón", "cupones"), ("invoice", "invoices"), ("cita médica", "citas médicas")]
)
def test_a_plural_is_its_singular(one: str, many: str) -> None:
    """Several of a kind are of that kind."""
    assert [kind.kind for kind in kinds_in(marked(one))] == [kind.kind for kind in kinds_in(marked(many))] != []


STORY = st.lists(
    st.sampled_from(
        ["mandé", "la", "factura", "promo", "código", "de", "descuento", "sin", "20", "%", ",", "cita", "y"]
    ),
    max_size=25,
).map(" ".join)


@given(STORY)
@settings(max_examples=150)
def test_kinds_are_in_order_and_apart(text: str) -> None:
    """Marks come in text order, never overlap, are never empty and name a reason of the data."""
    found = kinds_in(marked(text))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(kind.start < kind.end for kind in found)
    assert all(reasons()[kind.reason].category == kind.category for kind in found)


@given(STORY)
@settings(max_examples=100)
def test_what_follows_a_full_stop_changes_nothing_before_it(text: str) -> None:
    """Telling more afterwards leaves the kinds spotted before."""
    before = kinds_in(marked(text))
    assert kinds_in(marked(f"{text} . Gracias por todo"))[: len(before)] == before
