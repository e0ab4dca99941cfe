"""The only place that joins things: settings, cards, recognizers and the use case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answerer
from bot.settings import Settings, SettingsError
from intents.embedded import EmbeddedRecognizer
from intents.recognizer import Recognizer
from pricing.ratecards import RateBook

if TYPE_CHECKING:  # nothing of these is loaded for one question in a terminal
    from bot.channels import Channels
    from bot.metrics import Metrics
    from bot.recognizing import AsyncRecognizer
    from bot.service import Service
    from bot.store.port import Store
    from bot.web.app import App


def rate_book(settings: Settings) -> RateBook:
    """The packaged cards and, before them, the account's own. Raises `InvalidRateCard` with every mistake."""
    if settings.cuanto_rate_cards:
        return RateBook.with_own(Path(settings.cuanto_rate_cards))
    return RateBook.packaged()


def answerer(settings: Settings, recognizer: Recognizer | None = None) -> Answerer:
    """The use case; with the embedded recognizer, it needs no account, token or network."""
    return Answerer(settings, rate_book(settings), recognizer or EmbeddedRecognizer())


def terminal_answerer(settings: Settings) -> Answerer:
    """The use case for commands, which wait for each answer: with Dialogflow where that is configured."""
    if not settings.dialogflow_project_id:
        return answerer(settings)
    from bot.dialogflow.joining import blocking  # seconds to import, for those who asked for it

    return answerer(settings, blocking(settings))


def channel_recognizer(settings: Settings, metrics: Metrics) -> AsyncRecognizer:
    """The recognizer of the service: Dialogflow where it is configured, else the embedded one."""
    if settings.dialogflow_project_id:
        from bot.dialogflow.joining import recognizer as dialogflow  # as above

        return dialogflow(settings, metrics)
    from bot.recognizing import Inline  # nothing of this is loaded for one question in a terminal

    return Inline(EmbeddedRecognizer())


def store(settings: Settings) -> Store:
    """What keeps answers: SQLite in the data folder unless there is an address. Connects to nothing yet.

    Raises `SettingsError` for an address that is none.
    """
    from bot.store.sql import BadAddress, SqlStore  # 0.3 s to import, for the service only

    address = settings.database_url.reveal() or Path(settings.cuanto_data_dir) / "cuanto.sqlite3"
    days = settings.cuanto_keep_answers_days
    try:
        return SqlStore(address, retention=timedelta(days=days) if days else None)
    except BadAddress as error:
        raise SettingsError("DATABASE_URL", str(error)) from None


def service(settings: Settings, store: Store, metrics: Metrics, recognizer: AsyncRecognizer | None = None) -> Service:
    """The use case for channels, with the recognizer of the settings unless another one is given."""
    from bot.service import Service  # as above

    return Service(
        answerer(settings),
        recognizer or channel_recognizer(settings, metrics),
        store,
        base_url=settings.cuanto_base_url,
        metrics=metrics,
        clock=_now,
    )


def web(settings: Settings, service: Service, store: Store, metrics: Metrics, channels: Channels) -> App:
    """The pages and the API, with the channels that are configured beside them."""
    from bot.web.app import build
    from bot.web.limits import Limiter
    from bot.web.parts import Parts  # as above

    made_of = Parts(
        settings=settings,
        service=service,
        answerer=answerer(settings),
        store=store,
        metrics=metrics,
        book=rate_book(settings),
        clock=_now,
        page_limit=Limiter(settings.cuanto_page_per_minute),
        api_limit=Limiter(settings.cuanto_api_per_minute),
    )
    return build(made_of, mounts=channels.mounts, lifespans=channels.lifespans)


def application(settings: Settings) -> App:
    """The whole service: what `cuanto serve` runs. Call it inside the loop it runs in.

    Raises `SettingsError` and `InvalidRateCard`.
    """
    from bot.channels import Channels, looked_after
    from bot.metrics import Metrics  # as above

    metrics, kept = Metrics(), store(settings)
    recognizer = channel_recognizer(settings, metrics)
    use_case = service(settings, kept, metrics, recognizer)
    channels = Channels(lifespans=(lambda: looked_after(kept, _now, metrics),))
    channels = channels.joined(dialogflow(settings, use_case, recognizer, metrics))
    channels = channels.joined(slack(settings, use_case, kept, metrics))
    channels = channels.joined(telegram(settings, use_case, kept, metrics))
    return web(settings, use_case, kept, metrics, channels)


def dialogflow(settings: Settings, service: Service, recognizer: AsyncRecognizer, metrics: Metrics) -> Channels:
    """The webhook for Google and the connection to it, as far as they are configured."""
    from bot.channels import Channels  # as above

    if not (settings.dialogflow_project_id or settings.dialogflow_webhook_token):
        return Channels()
    from bot.dialogflow.channel import channel

    return channel(settings.dialogflow_webhook_token, service, answerer(settings), recognizer, metrics, _now)


def _now() -> datetime:
    return datetime.now(UTC)


def slack(settings: Settings, service: Service, store: Store, metrics: Metrics) -> Channels:
    """The Slack channel, as far as it is configured; nothing of it is imported where it is not.

    Raises `SettingsError` for a token without a way to be reached.
    """
    from bot.channels import Channels  # as above

    if not settings.slack_bot_token:
        return Channels()
    from bot.slack.channel import PATH, channel

    made = channel(settings, service, store, metrics, _now)
    mounts = {PATH: made.mount} if made.mount else {}
    return Channels(mounts=mounts, lifespans=(made.lifespan,))


def telegram(settings: Settings, service: Service, store: Store, metrics: Metrics) -> Channels:
    """The Telegram channel, if it is configured; nothing of it is imported where it is not."""
    from bot.channels import Channels  # as above

    if not settings.telegram_bot_token:
        return Channels()
    from bot.telegram.channel import channel

    return channel(settings, service, store, metrics, _now)
