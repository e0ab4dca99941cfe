"""The linear model: sums in lanes equal sums one by one, and files give back what was saved."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.linear import ZERO, Weights, load, save, softmax

LABELS = ("a", "b", "c")
VALUES = st.integers(-ZERO, 255 - ZERO)


def model(rows: list[list[int]], step: float = 0.5) -> Weights:
    """Return a model with these weights, feature `f0`, `f1` …"""
    return Weights(
        labels=LABELS,
        features=tuple(f"f{number}" for number in range(len(rows))),
        rows=bytes(value + ZERO for row in rows for value in row),
        step=step,
        fingerprint="test",
    )


def one_by_one(rows: list[list[int]], chosen: list[int], step: float) -> list[float]:
    """The scores, added up without any lanes."""
    sums = [sum(rows[place][label] for place in chosen) for label in range(len(LABELS))]
    return [total * step / math.sqrt(len(chosen)) for total in sums]


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=40), st.data())
def test_scores_equal_sums_one_by_one(rows: list[list[int]], data: st.DataObject) -> None:
    """Whatever the weights and the features of a text, lanes change nothing."""
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=1, unique=True))
    scores = model(rows).scores([f"f{place}" for place in chosen])
    assert scores == pytest.approx(one_by_one(rows, chosen, 0.5))


@pytest.mark.parametrize("extreme", [-ZERO, 255 - ZERO])
@pytest.mark.parametrize("count", [255, 256, 257, 1000])
def test_no_lane_runs_over(extreme: int, count: int) -> None:
    """However many features of the largest weights a text has, none spills into its neighbour's sum."""
    rows = [[extreme, 0, extreme] for _ in range(count)]
    scores = model(rows, step=1.0).scores([f"f{place}" for place in range(count)])
    assert scores == pytest.approx([extreme * math.sqrt(count), 0.0, extreme * math.sqrt(count)])


def test_unknown_features_change_nothing() -> None:
    """What the training never saw neither counts nor makes the text longer."""
    learned = model([[3, -2, 1]])
    assert learned.scores(["f0", "never", "seen"]) == learned.scores(["f0"])
    assert learned.known(["never", "f0"]) == [0]


def test_nothing_known_says_nothing() -> None:
    """Without a known feature all labels are equal."""
    assert model([[3, -2, 1]]).scores(["never"]) == [0.0, 0.0, 0.0]


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=90))
def test_probabilities_add_up_to_one(scores: list[float]) -> None:
    """Probabilities lie between 0 and 1, add up to 1, and keep the order of the scores."""
    chances = softmax(scores)
    assert sum(chances) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in chances)
    assert chances[scores.index(max(scores))] == max(chances)


@given(st.floats(-50, 50), st.floats(-1000, 1000))
def test_only_differences_count(difference: float, shift: float) -> None:
    """Adding the same to all scores changes no probability."""
    assert softmax([difference + shift, shift]) == pytest.approx(softmax([difference, 0.0]), abs=1e-9)


def test_a_saved_model_is_read_back(tmp_path: Path) -> None:
    """A file gives back labels, features, every weight, the step and the fingerprint."""
    learned = model([[3, -2, 1], [0, -128, 127], [-118, -118, 5]], step=0.25)
    save(learned, tmp_path / "model.bin")
    assert load(tmp_path / "model.bin") == learned


def test_rows_may_hold_any_byte(tmp_path: Path) -> None:
    """A weight whose byte is a line break does not end the file early."""
    learned = model([[10 - ZERO] * 3, [10 - ZERO] * 3])
    save(learned, tmp_path / "model.bin")
    assert load(tmp_path / "model.bin").rows == b"\n" * 6


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    """A file that lost its end is an error that names it, not a model with other weights."""
    save(model([[3, -2, 1]]), tmp_path / "model.bin")
    whole = (tmp_path / "model.bin").read_bytes()
    (tmp_path / "model.bin").write_bytes(whole[:-1])
    with pytest.raises(ValueError, match=r"model\.bin: 2 bytes for 1 features"):
        load(tmp_path / "model.bin")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """There is no model without its file."""
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.bin")
