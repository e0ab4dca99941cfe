"""The service: every address, and the channels that are mounted beside the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels import Lifespan
from bot.store.port import NoAnswer, StoreError
from bot.web import answer_files, answer_page, api_answers, ask_page, health, oembed, openapi
from bot.web.api_ask import ask
from bot.web.api_replay import replay
from bot.web.edge import Edge
from bot.web.parts import Parts
from bot.web.problems import Problem, respond
from bot.web.static import static

Mounts = Mapping[str, ASGIApp]
"""A channel's own ASGI application by its exact address, `/slack/events` for one."""


App = Starlette
Endpoint = Callable[[Request], Awaitable[Response]]


def build(made_of: Parts, *, mounts: Mounts | None = None, lifespans: Sequence[Lifespan] = ()) -> App:
    """Return the service as an ASGI application."""
    routes = [*_routes(), *(_Channel(path, app) for path, app in (mounts or {}).items())]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Edge, metrics=made_of.metrics, routes=routes),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        ],
        exception_handlers=dict.fromkeys((Problem, HTTPException, NoAnswer, StoreError), respond),
        lifespan=_lifespan(lifespans),
    )
    app.state.parts = made_of
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/", _by_method(ask_page.page_to_ask, ask_page.asked), methods=["GET", "POST"]),
        Route("/a/{id}.json", answer_files.as_json),
        Route("/a/{id}.png", answer_files.as_png),
        Route("/a/{id}", _by_method(answer_page.answer_page, answer_page.attach_ticket), methods=["GET", "POST"]),
        Route("/api/ask", ask, methods=["POST"]),
        Route("/api/replay", replay, methods=["POST"]),
        Route("/api/answers", api_answers.find, methods=["GET"]),
        Route("/api/answers/{id}", api_answers.delete, methods=["DELETE"]),
        Route("/api/answers/{id}/tickets", api_answers.attach, methods=["POST"]),
        Route("/api/openapi.json", openapi.described),
        Route("/oembed", oembed.oembed),
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
        Route("/metrics", health.metrics),
        Route("/robots.txt", openapi.robots),
        Route("/static/{name}", static),
    ]


def _by_method(get: Endpoint, post: Endpoint) -> Endpoint:
    """One route for both methods, so that a third is told of both."""

    async def either(request: Request) -> Response:
        return await (post if request.method == "POST" else get)(request)

    return either


class _Channel(Route):
    """Hands requests to one address to another application as they are."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        super().__init__(path, _Untouched(app))


class _Untouched:
    """An application as a class, so that the router does not take it for a function of a request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        await self._app(scope, receive, send)


def _lifespan(lifespans: Sequence[Lifespan]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def entered(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for lifespan in lifespans:
                await stack.enter_async_context(lifespan())
            yield

    return entered
