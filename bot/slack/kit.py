"""What every listener works with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from msgspec import Struct
from slack_sdk.web.async_client import AsyncWebClient

from bot.metrics import Metrics
from bot.service import Service
from bot.slack.identity import Identity
from bot.slack.people import People
from bot.store.port import Store


class Kit(Struct, frozen=True, kw_only=True):
    """The channel's surroundings, made once."""

    service: Service
    store: Store
    metrics: Metrics
    clock: Callable[[], datetime]
    client: AsyncWebClient
    identity: Identity
    people: People
    base_url: str
    default_language: str
    late: timedelta = timedelta(seconds=10)
    """An event that is this old may have been answered by a process that died before it could say so."""

    def picture(self, id: str | None) -> str | None:
        """Return the address of an answer's picture, if Slack's servers can fetch it."""
        return f"{self.service.link(id)}.png" if id and public(self.base_url) else None


def public(address: str) -> bool:
    """Whether an address can be reached from outside: `https`, and not this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" and parts.hostname not in (None, "localhost", "127.0.0.1", "::1")
