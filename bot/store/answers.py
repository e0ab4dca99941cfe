"""Kept answers, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ids import read_id
from bot.store import tables, wire
from bot.store.part import Part
from bot.store.port import DeletedAnswer, Kept, UnknownAnswer
from intents.reader.tickets import normalised

_answers, _tickets = tables.answers, tables.tickets
_ROW = (_answers.c.id, _answers.c.kept_at, _answers.c.body, _answers.c.deleted_at)


class AnswerPart(Part):
    """See `bot.store.port.Answers`."""

    async def keep(self, kept: Kept) -> None:
        """Keep an answer with its tickets."""
        row = {"id": kept.id, "kept_at": kept.kept_at, "body": wire.write_answer(kept)}
        tickets = [{"ticket": ticket, "answer_id": kept.id} for ticket in kept.tickets]

        async def operation(connection: AsyncConnection) -> None:
            await connection.execute(insert(_answers), row)
            if tickets:
                await connection.execute(insert(_tickets), tickets)

        await self._writer.write(operation)

    async def get(self, id: str) -> Kept:
        """Return an answer. Raises `UnknownAnswer` or `DeletedAnswer`."""

        async def operation(connection: AsyncConnection) -> Kept:
            row = await living(connection, id)
            return wire.read_answer(row, (await _tickets_of(connection, [id])).get(id, ()))

        return await self._database.read(operation)

    async def delete(self, id: str, now: datetime) -> None:
        """Erase an answer, its tickets and its feedback. Raises `UnknownAnswer` or `DeletedAnswer`."""

        async def operation(connection: AsyncConnection) -> None:
            await living(connection, id)
            await erase(connection, [id], now)

        await self._writer.write(operation)

    async def attach(self, id: str, ticket: str) -> tuple[str, ...]:
        """Add a ticket and return all. Raises `UnknownAnswer`, `DeletedAnswer`, or `ValueError` if not normalised."""
        if normalised(ticket) != ticket:
            raise ValueError("not a normalised ticket")

        async def operation(connection: AsyncConnection) -> tuple[str, ...]:
            await living(connection, id)
            row = {"ticket": ticket, "answer_id": id}
            await connection.execute(self._insert(connection, _tickets).on_conflict_do_nothing(), row)
            return (await _tickets_of(connection, [id]))[id]

        return await self._writer.write(operation)

    async def find(self, ticket: str, limit: int = 100) -> tuple[Kept, ...]:
        """Return the answers of a normalised ticket, the newest first."""
        if normalised(ticket) != ticket:
            return ()
        wanted = (
            select(*_ROW)
            .join(_tickets, _tickets.c.answer_id == _answers.c.id)
            .where(_tickets.c.ticket == ticket)
            .order_by(_answers.c.kept_at.desc(), _answers.c.id)
            .limit(limit)
        )

        async def operation(connection: AsyncConnection) -> tuple[Kept, ...]:
            rows = (await connection.execute(wanted)).all()
            tickets = await _tickets_of(connection, [row.id for row in rows])
            return tuple(wire.read_answer(row, tickets[row.id]) for row in rows)

        return await self._database.read(operation)


async def living(connection: AsyncConnection, id: str) -> Any:
    """Return the row of an answer. Raises `UnknownAnswer` or `DeletedAnswer`."""
    if read_id(id) != id:
        raise UnknownAnswer(id)
    row = (await connection.execute(select(*_ROW).where(_answers.c.id == id))).one_or_none()
    if row is None:
        raise UnknownAnswer(id)
    if row.deleted_at is not None:
        raise DeletedAnswer(id)
    return row


async def erase(connection: AsyncConnection, ids: Sequence[str], now: datetime) -> None:
    """Leave nothing of answers but their ids."""
    await connection.execute(delete(_tickets).where(_tickets.c.answer_id.in_(ids)))
    await connection.execute(delete(tables.ratings).where(tables.ratings.c.answer_id.in_(ids)))
    await connection.execute(update(_answers).where(_answers.c.id.in_(ids)).values(body="", deleted_at=now))


async def _tickets_of(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    wanted = select(_tickets.c.answer_id, _tickets.c.ticket).where(_tickets.c.answer_id.in_(ids))
    found: dict[str, tuple[str, ...]] = {}
    for row in await connection.execute(wanted):
        found[row.answer_id] = tuple(sorted((*found.get(row.answer_id, ()), row.ticket)))
    return found
