"""Brings a database to the newest form of its tables, one process at a time."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.port import StoreBroken

_LOCK = 0x6375616E746F
"""Key of PostgreSQL's advisory lock: `cuanto` in ASCII."""


async def migrate(engine: AsyncEngine) -> None:
    """Run the migrations that are missing, all or none.

    Raises what the drivers raise, and `StoreBroken` for a database that a newer version of ours has changed.

    Whoever comes second waits for the first and then finds nothing left to do: on SQLite the transaction holds the
    write lock, on PostgreSQL an advisory lock that ends with it.
    """
    writing = engine.execution_options(writes=True)
    async with writing.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # 0.2 s to import, for the first moments of a process only
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreBroken("not known which version made it") from error
