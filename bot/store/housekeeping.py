"""Looking after the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.answers import erase
from bot.store.part import Part
from bot.store.port import EVENTS, MEMORY, Pruned, Stats

_AT_ONCE = 500
"""Answers erased in one transaction: others want to write meanwhile."""


class HousekeepingPart(Part):
    """See `bot.store.port.Housekeeping`."""

    _retention: timedelta | None

    async def prune(self, now: datetime) -> Pruned:
        """Erase forgotten conversations, old events, and answers past the retention."""
        conversations, events = tables.conversations, tables.events
        return Pruned(
            answers=await self._prune_answers(now),
            conversations=await self._delete(conversations, conversations.c.said_at <= now - MEMORY),
            events=await self._delete(events, events.c.leased_until <= now - EVENTS),
        )

    async def _delete(self, table: Table, over: ColumnElement[bool]) -> int:
        async def operation(connection: AsyncConnection) -> int:
            return (await connection.execute(delete(table).where(over))).rowcount

        return await self._writer.write(operation)

    async def _prune_answers(self, now: datetime) -> int:
        if self._retention is None:
            return 0
        erased, last = 0, _AT_ONCE
        while last == _AT_ONCE:
            last = await self._prune_some(now - self._retention, now)
            erased += last
        return erased

    async def _prune_some(self, before: datetime, now: datetime) -> int:
        table = tables.answers
        old = select(table.c.id).where(table.c.kept_at <= before, table.c.deleted_at.is_(None)).limit(_AT_ONCE)

        async def operation(connection: AsyncConnection) -> int:
            ids = (await connection.execute(old)).scalars().all()
            await erase(connection, ids, now)
            return len(ids)

        return await self._writer.write(operation)

    async def stats(self) -> Stats:
        """Count what is kept."""

        async def operation(connection: AsyncConnection) -> Stats:
            async def count(table: Table, *where: ColumnElement[bool]) -> int:
                counted = select(func.count()).select_from(table).where(*where)
                return int((await connection.execute(counted)).scalar_one())

            gone = tables.answers.c.deleted_at
            return Stats(
                answers=await count(tables.answers, gone.is_(None)),
                deleted=await count(tables.answers, gone.is_not(None)),
                tickets=await count(tables.tickets),
                conversations=await count(tables.conversations),
                events=await count(tables.events),
                people=await count(tables.choices),
                ratings=await count(tables.ratings),
            )

        return await self._database.read(operation)

    async def ready(self) -> None:
        """Return if the database can be read and written now; else raise a `StoreError`."""
        events, never = tables.events, datetime.min.replace(tzinfo=UTC)
        row = {"key": "", "token": "", "leased_until": never}

        async def operation(connection: AsyncConnection) -> None:
            await connection.execute(self._insert(connection, events).on_conflict_do_nothing(), row)
            await connection.execute(delete(events).where(events.c.key == ""))

        await self._writer.write(operation)

    async def close(self) -> None:
        """Finish what is waiting to be written and let go of the database."""
        await self._writer.close()
        await self._database.close()
