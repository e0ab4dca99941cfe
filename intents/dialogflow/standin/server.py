"""The server: every service at one port of the loopback interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import grpc
from google.longrunning.operations_pb2 import GetOperationRequest, Operation

from intents.dialogflow.connection import UNLIMITED
from intents.dialogflow.standin.agents import Agents
from intents.dialogflow.standin.contexts import Contexts
from intents.dialogflow.standin.designing import EntityTypes, Intents
from intents.dialogflow.standin.detecting import Sessions
from intents.dialogflow.standin.faults import Faults
from intents.dialogflow.standin.refusals import Refusal
from intents.dialogflow.standin.world import World

PACKAGE = "google.cloud.dialogflow.v2"
OPERATIONS = "google.longrunning.Operations"
LOOPBACK = "127.0.0.1"

Method = Callable[[Any], Any]


class Standin:
    """The stand-in, running from `start` to `stop`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults = Faults()
        """What is to go wrong."""
        self.calls: list[str] = []
        """Methods in the order in which they were called."""
        self._server = grpc.aio.server(options=UNLIMITED)
        self._server.add_generic_rpc_handlers(tuple(self._handlers()))

    async def start(self, port: int = 0) -> str:
        """Listen, at a free port unless one is named; return the address to give to clients (`http://…`)."""
        bound = self._server.add_insecure_port(f"{LOOPBACK}:{port}")
        await self._server.start()
        return f"http://{LOOPBACK}:{bound}"

    async def stop(self, grace: float | None = None) -> None:
        """Stop at once, or after so many seconds for what is under way."""
        await self._server.stop(grace)

    def _handlers(self) -> Iterator[grpc.GenericRpcHandler]:
        for service in (Sessions, Contexts, Intents, EntityTypes, Agents):
            methods = {_rpc(name): getattr(service(self.world), name) for name in vars(service) if name[0] != "_"}
            handlers = {name: self._handler(name, method) for name, method in methods.items()}
            yield grpc.method_handlers_generic_handler(f"{PACKAGE}.{service.__name__}", handlers)
        handlers = {"GetOperation": self._handler("GetOperation", self._operation)}
        yield grpc.method_handlers_generic_handler(OPERATIONS, handlers)

    def _operation(self, request: GetOperationRequest) -> Operation:
        return self.world.operations.get(request.name)

    def _handler(self, name: str, method: Method) -> grpc.RpcMethodHandler:
        async def answer(request: Any, context: Any) -> Any:
            self.calls.append(name)
            try:
                await self.faults.meet(name)
                return method(request)
            except Refusal as refusal:
                await context.abort(refusal.status, refusal.message)

        kinds = get_type_hints(method)
        return grpc.unary_unary_rpc_method_handler(
            answer, request_deserializer=_reader(kinds["request"]), response_serializer=_write
        )


def _rpc(name: str) -> str:
    """`detect_intent` is `DetectIntent` on the wire."""
    return re.sub(r"(?:^|_)(\w)", lambda found: found[1].upper(), name)


def _reader(kind: Any) -> Callable[[bytes], Any]:
    """Google's newer messages call it `deserialize`, the older ones `FromString`."""
    return kind.deserialize if hasattr(kind, "deserialize") else kind.FromString  # type: ignore[no-any-return]  # as said


def _write(message: Any) -> bytes:
    kind = type(message)
    return bytes(kind.serialize(message) if hasattr(kind, "serialize") else message.SerializeToString())
