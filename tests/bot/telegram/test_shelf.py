"""A hundred chats that take no messages are all that Telegram shows: they are shelved, and the others are answered."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.telegram import shelf
from tests.bot.servicing import PRICE, Office
from tests.bot.telegram.running import QUICK, Running, running
from tests.fakes.telegram import updates as tg
from tests.fakes.telegram.server import Json, TelegramServer

DEAF = range(1_001, 1_101)
"""Chats whose messages Telegram does not take."""
HEARING = 52


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the channel shelves."""
    return tmp_path / "telegram-waiting.json"


def deafen(server: TelegramServer) -> list[Json]:
    """Let a hundred chats take nothing; return a question of each, and one of a chat that takes messages."""
    server.hanging.update({chat: asyncio.Event() for chat in DEAF})
    return [tg.said(PRICE, sender=tg.user(chat)) for chat in (*DEAF, HEARING)]


def cure(server: TelegramServer) -> None:
    """Let every chat take messages again."""
    for event in server.hanging.values():
        event.set()


async def gone(file: Path) -> None:
    """Wait until nothing is shelved."""
    async with asyncio.timeout(3):
        while file.exists():
            await asyncio.sleep(0.02)


def chats(server: TelegramServer) -> list[int]:
    """Whom messages went to."""
    return sorted(call.chat for call in server.messages)


async def test_others_are_answered_meanwhile(polled: Running, file: Path) -> None:
    """What waits is on the disk, for its owner only, until it is answered; then nothing of it is left there."""
    polled.server.push(*deafen(polled.server))
    await polled.server.until(lambda: polled.server.messages)
    assert chats(polled.server) == [HEARING]
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(json.loads(file.read_text())) == len(DEAF)
    cure(polled.server)
    await polled.server.sent(len(DEAF) + 1)
    await gone(file)
    assert chats(polled.server) == [HEARING, *DEAF]


async def test_next_process_answers_what_was_shelved(server: TelegramServer, file: Path) -> None:
    """Telegram does not send it again: it is read from the disk, answered once, and erased."""
    office, updates = Office(), deafen(server)
    async with running(server, office=office, pace=replace(QUICK, grace=0.1)):
        server.push(*updates)
        await server.until(lambda: server.messages)
    assert len(json.loads(file.read_text())) == len(DEAF)
    cure(server)
    async with running(server, office=office):
        await server.sent(len(DEAF) + 1)
        await gone(file)
    assert chats(server) == [HEARING, *DEAF]
    assert all(update["update_id"] > updates[-1]["update_id"] for update in server.waiting)


async def test_what_was_answered_is_not_answered_again(server: TelegramServer, file: Path) -> None:
    """A file that a process left which died right after answering: the store knows what was done."""
    office, update = Office(), tg.said(PRICE)
    async with running(server, office=office) as made:
        await made.heard(update)
        await server.sent()
    file.write_text(json.dumps([update, "nonsense", {"update_id": "x"}]))
    async with running(server, office=office) as made:
        await gone(file)
        await made.heard(tg.said("/ayuda"))
        await server.sent(2)
    assert len(server.messages) == 2


@pytest.mark.parametrize("content", [b"{", b"\xff", b"7", b""])
async def test_file_that_cannot_be_read_holds_up_nothing(server: TelegramServer, file: Path, content: bytes) -> None:
    """Questions are answered all the same."""
    file.write_bytes(content)
    async with running(server) as made:
        await made.heard(tg.said(PRICE))
        assert "USD" in (await server.sent()).text


@pytest.mark.parametrize("why", ["no room on the disk", "too many"])
async def test_what_cannot_be_shelved_stays_with_telegram(
    server: TelegramServer, file: Path, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is confirmed that is not written down: those behind wait, and in the end everybody is answered once."""
    if why == "too many":
        monkeypatch.setattr(shelf, "MOST", len(DEAF) - 1)
    else:
        file.with_suffix(".new").mkdir()
    updates = deafen(server)
    async with running(server) as made:
        made.server.push(*updates)
        await server.until(lambda: len(server.held) == len(DEAF))
        await asyncio.sleep(1.5)
        assert all(int(asked.get("offset", 0)) <= updates[0]["update_id"] for asked in server.asked)
        assert not file.exists()
        cure(server)
        await server.sent(len(DEAF) + 1)
    assert chats(server) == [HEARING, *DEAF]
