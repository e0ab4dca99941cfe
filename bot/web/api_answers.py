"""`/api/answers`: kept answers by ticket, tickets added to them, and erasing them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.ids import read_id
from bot.store.port import Kept, UnknownAnswer
from bot.web.chosen import ticket_of
from bot.web.guard import check_access
from bot.web.jsonlines import parsed
from bot.web.limits import body_of, check
from bot.web.parts import Parts, parts
from bot.web.problems import Problem

_MOST_BYTES = 64 << 10


async def find(request: Request) -> Response:
    """`GET /api/answers?ticket=`: the answers of a ticket, the newest first."""
    made_of = _entered(request)
    ticket = ticket_of(request.query_params.get("ticket", ""))
    found = await made_of.store.find(ticket)
    return JSONResponse({"ticket": ticket, "answers": [_listed(kept, made_of) for kept in found]})


async def delete(request: Request) -> Response:
    """`DELETE /api/answers/{id}`: erase an answer; its page then says so."""
    made_of = _entered(request)
    await made_of.store.delete(_id(request), made_of.clock())
    return Response(status_code=204)


async def attach(request: Request) -> Response:
    """`POST /api/answers/{id}/tickets`: add a ticket, `{"ticket": "ZD-1234"}`; returns all of them."""
    made_of = _entered(request)
    read = parsed(await body_of(request, _MOST_BYTES))
    given = read.get("ticket") if isinstance(read, dict) else None
    if not isinstance(given, str):
        raise Problem(422, "invalid_ticket", field="ticket")
    return JSONResponse({"tickets": await made_of.store.attach(_id(request), ticket_of(given))})


def _entered(request: Request) -> Parts:
    check_access(request)
    check(parts(request).api_limit, request)
    return parts(request)


def _id(request: Request) -> str:
    id = read_id(request.path_params["id"])
    if id is None:
        raise UnknownAnswer
    return id


def _listed(kept: Kept, made_of: Parts) -> dict[str, Any]:
    return {
        "id": kept.id,
        "link": made_of.service.link(kept.id),
        "question": kept.question,
        "lang": kept.language,
        "asked_at": kept.asked_at.isoformat(),
        "kept_at": kept.kept_at.isoformat(),
        "tickets": list(kept.tickets),
        "answer": kept.object,
    }
