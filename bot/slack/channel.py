"""The channel as the service takes it: something to mount, and something to keep running."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler

from bot.metrics import Metrics
from bot.service import Service
from bot.settings import Settings, SettingsError
from bot.slack.app import app
from bot.slack.calling import client
from bot.slack.desk import LEASE, PATIENCE, Desk
from bot.slack.door import ASGIApp, Door
from bot.slack.identity import Identity
from bot.slack.kit import Kit
from bot.slack.people import People
from bot.slack.socketmode import connected
from bot.store.port import Store

PATH = "/slack/events"
"""Everything that Slack sends over HTTP: events, commands, presses, forms and their menus."""
GRACE = 10.0
"""Seconds that answers under way are given when the service stops."""


class Channel(Struct, frozen=True, kw_only=True):
    """Slack, ready to be joined to the service."""

    mount: ASGIApp | None
    """To be served at `PATH` with the path as it came; `None` in Socket Mode."""
    lifespan: Callable[[], AbstractAsyncContextManager[None]]
    """To be entered while the service runs: the socket, and the answers that are still under way at its end."""


def channel(
    settings: Settings,
    service: Service,
    store: Store,
    metrics: Metrics,
    clock: Callable[[], datetime],
    *,
    lease: timedelta = LEASE,
    patience: float = PATIENCE,
) -> Channel:
    """Return the channel: with an app token over a socket, else over signed HTTP. Must be called inside a loop.

    Raises `SettingsError` without either: unsigned requests are never listened to.
    """
    token, secret = settings.slack_app_token.reveal(), settings.slack_signing_secret.reveal()
    if not token and not secret:
        raise SettingsError("SLACK_SIGNING_SECRET", "needed, or SLACK_APP_TOKEN for Socket Mode")
    desk = Desk(store, metrics, clock, lease=lease, patience=patience)
    bolt = app(kit(settings, service, store, metrics, clock, lease), desk, secret)

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        try:
            if token:
                async with connected(bolt, token):
                    yield
            else:
                yield
        finally:
            await desk.drained(GRACE)

    handler: Any = AsyncSlackRequestHandler(bolt, PATH)  # its own types are narrower than those of ASGI
    return Channel(mount=None if token else Door(handler, secret), lifespan=lifespan)


def kit(
    settings: Settings,
    service: Service,
    store: Store,
    metrics: Metrics,
    clock: Callable[[], datetime],
    lease: timedelta = LEASE,
) -> Kit:
    """Return what the listeners work with."""
    web = client(settings)
    return Kit(
        service=service,
        store=store,
        metrics=metrics,
        clock=clock,
        client=web,
        identity=Identity(web, settings.cuanto_slack_teams),
        people=People(web),
        base_url=settings.cuanto_base_url,
        default_language=settings.cuanto_default_lang,
        late=min(lease / 2, timedelta(seconds=10)),
    )
