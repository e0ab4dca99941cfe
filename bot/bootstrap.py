"""The only place that joins things: settings, cards, recognizers and the use case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answerer
from bot.settings import Settings, SettingsError
from intents.embedded import EmbeddedRecognizer
from pricing.ratecards import RateBook

if TYPE_CHECKING:  # nothing of these is loaded for one question in a terminal
    from bot.metrics import Metrics
    from bot.recognizing import AsyncRecognizer
    from bot.service import Service
    from bot.store.port import Store


def rate_book(settings: Settings) -> RateBook:
    """The packaged cards and, before them, the account's own. Raises `InvalidRateCard` with every mistake."""
    if settings.cuanto_rate_cards:
        return RateBook.with_own(Path(settings.cuanto_rate_cards))
    return RateBook.packaged()


def answerer(settings: Settings) -> Answerer:
    """The use case with the embedded recognizer: needs no account, token or network."""
    return Answerer(settings, rate_book(settings), EmbeddedRecognizer())


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
    """The use case for channels: with a recognizer that may wait for others, or else the embedded one."""
    from bot.recognizing import Inline
    from bot.service import Service  # as above

    return Service(
        answerer(settings),
        recognizer or Inline(EmbeddedRecognizer()),
        store,
        base_url=settings.cuanto_base_url,
        metrics=metrics,
        clock=lambda: datetime.now(UTC),
    )
