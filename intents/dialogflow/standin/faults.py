"""Trouble on demand, for tests and for trying out what happens: refusals, and answers that take too long."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque

from grpc import StatusCode
from msgspec import Struct

from intents.dialogflow.standin.refusals import Refusal


class Fault(Struct, frozen=True, kw_only=True):
    """What happens to one call."""

    status: StatusCode | None = None
    """Refused with this status; `None` is answered."""
    seconds: float = 0.0
    """Only after so long."""


class Faults:
    """What is to happen to the next calls, by method (`DetectIntent`)."""

    def __init__(self) -> None:
        self._next: dict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}

    def plan(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go like this, one after the other."""
        self._next[method].extend(faults)

    def always(self, method: str, fault: Fault | None) -> None:
        """Let every call of a method go like this, until told otherwise."""
        self._always.pop(method, None)
        if fault:
            self._always[method] = fault

    async def meet(self, method: str) -> None:
        """Let happen what is to happen to this call."""
        waiting = self._next[method]
        fault = waiting.popleft() if waiting else self._always.get(method)
        if fault is None:
            return
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.status:
            raise Refusal(fault.status, f"{method}: as ordered")
