"""JSON and JSON Lines as they come in: which of the two it is, and what becomes of a line that is neither."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request

from bot.web.languages import reader_language
from bot.web.problems import Problem, words_of

MEDIA_TYPE = "application/x-ndjson"
_LINES = ("ndjson", "jsonl", "json-lines", "jsonlines", "json-seq")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_lines(request: Request, body: bytes) -> bool:
    """Whether a body is JSON Lines: it says so, or it is several lines of which the first is JSON by itself."""
    kind = request.headers.get("content-type", "").partition(";")[0].lower()
    if any(name in kind for name in _LINES):
        return True
    first, _, rest = body.removeprefix(_BYTE_ORDER_MARK).strip().partition(b"\n")
    return bool(rest) and _is_json(first)


def lines_of(body: bytes) -> Iterator[bytes]:
    """Yield the lines that hold anything."""
    for line in body.removeprefix(_BYTE_ORDER_MARK).split(b"\n"):
        if line.strip():
            yield line


def parsed(body: bytes) -> Any:
    """Return what JSON says; 400 for anything else, `NaN` included."""
    try:
        return json.loads(body.removeprefix(_BYTE_ORDER_MARK), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Problem(400, "invalid_json") from None


def line_error(read: Any, problem: Problem, request: Request) -> dict[str, Any]:
    """Return what stands in the place of a line that cannot be answered."""
    id = read.get("id") if isinstance(read, dict) else None
    message = words_of(problem, reader_language(request))
    error = {"code": problem.code, "field": problem.field, "message": message}
    return {"id": id if isinstance(id, str) and len(id) <= 200 else None, "error": error}


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _no_constant(name: str) -> None:
    raise ValueError(name)
