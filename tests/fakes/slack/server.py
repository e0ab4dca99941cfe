"""The server: Web API with limits and scopes, Socket Mode, and the addresses that commands are answered at.

Says nothing that Slack would not say; whatever the app does is noted in `calls`, and messages stand in `messages`.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.limits import refusal

TEAM, BOT_USER, BOT = "T1", "UBOT", "BBOT"
SCOPES = "app_mentions:read,assistant:write,channels:history,chat:write,commands,groups:history,im:history,links:read"
ALL_SCOPES = SCOPES + ",links:write,users:read"
TOKEN = "xoxb-bot-token"
APP_TOKEN = "xapp-app-token"


@dataclass
class Call:
    """One call of the app."""

    method: str
    payload: dict[str, Any]
    token: str = ""


@dataclass
class Failure:
    """What the next call of a method gets instead of an answer."""

    status: int = 200
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    heard: bool = False
    """The call is carried out, but its answer never arrives."""


class FakeSlack:
    """One workspace."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.messages: list[dict[str, Any]] = []
        self.whispers: list[dict[str, Any]] = []
        """What was sent to response addresses, with the address's name as `to`."""
        self.failures: dict[str, list[Failure]] = {}
        self.scopes = ALL_SCOPES
        self.locales: dict[str, str] = {}
        self.acks: list[dict[str, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.connections = 0
        self.slow = 0.0
        """Seconds that posting takes."""
        self._ts = 0
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def start(self) -> FakeSlack:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{to}", self._respond)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.address = f"http://127.0.0.1:{port}"
        return self

    async def close(self) -> None:
        """Stop listening."""
        for socket in self.sockets:
            await socket.close()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def api(self) -> str:
        """Address of the Web API."""
        return f"{self.address}/api/"

    def response_url(self, name: str = "r1") -> str:
        """Return an address that a command or a press can be answered at."""
        return f"{self.address}/respond/{name}"

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return what a method was called with."""
        return [call.payload for call in self.calls if call.method == method]

    def fail(self, method: str, *failures: Failure) -> None:
        """Let the next calls of a method fail."""
        self.failures.setdefault(method, []).extend(failures)

    def new_ts(self) -> str:
        """Return the next timestamp."""
        self._ts += 1
        return f"1795000000.{self._ts:06}"

    async def until(self, what: Any, seconds: float = 5.0) -> None:
        """Wait until something holds that the app's calls bring about."""
        async with asyncio.timeout(seconds):
            while not what():
                self._changed.clear()
                await self._changed.wait()

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls.append(Call("respond", body))
        failure = self._failure("respond")
        if failure:
            self._notify()
            return web.json_response(failure.body, status=failure.status, headers=failure.headers)
        problem = refusal(body.get("blocks") or [])
        if problem:
            return web.Response(status=400, text=problem)
        self.whispers.append({**body, "to": request.match_info["to"]})
        self._notify()
        return web.Response(text="ok")

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        payload = await _payload(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call(method, payload, token))
        failure = self._failure(method)
        if failure and not failure.heard:
            self._notify()
            return web.json_response(failure.body, status=failure.status, headers=failure.headers)
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        answer = await handler(payload) if handler else {"ok": True}
        self._notify()
        if failure:
            assert request.transport is not None
            request.transport.close()
        return web.json_response(answer, headers={"x-oauth-scopes": self.scopes})

    def _failure(self, method: str) -> Failure | None:
        waiting = self.failures.get(method)
        return waiting.pop(0) if waiting else None

    def _notify(self) -> None:
        self._changed.set()

    async def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "team_id": TEAM, "team": "Acme", "user_id": BOT_USER, "user": "cuanto", "bot_id": BOT}

    async def _chat_postMessage(self, payload: dict[str, Any]) -> dict[str, Any]:  # noqa: N802  (Slack's name)
        if self.slow:
            await asyncio.sleep(self.slow)
        problem = refusal(payload.get("blocks") or [])
        if problem:
            return {"ok": False, "error": problem}
        channel = payload["channel"]
        channel = f"D{channel}" if channel.startswith("U") else channel
        message = {**payload, "channel": channel, "ts": self.new_ts(), "user": BOT_USER, "bot_id": BOT}
        self.messages.append(message)
        return {"ok": True, "channel": channel, "ts": message["ts"], "message": message}

    async def _chat_update(self, payload: dict[str, Any]) -> dict[str, Any]:
        problem = refusal(payload.get("blocks") or [])
        if problem:
            return {"ok": False, "error": problem}
        for message in self.messages:
            if message["ts"] == payload["ts"]:
                message.update(payload)
                return {"ok": True, "ts": payload["ts"], "channel": payload["channel"], "text": payload["text"]}
        return {"ok": False, "error": "message_not_found"}

    async def _conversations_replies(self, payload: dict[str, Any]) -> dict[str, Any]:
        if "history" not in self.scopes:
            return {"ok": False, "error": "missing_scope"}
        found = [
            message
            for message in self.messages
            if message["channel"] == payload["channel"] and payload["ts"] in (message.get("thread_ts"), message["ts"])
        ]
        return {"ok": True, "messages": found}

    async def _users_info(self, payload: dict[str, Any]) -> dict[str, Any]:
        if "users:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope"}
        return {"ok": True, "user": {"id": payload["user"], "locale": self.locales.get(payload["user"], "")}}

    async def _views_open(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self._view(payload)

    async def _views_update(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self._view(payload)

    async def _views_publish(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self._view(payload)

    def _view(self, payload: dict[str, Any]) -> dict[str, Any]:
        view = payload["view"]
        problem = refusal(view["blocks"], most=100)
        return {"ok": False, "error": problem} if problem else {"ok": True, "view": {**view, "id": "V1", "hash": "h"}}

    async def _apps_connections_open(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "url": self.address.replace("http", "ws", 1) + "/link"}

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self._notify()
        async for message in socket:
            if message.type is WSMsgType.TEXT and (said := json.loads(message.data)).get("envelope_id"):
                self.acks.append(said)
                self._notify()
        self.sockets.remove(socket)
        self._notify()
        return socket

    async def send(self, kind: str, payload: dict[str, Any], envelope: str = "e1", **more: Any) -> None:
        """Send something through the newest socket."""
        said = {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True, **more}
        await self.sockets[-1].send_json(said)


async def _payload(request: web.Request) -> dict[str, Any]:
    """What a call holds; the client writes some as forms with JSON inside."""
    if request.content_type == "application/json":
        found: dict[str, Any] = await request.json()
        return found
    given = {**request.query, **await request.post()}
    return {name: _read(str(value)) for name, value in given.items()}


def _read(value: str) -> Any:
    if value[:1] in "{[":
        return json.loads(value)
    return value
