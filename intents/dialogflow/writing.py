"""Writes to the live agent: in batches, waiting for what Google does in the background, and for its quota."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from google.cloud.dialogflow_v2 import types
from google.protobuf.field_mask_pb2 import FieldMask

from intents.dialogflow.connection import Workshop
from intents.dialogflow.errors import QuotaUsedUp
from intents.dialogflow.failures import translated
from intents.dialogflow.live import TIMEOUT
from intents.dialogflow.names import AgentPath

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Seconds to wait when the quota is used up, as Google's service level agreement asks: doubling up to 32 s."""
BATCH = 50
"""As many intents or entities go in one request."""
PATIENCE = 600.0
"""Seconds that training may take."""

Thing = TypeVar("Thing")
Method = Callable[..., Awaitable[Any]]
"""Of one of Google's clients."""


class Writer:
    """Everything that changes an agent. Methods raise `DialogflowError`."""

    def __init__(
        self,
        shop: Workshop,
        *,
        pauses: Sequence[float] = PAUSES,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.shop = shop
        self._pauses = pauses
        self._sleep = sleep

    async def add_languages(self, path: AgentPath, has: Sequence[str], wanted: Sequence[str]) -> None:
        """Switch on the languages that are missing; the default one stays what it is."""
        default, *others = has
        spoken = list(dict.fromkeys((*others, *wanted)))
        request = types.SetAgentRequest(
            agent=types.Agent(parent=path.owner, supported_language_codes=[name for name in spoken if name != default]),
            update_mask=FieldMask(paths=["supported_language_codes"]),
        )
        await self._call(self.shop.agents.set_agent, request)

    async def write_entities(
        self, path: AgentPath, language: str, entities: Sequence[types.EntityType], *, mask: Sequence[str] = ()
    ) -> None:
        """Create entities without a name of Google's, and change the others as far as the mask says."""
        for batch in _batches(entities):
            request = types.BatchUpdateEntityTypesRequest(
                parent=path.agent,
                entity_type_batch_inline=types.EntityTypeBatch(entity_types=batch),
                language_code=language,
                update_mask=FieldMask(paths=mask) if mask else None,
            )
            await self._finish(self.shop.entity_types.batch_update_entity_types, request)

    async def write_intents(
        self, path: AgentPath, language: str, intents: Sequence[types.Intent], *, mask: Sequence[str] = ()
    ) -> None:
        """Create intents without a name of Google's, and change the others as far as the mask says."""
        for batch in _batches(intents):
            request = types.BatchUpdateIntentsRequest(
                parent=path.agent,
                intent_batch_inline=types.IntentBatch(intents=batch),
                language_code=language,
                update_mask=FieldMask(paths=mask) if mask else None,
            )
            await self._finish(self.shop.intents.batch_update_intents, request)

    async def delete_intents(self, path: AgentPath, names: Sequence[str]) -> None:
        """Delete intents by Google's names, and with them what follows them up."""
        for batch in _batches(names):
            request = types.BatchDeleteIntentsRequest(
                parent=path.agent, intents=[types.Intent(name=name) for name in batch]
            )
            await self._finish(self.shop.intents.batch_delete_intents, request)

    async def delete_entities(self, path: AgentPath, names: Sequence[str]) -> None:
        """Delete entities by Google's names."""
        for batch in _batches(names):
            request = types.BatchDeleteEntityTypesRequest(parent=path.agent, entity_type_names=batch)
            await self._finish(self.shop.entity_types.batch_delete_entity_types, request)

    async def train(self, path: AgentPath) -> None:
        """Train, and wait until Google has: only then does the agent answer by what was written."""
        request = types.TrainAgentRequest(parent=path.owner)
        await self._finish(self.shop.agents.train_agent, request)

    async def _finish(self, method: Method, request: object) -> None:
        """Start something and wait until it is finished."""
        operation = await self._call(method, request)
        with translated():
            await operation.result(timeout=PATIENCE)

    async def _call(self, method: Method, request: object) -> Any:
        """Call, and again after a pause where the quota was used up; nothing was done then."""
        for pause in self._pauses:
            try:
                with translated():
                    return await method(request, timeout=TIMEOUT)
            except QuotaUsedUp:
                await self._sleep(pause)
        with translated():
            return await method(request, timeout=TIMEOUT)


def _batches(things: Sequence[Thing]) -> list[list[Thing]]:
    return [list(things[start : start + BATCH]) for start in range(0, len(things), BATCH)]
