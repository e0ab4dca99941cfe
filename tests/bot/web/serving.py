"""A service to ask over a socket: the real one, in a thread of its own, with what surrounds it in reach."""

from __future__ import annotations

import threading
import time
from typing import Any

import httpx
import uvicorn

from bot import bootstrap
from bot.channels import Channels
from bot.metrics import Metrics
from bot.service import Service
from bot.settings import Secret, Settings
from bot.store.port import Store
from bot.web.app import build
from bot.web.limits import Limiter
from bot.web.listening import listen
from bot.web.parts import Parts
from tests.bot.servicing import Clock
from tests.fakes.store import MemoryStore

STORY = (
    "lunes 9:00 le mandamos plantilla de marketing a un cliente de mexico, lunes 11:20 el cliente pregunta por el "
    "precio, martes 8:00 le mandamos la factura por plantilla y martes 10:00 otra plantilla de marketing. "
    "que pago por la ultima?"
)
RATE = "¿cuánto cuesta marketing en México?"
TOKEN = "a-token-for-tests"


class Site:
    """The service on a free port, until `close`."""

    def __init__(
        self,
        store: Store | None = None,
        *,
        token: str = "",
        page_per_minute: int = 10_000,
        api_per_minute: int = 100_000,
        channels: Channels | None = None,
        base_url: str | None = None,
    ) -> None:
        self._listening = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.fake = MemoryStore()
        self.clock = Clock()
        self.metrics = Metrics()
        self.settings = Settings(cuanto_base_url=base_url or self.url, cuanto_api_token=Secret(token))
        parts = self._parts(store or self.fake, page_per_minute, api_per_minute)
        joined = channels or Channels()
        self._server = uvicorn.Server(
            uvicorn.Config(
                build(parts, mounts=joined.mounts, lifespans=joined.lifespans),
                proxy_headers=False,
                log_config=None,
                lifespan="on",
            )
        )
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]})
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.client = httpx.Client(base_url=self.url, timeout=20)

    def _parts(self, store: Store, page_per_minute: int, api_per_minute: int) -> Parts:
        service: Service = bootstrap.service(self.settings, store, self.metrics)
        service._clock = self.clock
        return Parts(
            settings=self.settings,
            service=service,
            answerer=bootstrap.answerer(self.settings),
            store=store,
            metrics=self.metrics,
            book=bootstrap.rate_book(self.settings),
            clock=self.clock,
            page_limit=Limiter(page_per_minute),
            api_limit=Limiter(api_per_minute),
        )

    def ask(self, text: str = RATE, **fields: Any) -> dict[str, Any]:
        """Ask the API and return the answer object."""
        answered = self.client.post("/api/ask", json={"text": text, **fields})
        assert answered.status_code == 200, answered.text
        found: dict[str, Any] = answered.json()
        return found

    def kept(self, text: str = RATE, **fields: Any) -> str:
        """Ask and return the path of the page that keeps the answer."""
        return str(self.ask(text, **fields)["link"]).removeprefix(self.settings.cuanto_base_url)

    def close(self) -> None:
        """Stop it."""
        self.client.close()
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()
