"""A circuit breaker: what fails again and again is left alone for a while, and then tried with one question."""

from __future__ import annotations

from collections.abc import Callable

FAILURES = 3
"""After so many failures in a row it is left alone."""
PAUSE = 30.0
"""For so many seconds; then one question goes through."""


class Breaker:
    """Says whether to ask. Each question that `allows` let through must be told about exactly once."""

    def __init__(self, clock: Callable[[], float], *, failures: int = FAILURES, pause: float = PAUSE) -> None:
        """`clock` counts seconds and never goes back."""
        self._clock = clock
        self._most = failures
        self._pause = pause
        self._failures = 0
        self._until: float | None = None
        self._trying = False

    @property
    def open(self) -> bool:
        """Whether it is being left alone."""
        return self._until is not None

    def allows(self) -> bool:
        """Whether to ask now; after the pause only one question at a time may."""
        if self._until is None:
            return True
        if self._trying or self._clock() < self._until:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """It answered: all is well again."""
        self._failures, self._until, self._trying = 0, None, False

    def failed(self) -> None:
        """It did not answer."""
        self._failures += 1
        if self._failures >= self._most:
            self._until = self._clock() + self._pause
        self._trying = False

    def undecided(self) -> None:
        """Nothing was learned: the question itself was wrong, or nobody waited for the answer."""
        self._trying = False
