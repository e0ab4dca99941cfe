"""What is counted, for Prometheus. Names and labels are documented in `docs/store.md`; no label ever names a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
"""Media type of `Metrics.text`."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counters of one process. Each instance has its own, so that two services in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = self._counter("questions", "Questions answered.", "channel", "kind", "language", "recognizer")
        self._seconds = self._histogram("question_seconds", "From question to answer, keeping included.", "channel")
        self._failures = self._counter("store_failures", "Times the store was out of order.", "operation", "code")
        self._events = self._counter("events", "Events that arrived, by what became of them.", "channel", "outcome")
        self._sent = self._counter("replies", "Replies handed to a channel, by outcome.", "channel", "outcome")
        self._fallbacks = self._counter(
            "recognizer_fallbacks", "Questions a remote recognizer did not answer.", "reason"
        )
        self._feedback = self._counter("feedback", "Ratings of answers.", "channel", "verdict")
        self._http = self._counter("http_requests", "Requests to the service.", "route", "method", "status")
        self._http_seconds = self._histogram("http_request_seconds", "Time a request to the service took.", "route")
        self._ready = Gauge("cuanto_ready", "1 while the service can answer and keep.", registry=self.registry)

    def answered(self, channel: str, kind: str, language: str, recognizer: str) -> None:
        """Count an answer; `kind` is the kind of question, or the code of the error that ended it."""
        self._questions.labels(channel, kind, language, recognizer).inc()

    @contextmanager
    def asking(self, channel: str) -> Iterator[None]:
        """Measure how long a question takes."""
        with self._timed(self._seconds, channel):
            yield

    def store_failed(self, operation: str, code: str) -> None:
        """Count a `StoreError` by what was tried and its code."""
        self._failures.labels(operation, code).inc()

    def event(self, channel: str, outcome: str) -> None:
        """Count an event that arrived; `outcome` is `new`, `taken`, `done`, `refused` or `failed`."""
        self._events.labels(channel, outcome).inc()

    def replied(self, channel: str, outcome: str) -> None:
        """Count a reply handed to a channel; `outcome` is `sent`, `retried` or the code of what failed."""
        self._sent.labels(channel, outcome).inc()

    def fell_back(self, reason: str) -> None:
        """Count a question that the embedded recognizer took over; `reason` is a short code."""
        self._fallbacks.labels(reason).inc()

    def rated(self, channel: str, *, good: bool) -> None:
        """Count what somebody says of an answer."""
        self._feedback.labels(channel, "good" if good else "bad").inc()

    @contextmanager
    def request(self, route: str, method: str) -> Iterator[list[int]]:
        """Measure an HTTP request; put its status into the list. `route` is the pattern (`/a/{id}`), never the path."""
        status: list[int] = []
        try:
            with self._timed(self._http_seconds, route):
                yield status
        finally:
            self._http.labels(route, method, str(status[-1] if status else 500)).inc()

    def ready(self, now: bool) -> None:
        """Say whether the service can answer and keep."""
        self._ready.set(1 if now else 0)

    def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, help: str, *labels: str) -> Counter:
        return Counter(f"cuanto_{name}", help, labels, registry=self.registry)

    def _histogram(self, name: str, help: str, *labels: str) -> Histogram:
        return Histogram(f"cuanto_{name}", help, labels, registry=self.registry, buckets=_SECONDS)

    @contextmanager
    def _timed(self, histogram: Histogram, *labels: str) -> Iterator[None]:
        started = perf_counter()  # a duration, no moment: nothing that is decided depends on it
        try:
            yield
        finally:
            histogram.labels(*labels).observe(perf_counter() - started)
