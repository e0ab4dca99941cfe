"""What fails again and again is left alone, and tried again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.dialogflow.breaker import FAILURES, PAUSE, Breaker


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Seconds:
    """A clock."""
    return Seconds()


def _fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()


def test_two_failures_change_nothing(clock: Seconds) -> None:
    """One failure less than too many, and questions still go through."""
    breaker = Breaker(clock)
    _fail(breaker, FAILURES - 1)
    assert breaker.allows()
    assert not breaker.open


def test_three_failures_in_a_row_open_it(clock: Seconds) -> None:
    """From then on nothing goes through, until the pause is over."""
    breaker = Breaker(clock)
    _fail(breaker, FAILURES)
    assert breaker.open
    clock.now += PAUSE - 0.001
    assert not breaker.allows()
    clock.now += 0.001
    assert breaker.allows()


def test_a_success_in_between_begins_anew(clock: Seconds) -> None:
    """Only failures in a row count."""
    breaker = Breaker(clock)
    _fail(breaker, FAILURES - 1)
    breaker.succeeded()
    _fail(breaker, FAILURES - 1)
    assert not breaker.open


def test_one_question_tries_at_a_time(clock: Seconds) -> None:
    """While the first question after the pause is under way, the others do not wait for it."""
    breaker = Breaker(clock)
    _fail(breaker, FAILURES)
    clock.now += PAUSE
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()
    assert not breaker.open


def test_a_failed_trial_means_another_pause(clock: Seconds) -> None:
    """It is left alone again, from the trial on."""
    breaker = Breaker(clock)
    _fail(breaker, FAILURES)
    clock.now += PAUSE
    _fail(breaker, 1)
    clock.now += PAUSE - 1
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()


def test_a_trial_that_says_nothing_leaves_room_for_the_next(clock: Seconds) -> None:
    """A question that was given up does not keep the others from trying."""
    breaker = Breaker(clock)
    _fail(breaker, FAILURES)
    clock.now += PAUSE
    assert breaker.allows()
    breaker.undecided()
    assert breaker.allows()


def test_a_wrong_question_is_no_failure(clock: Seconds) -> None:
    """However often one question is refused, the next one goes through."""
    breaker = Breaker(clock)
    for _ in range(10 * FAILURES):
        assert breaker.allows()
        breaker.undecided()
    assert not breaker.open


@given(st.lists(st.sampled_from(("succeeded", "failed", "undecided", "wait")), max_size=60))
def test_it_never_stays_shut(events: list[str]) -> None:
    """Whatever happened, after a pause a question goes through."""
    clock = Seconds()
    breaker = Breaker(clock)
    for event in events:
        if event == "wait":
            clock.now += PAUSE / 2
        elif breaker.allows():
            getattr(breaker, event)()
    clock.now += PAUSE
    assert breaker.allows()
