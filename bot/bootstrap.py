"""The only place that joins things: settings, cards, recognizers and the use case."""

from __future__ import annotations

from pathlib import Path

from bot.answer import Answerer
from bot.settings import Settings
from intents.embedded import EmbeddedRecognizer
from pricing.ratecards import RateBook


def rate_book(settings: Settings) -> RateBook:
    """The packaged cards and, before them, the account's own. Raises `InvalidRateCard` with every mistake."""
    book = RateBook.packaged()
    return book.with_own(Path(settings.cuanto_rate_cards)) if settings.cuanto_rate_cards else book


def answerer(settings: Settings) -> Answerer:
    """The use case with the embedded recognizer: needs no account, token or network."""
    return Answerer(settings, rate_book(settings), EmbeddedRecognizer())
