"""What can be wrong with a request, as `application/problem+json` (RFC 9457) or as a page. Texts are in `web.po`."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.logs import request_id
from bot.store.port import DeletedAnswer, StoreError, UnknownAnswer
from bot.web.languages import reader_language
from bot.web.rendering import page
from locales.translate import translator

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""When to come back while the database is out of order: it is tried anew with every request."""
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}
_FOR_PROGRAMS = ("/api/", "/oembed", "/metrics", "/readyz", "/healthz")


class Problem(Exception):
    """A request that is not answered; `field` is what is wrong in it."""

    def __init__(
        self, status: int, code: str, *, field: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.field = field
        self.headers = dict(headers or {})


def problem_of(error: Exception) -> Problem:
    """Return what an error is to whoever asked."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, DeletedAnswer):
        return Problem(410, error.code)
    if isinstance(error, UnknownAnswer):
        return Problem(404, error.code)
    if isinstance(error, StoreError):
        return Problem(503, "store_unavailable", headers={"Retry-After": str(RETRY_SECONDS)})
    status = getattr(error, "status_code", 500)
    return Problem(status, _CODES.get(status, "internal_error"), headers=getattr(error, "headers", None))


async def respond(request: Request, error: Exception) -> Response:
    """Return the problem in the form that the client reads."""
    problem = problem_of(error)
    path = request.url.path
    if path.startswith(_FOR_PROGRAMS) or path.endswith((".json", ".png")) or request.method not in ("GET", "POST"):
        return as_json(request, problem)
    return _as_page(request, problem)


def as_json(request: Request, problem: Problem) -> Response:
    """Return a problem as its media type wants it."""
    words = words_of(problem, reader_language(request))
    body = problem_object(problem.status, code=problem.code, field=problem.field, message=words)
    return JSONResponse(body, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def problem_object(status: int, *, code: str, field: str | None, message: str) -> dict[str, Any]:
    """Return the members of a problem; `code`, `field` and the id of the request are ours."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "code": code,
        "field": field,
        "request_id": request_id(),
    }


def words_of(problem: Problem, language: str) -> str:
    """Return a problem as a sentence."""
    say = translator(language)
    text = say.find(f"web.problem.{problem.code}", field=problem.field or "")
    return text or say("web.problem.internal_error")


def _as_page(request: Request, problem: Problem) -> Response:
    language = reader_language(request)
    return page(
        "problem.html",
        request,
        language,
        status=problem.status,
        headers=problem.headers,
        title=words_of(problem, language),
        code=problem.status,
    )
