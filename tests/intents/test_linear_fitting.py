"""Learning: what is taught is known afterwards, and the same lessons always give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.fitting import Example, Schedule, fit, value
from intents.lanes import Lanes
from intents.linear import Weights, softmax

VECTORS = st.lists(st.integers(-(2**60), 2**60), min_size=4, max_size=4)

LESSONS = [
    *(Example(("price", f"country{number}"), "rate") for number in range(8)),
    *(Example(("hello", f"name{number}"), "greeting") for number in range(8)),
    *(Example(("price", "hello", f"country{number}"), "rate") for number in range(8)),
]

LEARN = """
import hashlib
from intents.examples import of_intents
from intents.fitting import Schedule, fit
from intents.phrases import load
phrases = [phrase for phrase in load() if phrase.intent.startswith("smalltalk")]
model = fit(of_intents(tuple(phrases)), Schedule(epochs=2, size=500))
print(hashlib.sha256(model.rows + repr(model.features).encode()).hexdigest())
"""


def best(model: Weights, *features: str) -> str:
    """The label that features are given."""
    chances = softmax(model.scores(features))
    return model.labels[chances.index(max(chances))]


@given(VECTORS)
def test_lanes_keep_their_values(vector: list[int]) -> None:
    """What is packed is unpacked again, below zero too."""
    lanes = Lanes(4)
    assert lanes.unpack(lanes.pack(vector)) == vector


@given(VECTORS, VECTORS)
def test_adding_integers_adds_vectors(one: list[int], other: list[int]) -> None:
    """A sum of packed vectors is the packed sum, lane by lane."""
    lanes = Lanes(4)
    total = lanes.unpack(lanes.pack(one) + lanes.pack(other))
    assert total == [first + second for first, second in zip(one, other, strict=True)]


@given(VECTORS, st.integers(-4, 4))
def test_a_multiple_is_one_of_every_lane(vector: list[int], factor: int) -> None:
    """Multiplying the integer multiplies every lane."""
    small = [number // 8 for number in vector]
    lanes = Lanes(4)
    assert lanes.unpack(lanes.pack(small) * factor) == [number * factor for number in small]


def test_what_is_taught_is_known() -> None:
    """A feature that decides is learned, and one that both labels share decides nothing."""
    model = fit(LESSONS, Schedule())
    assert best(model, "price") == "rate"
    assert best(model, "hello", "name3") == "greeting"
    assert best(model, "price", "hello") == "rate"


def test_labels_are_sorted() -> None:
    """The order of the labels does not depend on the order of the examples."""
    assert fit(LESSONS, Schedule()).labels == fit(LESSONS[::-1], Schedule()).labels == ("greeting", "rate")


def test_a_feature_seen_once_is_not_learned() -> None:
    """One example alone makes no rule."""
    assert {"name1", "name7"}.isdisjoint(fit(LESSONS, Schedule()).features)
    assert "name1" in fit(LESSONS, Schedule(seen=1)).features


def test_only_so_many_features_are_kept() -> None:
    """Of more features than there is room for, only the strongest stay, in order."""
    whole, cut = fit(LESSONS, Schedule()), fit(LESSONS, Schedule(size=4))
    assert len(whole.features) > len(cut.features) == 4
    assert {"price"} < set(cut.features) < set(whole.features)
    assert list(cut.features) == sorted(cut.features)


@pytest.mark.parametrize(
    ("common", "rare"), [(0.5, 0.001), (0.1, 0.0001)], ids=["half and one in a thousand", "tenth and ten thousandth"]
)
def test_rare_features_count_for_more(common: float, rare: float) -> None:
    """What stands in few examples says more than what stands in many."""
    assert value("_mar", rare, 1.5) > value("_mar", common, 1.5) >= 1


@pytest.mark.parametrize("feature", ["_word_", "two words", "@country", "#words:2"])
def test_whole_words_count_for_more(feature: str) -> None:
    """Words, pairs and marks weigh more than runs of letters."""
    assert value(feature, 0.001, 2.0) > value("_wor", 0.001, 2.0) == value("_wor", 0.001, 1.0)


def test_the_same_lessons_give_the_same_bytes() -> None:
    """Learning twice makes no difference."""
    assert fit(LESSONS, Schedule()) == fit(LESSONS, Schedule())


def test_another_process_gives_the_same_bytes() -> None:
    """The order in which a process happens to keep its sets does not show in the weights."""
    learned = {
        subprocess.run(
            [sys.executable, "-c", LEARN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(learned) == 1
