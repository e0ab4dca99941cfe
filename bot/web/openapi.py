"""`/api/openapi.json`: the API described for programs, and `/robots.txt`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.web.parts import parts

_FILE = Path(__file__).parent / "openapi.toml"


async def described(request: Request) -> Response:
    """The description, OpenAPI 3.1, with the address of this service."""
    return JSONResponse({**_description(), "servers": [{"url": parts(request).base_url}]})


async def robots(_: Request) -> Response:
    """Nothing here is for search engines; previews may look at links that somebody shared."""
    return PlainTextResponse("User-agent: *\nDisallow: /api/\nDisallow: /oembed\n")


@cache
def _description() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))
