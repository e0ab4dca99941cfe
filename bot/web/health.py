"""`/healthz`, `/readyz`, `/metrics`: for whoever looks after the service."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.metrics import CONTENT_TYPE
from bot.upkeep import ready
from bot.web.guard import check_access
from bot.web.parts import parts
from bot.web.problems import RETRY_SECONDS


async def healthz(_: Request) -> Response:
    """The process lives."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """It can answer and keep answers: 200, or 503 with the code of what is wrong."""
    made_of = parts(request)
    problem = await ready(made_of.store, made_of.metrics)
    if problem is None:
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": problem}, 503, headers={"Retry-After": str(RETRY_SECONDS)})


async def metrics(request: Request) -> Response:
    """Counters in Prometheus' text format."""
    check_access(request)
    return Response(parts(request).metrics.text(), headers={"Content-Type": CONTENT_TYPE})
