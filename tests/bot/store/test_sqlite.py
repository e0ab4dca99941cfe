"""SQLite: files that only their owner reads, and what happens when they are locked, full, gone or not ours."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.port import Kept, Store, StoreBroken, StoreBusy, StoreError, StoreFull, StoreGone
from bot.store.sql import BadAddress, SqlStore
from tests.bot.store.making import NOW, kept, remembered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, in a folder that is still to be made."""
    return tmp_path / "data" / "cuanto.sqlite3"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    """A store that does not wait long."""
    opened = SqlStore(path, patience=0.2)
    yield opened
    await opened.close()


async def test_files_are_for_their_owner_only(store: Store, path: Path) -> None:
    """Folder, database and the files beside it cannot be read by anybody else on the machine."""
    await store.keep(kept())
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files = list(path.parent.iterdir())
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)]
)
async def test_every_connection_is_set_up(path: Path, pragma: str, value: object) -> None:
    """Written ahead, so that readers do not wait; synced in full (2), so that a power failure takes no answer."""

    async def ask(connection: AsyncConnection) -> object:
        return (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one()

    database = Database(path)
    asked = await asyncio.gather(database.write(ask), *(database.read(ask) for _ in range(3)))
    assert asked == [value] * 4
    await database.close()


async def test_deleted_answer_is_nowhere_in_the_file(store: Store, path: Path) -> None:
    """What was deleted is overwritten, not only hidden: its words are in no file any more once the log is merged."""
    answer = kept(question="xylophone-nightingale " * 2000)
    await store.keep(answer)
    await store.close()
    assert b"nightingale" in path.read_bytes()
    await store.delete(answer.id, NOW)
    await store.close()
    assert b"nightingale" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_locked_database_is_busy_and_still_read(store: Store, path: Path) -> None:
    """While somebody else writes for too long, keeping fails as busy, reading goes on; afterwards all is well."""
    answer, other = kept(), kept()
    await store.keep(answer)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            await store.keep(other)
        assert await store.get(answer.id) == answer
        with pytest.raises(StoreBusy):
            await store.ready()
        holder.execute("ROLLBACK")
    await store.keep(other)
    assert await store.get(other.id) == other


async def test_short_lock_is_waited_for(path: Path) -> None:
    """A lock that is given back in time is no error at all."""
    store = SqlStore(path)
    await store.ready()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(store.keep(kept()))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        holder.execute("COMMIT")
        await waiting
    await store.close()


async def _outcome(store: Store, answer: Kept) -> StoreError | None:
    """Keep an answer and return what went wrong."""
    try:
        await store.keep(answer)
    except StoreError as error:
        return error
    return None


async def test_full_disk_keeps_what_was_acknowledged(path: Path) -> None:
    """When no page more fits, keeping fails as full; all that was acknowledged is there; with room again it goes on."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    event.listen(Engine, "connect", limit)
    try:
        store = SqlStore(path, patience=0.2)
        answers = [kept(question="q" * 3000) for _ in range(60)]
        outcomes = [await _outcome(store, answer) for answer in answers]
        assert {type(outcome) for outcome in outcomes} == {type(None), StoreFull}
        acknowledged = [answer for answer, outcome in zip(answers, outcomes, strict=True) if outcome is None]
        assert [await store.get(answer.id) for answer in acknowledged] == acknowledged
        await store.close()
    finally:
        event.remove(Engine, "connect", limit)
    answer = kept(question="q" * 3000)
    await store.keep(answer)
    assert await store.get(answer.id) == answer
    assert (await store.stats()).answers == len(acknowledged) + 1
    await store.close()


async def test_database_that_is_taken_away_and_brought_back(store: Store, path: Path) -> None:
    """While the file is away nothing is acknowledged, and no empty one takes its place; back again, all is there."""
    answer, lost, later = kept(), kept(), kept()
    await store.keep(answer)
    away = path.parent.rename(path.parent.with_name("away"))
    for attempt in (store.keep(lost), store.get(answer.id), store.ready(), store.recall("c", NOW)):
        with pytest.raises(StoreGone):
            await attempt
    assert not path.exists()
    away.rename(path.parent)
    await store.keep(later)
    assert await store.get(answer.id) == answer
    assert (await store.stats()).answers == 2


async def test_database_that_is_replaced_is_opened_anew(store: Store, path: Path) -> None:
    """Another file in its place (a backup that was put back) is noticed: answers go into that one."""
    await store.keep(kept())
    for file in path.parent.iterdir():
        file.unlink()
    path.touch(0o600)
    answer = kept()
    await store.keep(answer)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT id FROM answers").fetchall() == [(answer.id,)]
    assert (await store.stats()).answers == 1


async def test_folder_that_cannot_be_made_is_gone(tmp_path: Path) -> None:
    """A file where the folder should be is an outage, not a crash; once it is out of the way, the store works."""
    (tmp_path / "data").write_text("in the way")
    store = SqlStore(tmp_path / "data" / "x.sqlite3")
    with pytest.raises(StoreGone):
        await store.ready()
    (tmp_path / "data").unlink()
    await store.ready()
    await store.close()


async def test_other_file_is_broken(path: Path) -> None:
    """A file that is no database of ours is never written to."""
    path.parent.mkdir()
    path.write_bytes(b"precious notes\n" * 1000)
    store = SqlStore(path)
    with pytest.raises(StoreBroken):
        await store.ready()
    assert path.read_bytes() == b"precious notes\n" * 1000


async def test_database_of_a_newer_version_is_broken(store: Store, path: Path) -> None:
    """Tables that a later version has changed are left alone."""
    await store.ready()
    await store.close()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreBroken):
        await store.ready()


async def test_unreadable_answer_is_broken_and_unreadable_memory_forgotten(store: Store, path: Path) -> None:
    """What somebody else wrote in our tables is an error for an answer; a memory is no loss."""
    answer, other = kept(tickets=("ZD-1",)), kept()
    await store.keep(answer)
    await store.keep(other)
    await store.remember("c", remembered(), NOW)
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.execute("UPDATE answers SET body = '{\"shape\": 9}' WHERE id = ?", (answer.id,))
        writer.execute('UPDATE conversations SET body = \'{"request": {"type": "Future"}}\'')
    for attempt in (store.get(answer.id), store.find("ZD-1")):
        with pytest.raises(StoreBroken):
            await attempt
    assert await store.recall("c", NOW) is None
    assert await store.get(other.id) == other


async def test_giving_up_waiting_harms_nobody(store: Store) -> None:
    """Readers and writers that are cancelled leave the store as usable as before, and nobody waits for them."""
    answers = [kept() for _ in range(40)]
    await store.keep(answers[0])
    for steps in range(60):
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(store.get(answers[0].id)) for _ in range(20)]
        tasks += [asyncio.create_task(store.remember("c", remembered(), NOW)) for _ in range(20)]
        for _ in range(steps % 12):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.gather(*(store.keep(answer) for answer in answers[1:]))
    assert (await store.stats()).answers == 40


@pytest.mark.parametrize(
    "address", ["", "nonsense", "mysql://u:secret@h/d", "sqlite://", "sqlite:///:memory:", "postgresql+psycopg2://h/d"]
)
def test_other_addresses_are_refused_without_showing_them(address: str) -> None:
    """Only a file and PostgreSQL through asyncpg are supported; the message never holds what was given."""
    with pytest.raises(BadAddress) as caught:
        SqlStore(address)
    assert "secret" not in str(caught.value)


async def test_address_of_a_file_may_be_given_as_a_url(tmp_path: Path) -> None:
    """`sqlite:///path` is the same as the path, whatever stands in its name."""
    plain = SqlStore(tmp_path / "a b ñ?#%20" / "x.sqlite3")
    await plain.ready()
    await plain.close()
    assert (tmp_path / "a b ñ?#%20" / "x.sqlite3").stat().st_size
    url = SqlStore(f"sqlite:///{tmp_path}/y.sqlite3")
    await url.ready()
    await url.close()
    assert (tmp_path / "y.sqlite3").stat().st_size


def test_every_error_is_a_store_error_with_its_own_code() -> None:
    """Callers catch the base; the codes tell the kinds apart and are part of the interface."""
    codes = {kind: kind.code for kind in (StoreError, StoreBusy, StoreFull, StoreGone, StoreBroken)}
    assert sorted(codes.values()) == ["store_broken", "store_busy", "store_error", "store_full", "store_gone"]
    assert all(issubclass(kind, StoreError) for kind in codes)
