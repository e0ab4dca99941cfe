"""Hundreds of questions with repeats, a process that dies, a chat that hangs. The full size is in `tests/bench`."""

from __future__ import annotations

from pathlib import Path

from tests.bot.telegram.storm import storm
from tests.fakes.telegram.server import TelegramServer

CHATS, EACH = 30, 6


async def test_storm_is_answered_once_and_in_order(server: TelegramServer, tmp_path: Path) -> None:
    """Each question once, each chat in its order, and nobody waits for the chat whose messages are not taken."""
    seen = await storm(server, tmp_path, chats=CHATS, each=EACH, hang=0.5)
    assert seen.answered == seen.asked
    assert seen.before_slow == CHATS - 1
