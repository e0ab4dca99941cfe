"""What takes a while: started, asked about, finished."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from google.longrunning.operations_pb2 import Operation
from google.protobuf.message import Message

from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin.refusals import missing


class Operations:
    """Long-running operations, by name."""

    def __init__(self) -> None:
        self._known: dict[str, Operation] = {}
        self._running: set[asyncio.Task[None]] = set()

    def finished(self, path: AgentPath, result: Message) -> Operation:
        """Return an operation that is over already."""
        operation = self._new(path)
        _finish(operation, result)
        return operation

    def started(self, path: AgentPath, work: Callable[[], Message], seconds: float) -> Operation:
        """Return an operation that does its work in so many seconds; at once, if in none."""
        if not seconds:
            return self.finished(path, work())
        operation = self._new(path)
        task = asyncio.ensure_future(_later(operation, work, seconds))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return operation

    def get(self, name: str) -> Operation:
        """Return how an operation stands."""
        if name not in self._known:
            raise missing(f"Operation '{name}' not found.")
        return self._known[name]

    def _new(self, path: AgentPath) -> Operation:
        operation = Operation(name=f"{path.owner}/operations/{len(self._known) + 1:08}")
        self._known[operation.name] = operation
        return operation


async def _later(operation: Operation, work: Callable[[], Message], seconds: float) -> None:
    await asyncio.sleep(seconds)
    _finish(operation, work())


def _finish(operation: Any, result: Message) -> None:
    operation.response.Pack(result)
    operation.done = True
