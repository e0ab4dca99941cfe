"""Logs: one JSON object a line, with the id of the request they belong to. What must not be logged is taken out.

Everything goes through here: what libraries log with the standard library's `logging`, warnings, uncaught errors.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TextIO

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars, merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import Processor

from bot.masking import mask
from bot.redacting import Redactor
from bot.settings import Settings

_QUIET = ("httpx", "httpcore", "aiosqlite", "alembic", "asyncio")
"""Libraries that log every call: only their warnings are of use."""
_USABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def logger() -> BoundLogger:
    """Return the logger; the name of an event is a fixed phrase, what varies goes into its keys."""
    bound: BoundLogger = structlog.get_logger("cuanto")
    return bound


@contextmanager
def request(id: str | None = None, **fields: str) -> Iterator[str]:
    """Log everything inside under one request id (a new one, unless a proxy gave a usable one); return the id."""
    chosen = id if id and _USABLE.fullmatch(id) and mask(id) == id else secrets.token_hex(8)
    with bound_contextvars(request_id=chosen, **fields):
        yield chosen


def request_id() -> str | None:
    """Return the id of the request being worked on."""
    found: str | None = get_contextvars().get("request_id")
    return found


def configure(settings: Settings, *, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all logs of the process to a stream (standard error), as JSON lines."""
    shared: list[Processor] = [
        merge_contextvars,
        add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.StackInfoRenderer(),
        Redactor.of(settings),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _route(shared, stream or sys.stderr, level)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda died: _uncaught(died.exc_type, died.exc_value, died.exc_traceback)


def _route(shared: list[Processor], stream: TextIO, level: int) -> None:
    formatter = ProcessorFormatter(
        foreign_pre_chain=[add_logger_name, *shared],
        processors=[ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer(ensure_ascii=False)],
        use_get_message=True,
    )
    handler = _Handler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines; names the place of a call that cannot be written, where the library would print its arguments."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the library's name)
        event = {"event": "log_failed", "level": "error", "logger": record.name, "lineno": record.lineno}
        self.stream.write(json.dumps(event) + self.terminator)


def _uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    """Log what nobody caught; the interpreter would print it as it is."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logger().critical("uncaught", exc_info=(kind, error or kind(), traceback))
