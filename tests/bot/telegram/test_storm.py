"""Many questions at once, some delivered again, a process that is killed in the middle, a chat that hangs."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fakes.telegram.server import TelegramServer
from tests.fakes.telegram.storm import Size, Storm


async def test_every_question_is_answered_exactly_once(server: TelegramServer, tmp_path: Path) -> None:
    """Each once, each chat in its order, and all others are answered while one chat's message is not taken.

    The same with 3,000 questions of 300 chats, at the pace of the service, is `make bench` (`tests/bench/telegram.py`).
    """
    command = (sys.executable, "-m", "tests.fakes.telegram.child", server.url, str(tmp_path))
    storm = Storm(server, command, log=tmp_path / "log")
    seen = await storm.run(Size(chats=30, each=6, hang=None, patience=60))
    assert seen.answered == seen.asked
