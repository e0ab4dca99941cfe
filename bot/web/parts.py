"""What the pages and the API are made of; one for the whole service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from starlette.requests import Request

from bot.answer import Answerer
from bot.metrics import Metrics
from bot.service import Service
from bot.settings import Settings
from bot.store.port import Store
from bot.web.limits import Limiter
from pricing.ratecards import RateBook


class Parts(Struct, frozen=True, kw_only=True):
    """Everything that a request may need."""

    settings: Settings
    service: Service
    answerer: Answerer
    store: Store
    metrics: Metrics
    book: RateBook
    clock: Callable[[], datetime]
    """Now, aware."""
    page_limit: Limiter
    api_limit: Limiter

    @property
    def base_url(self) -> str:
        """The public address, without a slash at its end."""
        return self.settings.cuanto_base_url.rstrip("/")


def parts(request: Request) -> Parts:
    """Return what the service of a request is made of."""
    found: Parts = request.app.state.parts
    return found
