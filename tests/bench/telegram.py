"""A storm of 3,000 questions in 300 chats at `cuanto serve`, killed and started again; one chat hangs for 30 s.

At the pace of the service, 30 messages a second: it takes about two minutes.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.fakes.telegram.server import TOKEN, TelegramServer, serving
from tests.fakes.telegram.storm import Outcome, Size, Storm

SIZE = Size(chats=300, each=10, hang=30, patience=400)


def run() -> list[tuple[str, float, float]]:
    """Return what was lost, said twice or out of order, and how long the other chats waited for the one that hung."""
    outcome = asyncio.run(_storm())
    return [
        ("Telegram: questions of a storm left unanswered", outcome.lost, 0),
        ("Telegram: answers of a storm given twice", outcome.twice, 0),
        ("Telegram: chats of a storm answered out of order", outcome.disordered, 0),
        ("Telegram: longest silence of the others / the chat that hangs", outcome.silence / SIZE.hang, 0.1),
        ("Telegram: a storm / its messages at 30 a second", outcome.seconds * 30 / (SIZE.chats * SIZE.each), 2),
    ]


async def _storm() -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        async with serving(TelegramServer(folder=folder)) as server:
            environ = {
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(Path.cwd()),
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": server.url,
                "CUANTO_DATA_DIR": folder,
            }
            command = (sys.executable, "-m", "bot", "serve", "--port", "0")
            return await Storm(server, command, log=Path(folder) / "log", environ=environ).run(SIZE)
