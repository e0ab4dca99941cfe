"""The store over SQLAlchemy: SQLite in the data folder, or PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.store.answers import AnswerPart
from bot.store.claims import ClaimPart
from bot.store.database import PATIENCE, BadAddress, Database
from bot.store.housekeeping import HousekeepingPart
from bot.store.memory import MemoryPart
from bot.store.people import PeoplePart
from bot.store.writer import Writer

__all__ = ["BadAddress", "SqlStore"]


class SqlStore(AnswerPart, MemoryPart, ClaimPart, PeoplePart, HousekeepingPart):
    """Implements `bot.store.port.Store`. For one event loop; connects when it is first used."""

    def __init__(self, address: str | Path, *, retention: timedelta | None = None, patience: float = PATIENCE) -> None:
        """Take an address or the path of an SQLite file, and how long answers are kept (`None`: for ever).

        Raises `BadAddress`.
        """
        self._database = Database(address, patience=patience)
        self._writer = Writer(self._database)
        self._retention = retention
