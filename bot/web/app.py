"""The service: every address, and the channels that are mounted beside the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
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


def build(made_of: Parts, *, mounts: Mounts | None = None, lifespans: Sequence[Lifespan] = ()) -> App:
    """Return the service as an ASGI application."""
    routes = [*_routes(), *(_Channel(path, app) for path, app in (mounts or {}).items())]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Edge, metrics=made_of.metrics, routes=routes),
            Middleware(GZipMiddleware, minimum_size=1024),
        ],
        exception_handlers=dict.fromkeys((Problem, HTTPException, NoAnswer, StoreError), respond),
        lifespan=_lifespan(lifespans),
    )
    app.state.parts = made_of
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/", ask_page.page_to_ask, methods=["GET"]),
        Route("/", ask_page.asked, methods=["POST"]),
        Route("/a/{id}.json", answer_files.as_json),
        Route("/a/{id}.png", answer_files.as_png),
        Route("/a/{id}", answer_page.answer_page, methods=["GET"]),
        Route("/a/{id}", answer_page.attach_ticket, methods=["POST"]),
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
