"""SQLite: a file in the data folder that only its owner may read, written ahead (WAL), synced at every commit."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.port import StoreGone


class File:
    """The file of a database, watched: a file that was taken away or replaced must not be written to unnoticed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity: tuple[int, int] | None = None

    def create(self) -> None:
        """Make folder and file where they are missing, for the owner only. Raises `StoreGone`.

        A file that was there once is not made again: whoever took it away may bring it back, links and all.
        """
        try:
            if self._identity is None:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self._identity = self._seen()
        except OSError as error:
            raise StoreGone(type(error).__name__) from error

    def replaced(self) -> bool:
        """Whether another file stands there now. Raises `StoreGone` if none does."""
        try:
            return self._seen() != self._identity
        except OSError as error:
            raise StoreGone(type(error).__name__) from error

    def _seen(self) -> tuple[int, int]:
        found = self.path.stat()
        return found.st_dev, found.st_ino


def engine(path: Path, patience: float, connections: int) -> AsyncEngine:
    """Return an engine whose writers begin with the write lock and wait for it, `patience` seconds at most.

    Each of its connections has a thread of its own.
    """
    url = URL.create("sqlite+aiosqlite", database=path.absolute().as_uri(), query={"mode": "rw", "uri": "true"})
    made = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        connect_args={"timeout": patience, "isolation_level": None},
    )
    event.listen(made.sync_engine, "connect", _connected)
    event.listen(made.sync_engine, "begin", _begin)
    return made


def write_ahead(path: Path, patience: float) -> None:
    """Let readers and a writer work at once; the file remembers it. Blocks. Raises `sqlite3.Error`.

    Two processes doing so at the same time on a new file are refused at once instead of waiting: then try again.
    """
    for pause in (0.01, 0.05, 0.1, 0.3, 0.5, None):
        try:
            with closing(sqlite3.connect(path, timeout=patience)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if pause is None or error.sqlite_errorname != "SQLITE_BUSY":
                raise
            time.sleep(pause)


def _connected(connection: Any, _record: object) -> None:
    """Set what holds for one connection; the journal's mode is the file's, and set when it is prepared."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = FULL")  # an answer that was acknowledged outlives a power failure too
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # deleted means overwritten
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin by ourselves: the driver would begin late, and a reader that turns writer can fail without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
