"""Style sheet, script and icon: read once, named by their content, so that browsers keep them for good."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300"


async def static(request: Request) -> Response:
    """`GET /static/{name}`: one of the files, and nothing else whatever the name says."""
    name = request.path_params["name"]
    body = _files().get(name)
    if body is None:
        raise HTTPException(404)
    known = request.query_params.get("v") == _version(name)
    headers = {"Cache-Control": _FOREVER if known else _SHORTLY}
    return Response(body, media_type=_TYPES[Path(name).suffix], headers=headers)


def address(name: str) -> str:
    """Return the address of a file, which changes with its content."""
    return f"/static/{name}?v={_version(name)}"


@cache
def _version(name: str) -> str:
    return sha256(_files()[name]).hexdigest()[:12]


@cache
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in _TYPES}
