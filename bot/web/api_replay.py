"""`POST /api/replay`: one timeline as a JSON object, or JSON Lines of them; the same as `cuanto replay`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.replaying import Answer, Replayer
from bot.timelines import Defaults
from bot.web.chosen import READERS, chosen
from bot.web.guard import check_access
from bot.web.jsonlines import MEDIA_TYPE, is_lines, lines_of
from bot.web.languages import reader_language
from bot.web.limits import body_of, check
from bot.web.parts import parts
from bot.web.problems import MEDIA_TYPE as PROBLEM
from bot.web.problems import problem_object

MOST_BYTES = 32 << 20
_AT_ONCE = 64
"""Lines that are answered before others get a turn."""


async def replay(request: Request) -> Response:
    """Answer one timeline, or each line by itself; `rules`, `currency`, `timezone` and `lang` stand in the address."""
    check_access(request)
    check(parts(request).api_limit, request)
    replayer = _replayer(request)
    body = await body_of(request, MOST_BYTES)
    if is_lines(request, body):
        return StreamingResponse(_lines(body, replayer), media_type=MEDIA_TYPE)
    return _single(await asyncio.to_thread(replayer.answer, body.strip()))


def _replayer(request: Request) -> Replayer:
    given = {key: request.query_params.get(key) for key in ("rules", "currency", "timezone", "lang")}
    values = {key: str(chosen(READERS[key], text, key)) for key, text in given.items() if text}
    settings = parts(request).settings
    defaults = Defaults(
        rules=values.get("rules"),
        currency=values.get("currency", settings.cuanto_currency),
        timezone=values.get("timezone", settings.cuanto_timezone),
    )
    return Replayer(parts(request).book, defaults, values.get("lang") or reader_language(request))


def _single(answer: Answer) -> Response:
    error = json.loads(answer.text).get("error")
    if error is None:
        return Response(answer.text, media_type="application/json")
    status = 400 if answer.unread else 422
    return Response(json.dumps(problem_object(status, **error)), status, media_type=PROBLEM)


async def _lines(body: bytes, replayer: Replayer) -> AsyncIterator[bytes]:
    lines = lines_of(body)
    while some := list(islice(lines, _AT_ONCE)):
        yield await asyncio.to_thread(_answered, some, replayer)


def _answered(lines: list[bytes], replayer: Replayer) -> bytes:
    return b"".join(replayer.answer(line).text + b"\n" for line in lines)
