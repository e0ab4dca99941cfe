"""`python -m tests.bench.telegram`: 3,000 updates of 300 chats, a process that dies, a chat that hangs for 30 s."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bot.telegram.storm import storm
from tests.fakes.telegram.server import TelegramServer, serving

CHATS, EACH, HANG = 300, 10, 30.0


async def main() -> None:
    """Run the storm once and print what came of it."""
    started = perf_counter()
    with TemporaryDirectory() as folder:
        async with serving(TelegramServer(folder=folder)) as server:
            seen = await storm(server, Path(folder), chats=CHATS, each=EACH, hang=HANG)
    wrong = [chat for chat in seen.asked if seen.answered.get(chat) != seen.asked[chat]]
    sys.stdout.write(
        f"telegram: {CHATS * EACH} updates, {CHATS} chats, {perf_counter() - started:.0f} s, {HANG:.0f} s of hanging; "
        f"chats not answered exactly once and in order: {len(wrong)}; "
        f"answered beside the one that hung: {seen.before_slow} of {CHATS - 1}\n"
    )


if __name__ == "__main__":
    asyncio.run(main())
