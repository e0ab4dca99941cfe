"""The bucket of each client: how much it holds, how it fills up, how many are remembered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from bot.web.limits import Limiter


class Time:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return seconds."""
        return self.now


def test_a_bucket_is_full_at_first_and_fills_up_with_time() -> None:
    """So many at once; then one as soon as its part of a minute has passed, not before."""
    time = Time()
    limiter = Limiter(6, clock=time)
    assert [limiter.wait("a") for _ in range(6)] == [0.0] * 6
    assert limiter.wait("a") == 10
    time.now = 9.5
    assert 0 < limiter.wait("a") <= 1
    time.now = 10.5
    assert limiter.wait("a") == 0
    assert limiter.wait("a") > 0


def test_clients_do_not_share() -> None:
    """One client's impatience is not another's."""
    limiter = Limiter(1, clock=Time())
    assert [limiter.wait("a"), limiter.wait("b"), limiter.wait("a") > 0] == [0.0, 0.0, True]


@given(some.lists(some.floats(0, 30), min_size=1, max_size=200), some.integers(1, 120))
def test_nobody_gets_more_than_the_bucket_and_the_time_allow(pauses: list[float], per_minute: int) -> None:
    """Whatever the pauses, the requests that pass are at most a full bucket and what flowed in since."""
    time = Time()
    limiter = Limiter(per_minute, clock=time)
    passed = 0
    for pause in pauses:
        time.now += pause
        passed += limiter.wait("a") == 0
    assert passed <= per_minute + time.now * per_minute / 60 + 1e-6


@given(some.integers(1, 600))
def test_who_waits_as_told_passes(per_minute: int) -> None:
    """The time to wait that is named is enough."""
    time = Time()
    limiter = Limiter(per_minute, clock=time)
    while not (seconds := limiter.wait("a")):
        pass
    time.now += seconds + 1e-6
    assert limiter.wait("a") == 0


def test_memory_is_bounded() -> None:
    """However many addresses ask, only the latest ten thousand are remembered."""
    limiter = Limiter(1, clock=Time())
    for number in range(10_050):
        limiter.wait(str(number))
    assert limiter.wait("10049") > 0
    assert limiter.wait("0") == 0
