"""`/a/{id}.json`, the answer object, and `/a/{id}.png`, the picture that previews show."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.picture import card_svg, png, scene_of
from bot.store.port import Kept
from bot.web.kept import kept_of, language_for
from bot.web.limits import check
from bot.web.parts import parts

WIDTH = 1200
_FRESH = {"Cache-Control": "no-cache"}
"""Ask before showing it again: it may have been deleted."""


async def as_json(request: Request) -> Response:
    """The answer object as it was given."""
    kept = await kept_of(request)
    return JSONResponse(kept.object, headers=_FRESH)


async def as_png(request: Request) -> Response:
    """The verdict with the timeline, 1200 wide."""
    kept = await kept_of(request)
    language = language_for(request, kept)
    tag = f'"{kept.id}-{language}"'
    headers = {**_FRESH, "ETag": tag, "Vary": "Accept-Language"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    check(parts(request).api_limit, request)
    picture = await asyncio.to_thread(_drawn, kept, language)
    return Response(picture, media_type="image/png", headers=headers)


def _drawn(kept: Kept, language: str) -> bytes:
    scene = scene_of(kept.object, kept.request, kept.timezone)
    return png(card_svg(kept.replies[language], scene), width=WIDTH)
