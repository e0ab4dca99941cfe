"""Customer service windows as spans: each message of the customer's prolongs the one that is open (rule A4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]


def window_spans(written: Iterable[datetime], length: timedelta) -> list[Span]:
    """Return the windows, [start, end) in order, that messages at these instants open and prolong."""
    spans: list[Span] = []
    for at in sorted(written):
        if spans and at < spans[-1][1]:
            spans[-1] = spans[-1][0], at + length
        else:
            spans.append((at, at + length))
    return spans
