"""`POST /api/ask`: one question as a JSON object, or JSON Lines of them, with the keys of a batch line and more."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.questions import Question
from bot.web.chosen import READERS, chosen, ticket_of
from bot.web.guard import check_access
from bot.web.jsonlines import MEDIA_TYPE, is_lines, line_error, lines_of, parsed
from bot.web.languages import browser_language
from bot.web.limits import body_of, check
from bot.web.parts import Parts, parts
from bot.web.problems import RETRY_SECONDS, Problem

MOST_BYTES = 4 << 20
_NAMES = {"lang": "language"}
Name = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """A question as it comes in. `null` is the same as leaving a key out; unknown keys are left alone."""

    model_config = ConfigDict(strict=True, extra="ignore")

    text: str
    id: Name | None = None
    lang: str | None = None
    country: str | None = None
    rules: str | None = None
    currency: str | None = None
    timezone: str | None = None
    now: str | None = None
    conversation: Name | None = None
    """What the next question may refer to; any name that the client gives."""
    ticket: str | None = None
    keep: bool | None = None
    """`true`: no answer without a link; `false`: keep nothing; absent: keep it if that is possible."""


async def ask(request: Request) -> Response:
    """Answer one question, or each line by itself."""
    check_access(request)
    check(parts(request).api_limit, request)
    body = await body_of(request, MOST_BYTES)
    if is_lines(request, body):
        return StreamingResponse(_lines(body, request), media_type=MEDIA_TYPE)
    return JSONResponse(await _answered(parsed(body), request))


async def _lines(body: bytes, request: Request) -> AsyncIterator[bytes]:
    for line in lines_of(body):
        yield json.dumps(await _line(line, request), ensure_ascii=False).encode() + b"\n"


async def _line(line: bytes, request: Request) -> dict[str, Any]:
    read: Any = None
    try:
        read = parsed(line)
        return await _answered(read, request)
    except Problem as problem:
        return line_error(read, problem, request)


async def _answered(read: Any, request: Request) -> dict[str, Any]:
    asked, made_of = _asked(read), parts(request)
    served = await made_of.service.ask(_question(asked, request, made_of), keep=asked.keep is not False)
    if served.problem and asked.keep:
        raise Problem(503, "store_unavailable", headers={"Retry-After": str(RETRY_SECONDS)})
    return served.answer.object


def _asked(read: Any) -> Asked:
    if not isinstance(read, dict):
        raise Problem(422, "not_an_object")
    try:
        return Asked.model_validate(read)
    except ValidationError as error:
        place = error.errors(include_input=False, include_url=False)[0]["loc"]
        raise Problem(422, "invalid_field", field=str(place[0]) if place else None) from None


def _question(asked: Asked, request: Request, made_of: Parts) -> Question:
    given = {key: text for key in READERS if (text := getattr(asked, key)) is not None}
    values: dict[str, Any] = {_NAMES.get(key, key): chosen(READERS[key], text, key) for key, text in given.items()}
    return Question(
        **{"now": made_of.clock(), **values},
        text=asked.text,
        id=asked.id,
        conversation=f"api:{asked.conversation}" if asked.conversation else "",
        client_language=browser_language(request),
        ticket=ticket_of(asked.ticket) if asked.ticket else None,
    )
