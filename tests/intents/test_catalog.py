"""The catalog is whole, names the kinds of the machine contract, and says what is wrong with a broken one."""

from __future__ import annotations

from typing import get_args

import pytest

from intents import catalog
from intents.catalog import HOME, UNKNOWN, Kind, decode, kind_of, load, topic_of


def test_kinds_are_those_of_the_contract() -> None:
    """Every intent belongs to one of the kinds that an answer can have, and every kind has an intent."""
    assert set(load().kinds) == set(get_args(Kind))


def test_unknown_is_no_intent() -> None:
    """What stands for "not understood" cannot be asked for."""
    assert UNKNOWN not in load().intents


@pytest.mark.parametrize("intent", load().intents)
def test_an_intent_needs_only_what_it_can_fill(intent: str) -> None:
    """Slots are slots of the catalog; what is asked back for is one of the intent's own."""
    known = load().intents[intent]
    assert set(known.needs) <= set(known.slots) <= set(load().slots)


@pytest.mark.parametrize("intent", load().intents)
def test_a_name_is_a_kind_and_a_topic(intent: str) -> None:
    """Each name has one dot, and both parts are plain words."""
    assert f"{kind_of(intent)}.{topic_of(intent)}" == intent
    assert kind_of(intent).isidentifier()
    assert topic_of(intent).isidentifier()


@pytest.mark.parametrize("kind", ["rate", "estimate"])
def test_prices_need_a_place(kind: str) -> None:
    """Whoever asks for one price or one bill is asked back for the country and the category."""
    asking = [intent for intent in load().intents.values() if intent.needs]
    assert asking
    first = {"rate": "rate.lookup", "estimate": "estimate.bill"}[kind]
    assert {"country", "category"} <= set(load().intents[first].needs)


def test_a_missing_part_is_named() -> None:
    """A catalog without intents is an error that says so."""
    with pytest.raises(ValueError, match="intents"):
        decode('[slots]\ncountry = "ISO"\n')


def test_an_unknown_part_is_named() -> None:
    """A misspelled key is not passed over."""
    with pytest.raises(ValueError, match="need"):
        decode('[slots]\n[intents."rate.lookup"]\nneed = ["country"]\n')


def test_what_is_no_toml_is_an_error() -> None:
    """Nor is a file that cannot be parsed an empty catalog."""
    with pytest.raises(ValueError, match="table declaration"):
        decode("[slots")


def test_the_catalog_is_read_once() -> None:
    """Loading again gives the same object; the file stands beside the code."""
    assert load() is load()
    assert decode((HOME / "catalog.toml").read_text("utf-8")) == load()
    assert catalog.LANGUAGES == ("es", "en")
