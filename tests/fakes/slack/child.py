"""A process of its own with the Slack channel, for tests that kill it: `python -m … PORT API DATABASE LEASE`."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn

from bot import bootstrap, logs
from bot.metrics import Metrics
from bot.settings import Secret, Settings
from bot.slack.channel import channel
from bot.store.sql import SqlStore
from tests.fakes.slack.server import TOKEN

SECRET = "signing-secret"


async def main(port: int, api: str, database: Path, lease: float) -> None:
    """Serve until killed; says a line once it listens."""
    settings = Settings(slack_bot_token=Secret(TOKEN), slack_signing_secret=Secret(SECRET), slack_api_url=api)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        logs.configure(settings, stream=nowhere)
        store, metrics = SqlStore(database), Metrics()
        service = bootstrap.service(settings, store, metrics)
        made = channel(settings, service, store, metrics, lambda: datetime.now(UTC), lease=timedelta(seconds=lease))
        config = uvicorn.Config(made.mount, host="127.0.0.1", port=port, lifespan="off", log_config=None)  # type: ignore[arg-type]  # narrower there
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        async with made.lifespan():
            await serving


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])))
