"""Asking over HTTP against asking inside the process, both with sixteen at once and both keeping their answers."""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from bot import bootstrap, logs
from bot.channels import Channels
from bot.metrics import Metrics
from bot.questions import Question
from bot.settings import Settings
from bot.store.sql import SqlStore
from bot.web.listening import listen
from tests.bot.web.serving import STORY

_CLIENTS = 16
_EACH = 25
_WARM = 5
_BODY = json.dumps({"text": STORY}).encode()
_REQUEST = (
    b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
    % (len(_BODY), _BODY)
)
Asking = Callable[[], Awaitable[None]]


def run() -> list[tuple[str, float, float]]:
    """Compare the medians, both logging to a file; and weigh the first load of the page against its limit."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        logs.configure(Settings(), stream=log)
        inside = asyncio.run(_inside(Path(folder)))
        over_http, first_load = _over_http(Path(folder))
    return [
        ("/api/ask at the median / in the process, 16 at once", over_http / inside, 3),
        ("first load of the page / 100 kB", first_load / 100_000, 1),
    ]


async def _inside(folder: Path) -> float:
    store = SqlStore(folder / "inside.sqlite3")
    service = bootstrap.service(Settings(), store, Metrics())

    async def client() -> Asking:
        async def ask() -> None:
            served = await service.ask(Question(text=STORY, now=datetime.now(UTC)))
            json.dumps(served.answer.object)

        return ask

    try:
        return await _median(client)
    finally:
        await store.close()


def _over_http(folder: Path) -> tuple[float, float]:
    """The service runs in a thread, so that the clients wait for it as they would for a process."""
    listening = listen("127.0.0.1", 0)
    settings, metrics, store = Settings(), Metrics(), SqlStore(folder / "http.sqlite3")
    app = bootstrap.web(settings, bootstrap.service(settings, store, metrics), store, metrics, Channels())
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        port = listening.getsockname()[1]
        return asyncio.run(_median(lambda: _http_client(port))), asyncio.run(_first_load(port))
    finally:
        server.should_exit = True
        thread.join()


async def _http_client(port: int) -> Asking:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def ask() -> None:
        writer.write(_REQUEST)
        await _read(reader)

    return ask


async def _read(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


async def _median(connect: Callable[[], Awaitable[Asking]]) -> float:
    """The median time of one question while all clients ask, after some to warm up."""
    asking = [await connect() for _ in range(_CLIENTS)]
    taken: list[float] = []

    async def client(ask: Asking) -> None:
        for number in range(_WARM + _EACH):
            started = time.perf_counter()
            await ask()
            if number >= _WARM:
                taken.append(time.perf_counter() - started)

    await asyncio.gather(*map(client, asking))
    return statistics.median(taken)


async def _first_load(port: int) -> float:
    """Bytes of the page and of everything that it names, uncompressed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def get(path: str) -> bytes:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        return await _read(reader)

    files = [await get(path) for path in ("/", "/static/app.css", "/static/app.js", "/static/icon.svg")]
    writer.close()
    return float(sum(map(len, files)))
