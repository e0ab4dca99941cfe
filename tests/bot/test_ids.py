"""Ids of answers: nobody guesses them, nobody misreads them."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import ALPHABET, LENGTH, new_id, read_id


def test_ids_hold_at_least_128_bits() -> None:
    """As many different ids are possible as nobody can try."""
    assert LENGTH * math.log2(len(ALPHABET)) >= 128


def test_no_two_signs_look_alike() -> None:
    """Neither 0 and o, nor 1 and l, nor a sign in two cases: an id survives being read aloud and typed."""
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("01lo") & set(ALPHABET)
    assert ALPHABET.lower() == ALPHABET


def test_ids_are_new_and_use_every_sign_in_every_place() -> None:
    """No id comes twice, and no place of it is fixed: all 32 signs turn up everywhere about equally often."""
    ids = [new_id() for _ in range(4000)]
    assert len(set(ids)) == len(ids)
    for place in range(LENGTH):
        seen = Counter(id[place] for id in ids)
        assert set(seen) == set(ALPHABET)
        assert max(seen.values()) < 3 * len(ids) / len(ALPHABET)


def test_own_ids_are_read_whatever_their_case() -> None:
    """An id is understood in capitals and with space around it."""
    id = new_id()
    assert read_id(id) == id
    assert read_id(f" {id.upper()}\n") == id


@pytest.mark.parametrize("text", ["", "abc", "0" * 26, "a" * 25, "a" * 27, "é" * 26, "../" * 9, "2" * 25 + "\x00"])
def test_nothing_else_is_an_id(text: str) -> None:
    """A wrong length or sign makes no id."""
    assert read_id(text) is None


@given(st.text())
def test_any_text_is_an_id_or_none(text: str) -> None:
    """Whatever comes in, an id that is returned consists of the alphabet only and reads as itself."""
    id = read_id(text)
    assert id is None or (len(id) == LENGTH and set(id) <= set(ALPHABET) and read_id(id) == id)
