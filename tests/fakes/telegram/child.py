"""A process of its own with the Telegram channel, at a quick pace, for tests that kill it: `python -m … API FOLDER`."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot import bootstrap, logs
from bot.metrics import Metrics
from bot.settings import Secret, Settings
from bot.store.sql import SqlStore
from bot.telegram.channel import channel
from tests.bot.telegram.running import QUICK
from tests.fakes.telegram.server import TOKEN


async def main(api: str, folder: Path) -> None:
    """Run until killed; says a line once it begins."""
    settings = Settings(telegram_bot_token=Secret(TOKEN), telegram_api_url=api, cuanto_data_dir=str(folder))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        logs.configure(settings, stream=nowhere)
        store, metrics = SqlStore(folder / "cuanto.sqlite3"), Metrics()
        service = bootstrap.service(settings, store, metrics)
        made = channel(settings, service, store, metrics, lambda: datetime.now(UTC), pace=QUICK)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        async with made.lifespans[0]():
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
