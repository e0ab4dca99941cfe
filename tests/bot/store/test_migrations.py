"""Migrations: from nothing to the newest tables and back, the same as the code knows them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import postgresql, sqlite
from bot.store.migrate import migrate
from bot.store.sql import SqlStore
from bot.store.tables import metadata
from tests.bot.store.conftest import DATABASES
from tests.bot.store.making import kept

pytestmark = pytest.mark.parametrize("address", DATABASES, indirect=True)


@pytest.fixture
async def engine(address: str | Path) -> AsyncIterator[AsyncEngine]:
    """A database without any table."""
    if isinstance(address, Path):
        sqlite.File(address).create()
        made = sqlite.engine(address, 3, 3)
    else:
        made = postgresql.engine(make_url(address), 3, 3)
    yield made
    await made.dispose()


async def _seen(engine: AsyncEngine) -> dict[str, list[str]]:
    """Columns by table."""

    def look(connection: Connection) -> dict[str, list[str]]:
        found = inspect(connection)
        return {name: [column["name"] for column in found.get_columns(name)] for name in found.get_table_names()}

    async with engine.connect() as connection:
        return await connection.run_sync(look)


async def test_empty_database_gets_every_table(engine: AsyncEngine) -> None:
    """After migrating, there are the tables that the code knows, no others, and the mark of the version."""
    await migrate(engine)
    seen = await _seen(engine)
    assert set(seen) == set(metadata.tables) | {"alembic_version"}
    assert {name: seen[name] for name in metadata.tables} == {
        name: [column.name for column in table.columns] for name, table in metadata.tables.items()
    }


async def test_tables_and_migrations_say_the_same(engine: AsyncEngine) -> None:
    """Compared one by one (types, indices, keys), nothing differs: no migration was forgotten."""

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    await migrate(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(compare) == []


async def test_migrating_again_changes_nothing(engine: AsyncEngine, address: str | Path) -> None:
    """A second start finds nothing to do and leaves what is kept."""
    store, answer = SqlStore(address), kept()
    await store.keep(answer)
    await store.close()
    before = await _seen(engine)
    await migrate(engine)
    assert await _seen(engine) == before
    assert await store.get(answer.id) == answer
    await store.close()


async def test_starts_at_the_same_time_do_not_clash(engine: AsyncEngine) -> None:
    """However many migrate at once, all end well and the tables are made once."""
    await asyncio.gather(*(migrate(engine) for _ in range(3)))
    assert "answers" in await _seen(engine)


async def test_failed_migration_leaves_nothing(engine: AsyncEngine) -> None:
    """Where a table of ours is already somebody else's, nothing is made beside it: all or none."""
    async with engine.execution_options(writes=True).begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE ratings (theirs INTEGER)")
    with pytest.raises(Exception, match="ratings"):
        await migrate(engine)
    assert set(await _seen(engine)) == {"ratings"}


def test_migrations_are_one_line_of_packaged_files(address: str | Path) -> None:
    """There is one newest version, every step has a way back, and the files are found without the checkout's path."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert len(scripts.get_heads()) == 1
    steps = list(scripts.walk_revisions())
    assert all(callable(step.module.upgrade) and callable(step.module.downgrade) for step in steps)
    packaged = [file.name for file in files("bot.store.migrations.versions").iterdir() if file.name.startswith("r")]
    assert len(packaged) == len(steps)
    assert str(address)
