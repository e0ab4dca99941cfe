"""`cuanto ask --batch`: JSON Lines of questions in, JSON Lines of answers out, in input order."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from bot.answer import Answerer
from bot.cli import options
from bot.cli.context import Context
from bot.questions import Question
from locales.translate import translator
from pricing.errors import PricingError

_READ = {
    "lang": ("language", options.language),
    "country": ("country", options.country),
    "rules": ("rules", options.rules),
    "currency": ("currency", options.currency),
    "timezone": ("timezone", options.timezone),
    "now": ("now", options.instant),
}
_LONGEST_ID = 200


class LineError(Exception):
    """A line that cannot be answered; `field` is what is wrong in it."""

    def __init__(self, code: str, field: str | None, value: object = None) -> None:
        super().__init__(code)
        self.code, self.field, self.value = code, field, value


def run(lines: Iterable[bytes], use_case: Answerer, defaults: Question, context: Context) -> int:
    """Answer each line by itself; returns 2 if any line was not JSON, else 0."""
    status = 0
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            status = 2
            context.err.write(f"cuanto ask: {number}: {_words(context, 'invalid_json', None)}\n")
            _write(context, _error(None, LineError("invalid_json", None), context))
            continue
        _write(context, _answered(line, use_case, defaults, context))
    return status


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _answered(line: Any, use_case: Answerer, defaults: Question, context: Context) -> dict[str, Any]:
    identifier = line.get("id") if isinstance(line, dict) else None
    try:
        question = _question(line, defaults)
    except LineError as error:
        return _error(identifier if isinstance(identifier, str) else None, error, context)
    try:
        return use_case.answer(question).object
    except Exception as bug:  # noqa: BLE001  (a mistake of ours in one line must not cost the others their answers)
        context.err.write("".join(traceback.format_exception(bug)))
        return _error(question.id, LineError("internal_error", None), context)


def _question(line: Any, defaults: Question) -> Question:
    if not isinstance(line, dict):
        raise LineError("invalid_line", None)
    text, identifier = line.get("text"), line.get("id")
    if not isinstance(text, str):
        raise LineError("invalid_field", "text")
    if not (identifier is None or (isinstance(identifier, str) and len(identifier) <= _LONGEST_ID)):
        raise LineError("invalid_field", "id")
    return replace(defaults, text=text, id=identifier, **_settings(line))


def _settings(line: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, (name, reader) in _READ.items():
        if line.get(key) is None:
            continue
        if not isinstance(line[key], str):
            raise LineError("invalid_field", key)
        try:
            found[name] = reader(line[key])
        except (ValueError, PricingError):
            raise LineError("invalid_field", key, line[key]) from None
    return found


def _error(identifier: str | None, error: LineError, context: Context) -> dict[str, Any]:
    message = _words(context, error.code, error.field)
    return {"id": identifier, "error": {"code": error.code, "field": error.field, "message": message}}


def _words(context: Context, code: str, field: str | None) -> str:
    return translator(context.language)(f"cli.error.{code}", field=field or "")


def _write(context: Context, answer: dict[str, Any]) -> None:
    context.out.write(json.dumps(answer, ensure_ascii=False) + "\n")
