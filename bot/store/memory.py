"""What conversations are about, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables, wire
from bot.store.part import Part
from bot.store.port import MEMORY
from intents.followup import Remembered

_table = tables.conversations


class MemoryPart(Part):
    """See `bot.store.port.Memory`."""

    async def recall(self, conversation: str, now: datetime) -> Remembered | None:
        """Return what a conversation is about, or `None` if it is new or its day is over."""
        wanted = select(_table.c.body).where(
            _table.c.conversation == wire.clean(conversation), _table.c.said_at > now - MEMORY
        )

        async def operation(connection: AsyncConnection) -> str | None:
            body: str | None = (await connection.execute(wanted)).scalar_one_or_none()
            return body

        body = await self._database.read(operation)
        return None if body is None else wire.read_memory(body)

    async def remember(self, conversation: str, remembered: Remembered, now: datetime, *, person: str = "") -> None:
        """Remember what a conversation is about now, and that a person took part."""
        who = f"\n{wire.clean(person)}\n"
        row = {
            "conversation": wire.clean(conversation),
            "said_at": now,
            "body": wire.write_memory(remembered),
            "people": who,
        }
        over = _table.c.said_at <= now - MEMORY
        known = _table.c.people.contains(who, autoescape=True)
        people = case((over, who), (known, _table.c.people), else_=_table.c.people + who)

        async def operation(connection: AsyncConnection) -> None:
            statement = self._insert(connection, _table).values(row)
            renewed = {"said_at": now, "body": row["body"], "people": people}
            await connection.execute(statement.on_conflict_do_update(index_elements=["conversation"], set_=renewed))

        await self._writer.write(operation)
