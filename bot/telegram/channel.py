"""The channel as the service takes it: an address if there is a webhook, and what runs from start to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.channels import Channels
from bot.logs import logger
from bot.metrics import Metrics
from bot.service import Service
from bot.settings import Settings
from bot.store.port import Store
from bot.telegram import profile
from bot.telegram.answers import Given
from bot.telegram.application import App, application, too_many
from bot.telegram.bot import EACH_SECOND, PATIENCE, Bot, bot
from bot.telegram.desk import LEASE, Desk
from bot.telegram.kit import AT_ONCE, Kit, public
from bot.telegram.polling import SECONDS, Poller
from bot.telegram.sending import PAUSES, Sender
from bot.telegram.shelf import Shelf
from bot.telegram.updates import ALLOWED, Json, parsed
from bot.telegram.webhook import PATH, Webhook
from locales.translate import translator

_CONNECTIONS = 40
"""Updates that Telegram may bring at the same time."""


class Pace(Struct, frozen=True, kw_only=True):
    """How long things wait; tests wait less."""

    lease: timedelta = LEASE
    poll: int = SECONDS
    back_off: float = 3.0
    pauses: tuple[float, ...] = PAUSES
    each_second: float = EACH_SECOND
    patience: float = PATIENCE
    grace: float = 10.0
    """For answers under way when the service stops."""


def with_webhook(settings: Settings) -> bool:
    """Whether Telegram brings updates: that takes a secret and a public address; else they are fetched."""
    return bool(settings.telegram_webhook_secret) and public(settings.cuanto_base_url)


def channel(
    settings: Settings,
    service: Service,
    store: Store,
    metrics: Metrics,
    clock: Callable[[], datetime],
    *,
    pace: Pace | None = None,
) -> Channels:
    """Return the channel. Nothing is connected before its lifespan is entered."""
    made = _Channel(settings, service, store, metrics, clock, pace or Pace())
    return Channels(mounts={PATH: made.webhook} if made.webhook else {}, lifespans=(made.lifespan,))


class _Channel:
    def __init__(
        self,
        settings: Settings,
        service: Service,
        store: Store,
        metrics: Metrics,
        clock: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        self._settings = settings
        self._surroundings = service, store, metrics, clock
        self._metrics = metrics
        self._pace = pace
        secret = settings.telegram_webhook_secret.reveal()
        self.webhook = Webhook(secret, metrics) if with_webhook(settings) else None

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Run the bot inside. Does not wait for Telegram: the rest of the service starts without it."""
        task = asyncio.create_task(self._run())
        task.add_done_callback(_ended)
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        made = bot(self._settings, each_second=self._pace.each_second, patience=self._pace.patience)
        kit = self._kit(made)
        app = application(kit, made)
        await self._connected(app)
        desk = self._desk(kit, app, made)
        poller = self._poller(made, desk)
        dressing = asyncio.create_task(profile.dress(made, self._settings.cuanto_default_lang))
        try:
            await self._listen(made, desk, poller)
        finally:
            dressing.cancel()
            if self.webhook:
                self.webhook.desk = None
            await desk.drained(self._pace.grace)
            if not self.webhook:
                await poller.confirm()
            await app.shutdown()

    def _kit(self, made: Bot) -> Kit:
        service, store, metrics, clock = self._surroundings
        return Kit(
            service=service,
            store=store,
            metrics=metrics,
            clock=clock,
            sender=Sender(made, metrics, pauses=self._pace.pauses),
            given=Given(),
            base_url=self._settings.cuanto_base_url,
            default_language=self._settings.cuanto_default_lang,
            keep_days=self._settings.cuanto_keep_answers_days,
            preparing=asyncio.Semaphore(AT_ONCE),
        )

    async def _connected(self, app: App) -> None:
        """Try until Telegram answers: a wrong token is put right in the settings, the network comes back by itself."""
        say = translator(self._settings.cuanto_default_lang)
        while True:
            try:
                await app.initialize()
            except InvalidToken:
                logger().error("telegram_token_refused", meaning=say("telegram.log.token"))
                await asyncio.sleep(20 * self._pace.back_off)
            except TelegramError as error:
                logger().error("telegram_unconnected", detail=type(error).__name__)
                await asyncio.sleep(self._pace.back_off)
            else:
                logger().info("telegram_connected", webhook=self.webhook is not None)
                return

    def _desk(self, kit: Kit, app: App, made: Bot) -> Desk:
        async def handle(raw: Json, over: bool) -> None:
            update: Update | None = parsed(raw, made)
            if update is None:
                self._metrics.event("telegram", "refused")
                logger().warning("telegram_update_unreadable", kinds=sorted(set(raw) - {"update_id"})[:5])
            elif over:
                await too_many(kit, update)
            else:
                await app.process_update(update)

        return Desk(kit.store, self._metrics, kit.clock, handle, bot=str(made.id), lease=self._pace.lease)

    def _poller(self, made: Bot, desk: Desk) -> Poller:
        return Poller(
            made,
            desk,
            Shelf(Path(self._settings.cuanto_data_dir) / "telegram-waiting.json"),
            self._metrics,
            language=self._settings.cuanto_default_lang,
            seconds=self._pace.poll,
            back_off=self._pace.back_off,
        )

    async def _listen(self, made: Bot, desk: Desk, poller: Poller) -> None:
        if self.webhook is None:
            await self._insisting(lambda: made.delete_webhook(drop_pending_updates=False))
            await poller.run()
        else:
            self.webhook.desk = desk
            await self._insisting(lambda: self._set_webhook(made))
            await asyncio.Event().wait()

    async def _set_webhook(self, made: Bot) -> bool:
        return await made.set_webhook(
            self._settings.cuanto_base_url.rstrip("/") + PATH,
            secret_token=self._settings.telegram_webhook_secret.reveal(),
            allowed_updates=list(ALLOWED),
            max_connections=_CONNECTIONS,
        )

    async def _insisting(self, call: Callable[[], Awaitable[object]]) -> None:
        while True:
            try:
                await call()
            except TelegramError as error:
                logger().error("telegram_webhook_unset", detail=error.message)
                await asyncio.sleep(self._pace.back_off)
            else:
                return


def _ended(task: asyncio.Task[None]) -> None:
    """Say why the bot is gone, where it was not stopped: a mistake of ours."""
    if not task.cancelled() and (error := task.exception()):
        logger().critical("telegram_stopped", exc_info=error)
