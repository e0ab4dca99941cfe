"""The loopback server and the channel that runs against it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.telegram.running import Running, running
from tests.fakes.telegram.server import TelegramServer, serving


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[TelegramServer]:
    """A Bot API server."""
    async with serving(TelegramServer(folder=str(tmp_path))) as made:
        yield made


@pytest.fixture
async def polled(server: TelegramServer) -> AsyncIterator[Running]:
    """The channel, polling."""
    async with running(server) as made:
        yield made


@pytest.fixture(params=["polling", "webhook"])
async def either(request: pytest.FixtureRequest, server: TelegramServer) -> AsyncIterator[Running]:
    """The channel, in both modes."""
    async with running(server, webhook=request.param == "webhook") as made:
        yield made
