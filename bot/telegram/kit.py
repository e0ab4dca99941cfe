"""What every listener works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from msgspec import Struct

from bot.metrics import Metrics
from bot.service import Service
from bot.store.port import Store
from bot.telegram.answers import Given
from bot.telegram.sending import Sender

AT_ONCE = 8
"""Answers worked out at the same time. More would leave no sooner, at 30 messages a second."""


class Kit(Struct, frozen=True, kw_only=True):
    """The channel's surroundings, made once."""

    service: Service
    store: Store
    metrics: Metrics
    clock: Callable[[], datetime]
    sender: Sender
    given: Given
    base_url: str
    default_language: str
    keep_days: int
    """How long answers are kept; 0 is for ever."""
    preparing: asyncio.Semaphore
    """For answers that are being worked out: few at once, so that one which was sent is soon marked as sent."""


def public(address: str) -> bool:
    """Whether an address can be reached from outside: `https`, and not this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" and parts.hostname not in (None, "localhost", "127.0.0.1", "::1")
