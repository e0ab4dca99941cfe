"""Keeping answers on SQLite against the bare library doing the same: one row, one commit, synced to the disk."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bot.store.port import Kept
from bot.store.sql import SqlStore
from bot.store.wire import write_answer
from tests.bot.store.making import kept

_ANSWERS = 1_000
_ASKING = 50
"""So many are answered at the same time."""


def run() -> list[tuple[str, float, float]]:
    """Keep as many answers both ways, in turns, and compare the sums of the times."""
    ours = bare = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(2):
            ours += asyncio.run(_kept(Path(folder) / f"ours{turn}.sqlite3", _answers()))
            bare += _inserted(Path(folder) / f"bare{turn}.sqlite3", _answers())
    return [("answers kept, 50 asking at once / bare SQLite inserts, each committed", ours / bare, 4)]


def _answers() -> list[Kept]:
    return [
        kept(object={"text": "x" * 600, "events": [{"index": place} for place in range(5)]}) for _ in range(_ANSWERS)
    ]


async def _kept(path: Path, answers: list[Kept]) -> float:
    store = SqlStore(path)
    await store.ready()
    started = time.perf_counter()
    await asyncio.gather(*(_keep_all(store, answers[first::_ASKING]) for first in range(_ASKING)))
    taken = time.perf_counter() - started
    await store.close()
    return taken


async def _keep_all(store: SqlStore, answers: list[Kept]) -> None:
    for answer in answers:
        await store.keep(answer)


def _inserted(path: Path, answers: list[Kept]) -> float:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE answers (id TEXT PRIMARY KEY, kept_at TEXT, body TEXT, deleted_at TEXT)")
        connection.commit()
        started = time.perf_counter()
        for answer in answers:
            row = (answer.id, answer.kept_at.isoformat(), write_answer(answer))
            connection.execute("INSERT INTO answers (id, kept_at, body) VALUES (?, ?, ?)", row)
            connection.commit()
        return time.perf_counter() - started
