"""The trained model: it is the one that the examples give, and it says how sure it is."""

from __future__ import annotations

import pytest

from intents.content.model import Outlook, group_of, known, outlook, telling, trained
from intents.content.reasons import reasons
from intents.content.training import REPLY, examples, fingerprint, seen, wrapped, written
from intents.reader.text import tokenize
from tests.intents.content import cases

SPLIT = Outlook(chances={"promotion": 0.4, "billing_statement": 0.3, "transaction_update": 0.2, REPLY: 0.1})


def test_the_model_is_up_to_date() -> None:
    """The shipped weights were learned from the examples, word lists and features as they are now."""
    assert trained().fingerprint == fingerprint(examples())


def test_another_wording_makes_another_fingerprint() -> None:
    """Changing one word of one example shows."""
    one = seen("aviso de envío", "transaction_update", "es")
    other = seen("aviso de entrega", "transaction_update", "es")
    assert fingerprint([one]) != fingerprint([other])


def test_the_labels_are_the_reasons_of_the_examples() -> None:
    """The model can give each reason that has examples and no other."""
    assert set(trained().labels) == {reason for _, reason in written("es")} <= set(reasons())


def test_the_likeliest_group_comes_before_the_likeliest_reason() -> None:
    """Two reasons of one category together outweigh a single stronger one of another."""
    assert SPLIT.best == ("billing_statement", pytest.approx(0.5))


def test_ruling_a_reason_out_leaves_the_rest_in_proportion() -> None:
    """What is left adds up to one again."""
    left = SPLIT.without("promotion")
    assert sum(left.chances.values()) == pytest.approx(1)
    assert left.chances["billing_statement"] == pytest.approx(0.5)
    assert "promotion" not in left.chances


def test_two_outlooks_mix_by_share() -> None:
    """A share of nothing changes nothing; a share of one gives the other."""
    other = Outlook(chances=dict.fromkeys(SPLIT.chances, 0.25))
    assert SPLIT.mixed_with(other, 0).chances == SPLIT.chances
    assert SPLIT.mixed_with(other, 1).chances == pytest.approx(other.chances)
    assert sum(SPLIT.mixed_with(other, 0.2).chances.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("code", "group"),
    [("promotion", "marketing"), (REPLY, "service"), ("survey_contested", "contested"), ("unknown", "unknown")],
)
def test_group_of_a_reason(code: str, group: str) -> None:
    """A reason belongs to its category, or to what is contested, or to what is not known."""
    assert group_of(code) == group


def test_chances_add_up_to_one() -> None:
    """Whatever the words, the chances of all reasons together are certainty."""
    for text in ("código de verificación", "20% off", ""):
        assert sum(outlook(tokenize(text), "es").chances.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "is_known"), [("facturas", True), ("inauguramos", True), ("qwrtz psdfg", False), ("de la", False)]
)
def test_known_words(text: str, is_known: bool) -> None:
    """A word is known as a whole or by a good part; small words say nothing."""
    assert known(tokenize(text)) is is_known


def test_telling_words_come_strongest_first() -> None:
    """Words that speak for a reason are named, small ones never."""
    tokens = tokenize("de la tarjeta con descuento")
    assert [token.norm for token in telling(tokens, "promotion")][:1] == ["descuento"]
    assert telling(tokens, "unclear_content") == []


@pytest.mark.parametrize("language", cases.LANGUAGES)
def test_replies_are_never_wrapped(language: str) -> None:
    """Telling that something is sent goes with every example except replies."""
    told = list(wrapped(language))
    assert all(reason != REPLY for _, reason in told)
    assert len(told) == sum(reason != REPLY for _, reason in written(language))
