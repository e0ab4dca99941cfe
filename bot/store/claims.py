"""Events and who works on them, in the database."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables, wire
from bot.store.part import Part
from bot.store.port import Claim, ClaimState

_table = tables.events


class ClaimPart(Part):
    """See `bot.store.port.Claims`."""

    async def claim(self, key: str, now: datetime, lease: timedelta) -> Claim:
        """Take the event of a key until now + lease, unless it is taken or done."""
        row = {"key": wire.clean(key), "token": secrets.token_hex(8), "leased_until": now + lease}

        async def operation(connection: AsyncConnection) -> ClaimState:
            statement = self._insert(connection, _table).values(row)
            free = _table.c.done_at.is_(None) & (_table.c.leased_until <= now)
            renewed = {"token": statement.excluded.token, "leased_until": statement.excluded.leased_until}
            taking = statement.on_conflict_do_update(index_elements=["key"], set_=renewed, where=free)
            if (await connection.execute(taking.returning(_table.c.token))).first():
                return ClaimState.NEW
            done = select(_table.c.done_at).where(_table.c.key == row["key"])
            return ClaimState.DONE if (await connection.execute(done)).scalar() else ClaimState.TAKEN

        state = await self._writer.write(operation)
        return Claim(key=key, state=state, token=str(row["token"]) if state is ClaimState.NEW else "")

    async def done(self, claim: Claim, now: datetime) -> None:
        """Say that a claimed event was worked on."""
        row = {"key": wire.clean(claim.key), "token": claim.token, "leased_until": now, "done_at": now}

        async def operation(connection: AsyncConnection) -> None:
            statement = self._insert(connection, _table)
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"done_at": now}), row
            )

        await self._writer.write(operation)

    async def renew(self, claim: Claim, now: datetime, lease: timedelta) -> None:
        """Let a claim hold until now + lease, if it is still ours."""

        async def operation(connection: AsyncConnection) -> None:
            await connection.execute(update(_table).where(_ours(claim)).values(leased_until=now + lease))

        await self._writer.write(operation)

    async def release(self, claim: Claim) -> None:
        """Give a claimed event back."""

        async def operation(connection: AsyncConnection) -> None:
            await connection.execute(delete(_table).where(_ours(claim)))

        await self._writer.write(operation)


def _ours(claim: Claim) -> ColumnElement[bool]:
    """Whether an event is still being worked on under a claim."""
    return (_table.c.key == wire.clean(claim.key)) & (_table.c.token == claim.token) & _table.c.done_at.is_(None)
