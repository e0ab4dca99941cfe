"""What people chose and said, in the database."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables, wire
from bot.store.answers import living
from bot.store.part import Part
from bot.store.port import Choices, Forgotten, Tally

_choices, _ratings, _conversations = tables.choices, tables.ratings, tables.conversations


class PeoplePart(Part):
    """See `bot.store.port.People`."""

    async def choices(self, person: str) -> Choices:
        """Return what a person chose."""
        wanted = select(_choices.c.language, _choices.c.country, _choices.c.era).where(
            _choices.c.person == wire.clean(person)
        )

        async def operation(connection: AsyncConnection) -> Choices:
            row = (await connection.execute(wanted)).one_or_none()
            return Choices() if row is None else Choices(language=row.language, country=row.country, era=row.era)

        return await self._database.read(operation)

    async def choose(self, person: str, choices: Choices, now: datetime) -> None:
        """Set all choices of a person; none leaves nothing of them here."""
        who = wire.clean(person)
        chosen = {"language": choices.language, "country": choices.country, "era": choices.era, "chosen_at": now}

        async def operation(connection: AsyncConnection) -> None:
            if choices == Choices():
                await connection.execute(delete(_choices).where(_choices.c.person == who))
                return
            statement = self._insert(connection, _choices).values(person=who, **chosen)
            await connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=chosen))

        await self._writer.write(operation)

    async def rate(self, id: str, person: str, *, good: bool, now: datetime) -> Tally:
        """Count what a person says of an answer, once. Raises `UnknownAnswer` or `DeletedAnswer`."""
        said = {"good": good, "said_at": now}

        async def operation(connection: AsyncConnection) -> Tally:
            await living(connection, id)
            statement = self._insert(connection, _ratings).values(answer_id=id, person=wire.clean(person), **said)
            changed = statement.on_conflict_do_update(index_elements=["answer_id", "person"], set_=said)
            await connection.execute(changed)
            return await _tally(connection, id)

        return await self._writer.write(operation)

    async def tally(self, id: str) -> Tally:
        """Return how many found an answer good and bad."""
        return await self._database.read(lambda connection: _tally(connection, wire.clean(id)))

    async def forget(self, person: str) -> Forgotten:
        """Erase a person."""
        who = wire.clean(person)

        async def operation(connection: AsyncConnection) -> Forgotten:
            took_part = _conversations.c.people.contains(f"\n{who}\n", autoescape=True)
            conversations = await connection.execute(delete(_conversations).where(took_part))
            choices = await connection.execute(delete(_choices).where(_choices.c.person == who))
            nobody = f"forgotten:{secrets.token_hex(8)}"
            ratings = await connection.execute(update(_ratings).where(_ratings.c.person == who).values(person=nobody))
            return Forgotten(conversations=conversations.rowcount, choices=choices.rowcount, ratings=ratings.rowcount)

        return await self._writer.write(operation)


async def _tally(connection: AsyncConnection, id: str) -> Tally:
    good = func.count(case((_ratings.c.good, 1)))
    row = (await connection.execute(select(good, func.count()).where(_ratings.c.answer_id == id))).one()
    return Tally(good=row[0], bad=row[1] - row[0])
