"""Around every request: an id, one line of log, a count, the headers that keep browsers careful, and a last resort."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import logs
from bot.metrics import Metrics
from bot.web.problems import Problem, as_json

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_METHODS = ("GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS")


class Edge:
    """ASGI middleware. What is logged and counted of an address is its pattern: an id in it opens an answer."""

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._metrics = metrics
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = self._route(scope)
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        started = perf_counter()
        with (
            logs.request(Headers(scope=scope).get("x-request-id")) as id,
            self._metrics.request(route, method) as status,
        ):
            await self._passed(scope, receive, _Sending(send, id, status))
            took = round((perf_counter() - started) * 1000, 1)
            logs.logger().info("request", route=route, method=method, status=status[-1] if status else None, ms=took)

    async def _passed(self, scope: Scope, receive: Receive, sending: _Sending) -> None:
        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is logged and answered, and the service goes on)
            logs.logger().error("request_failed", error=type(error).__name__, exc_info=error)
            if not sending.status:
                await as_json(Request(scope), Problem(500, "internal_error"))(scope, receive, sending)

    def _route(self, scope: Scope) -> str:
        matches = ((route.matches(scope)[0], route) for route in self._routes)
        found = next((route for match, route in matches if match is not Match.NONE), None)
        path: str = getattr(found, "path", "none")
        return path


class _Sending:
    """Sends on, with the headers added; notes the status."""

    def __init__(self, send: Send, id: str, status: list[int]) -> None:
        self._send = send
        self._id = id
        self.status = status

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status.append(message["status"])
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._id
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)
