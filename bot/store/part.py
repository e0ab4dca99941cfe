"""What the parts of the store share."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.writer import Writer

Insert = sqlite.Insert | postgresql.Insert


class Part:
    """Some methods of the store over its database."""

    _database: Database
    _writer: Writer

    @staticmethod
    def _insert(connection: AsyncConnection, table: Table) -> Insert:
        """An insert that may say `ON CONFLICT`, which both databases know but SQL does not."""
        return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
