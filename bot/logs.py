"""Logs: one JSON object a line, with the id of the request they belong to; no number, token or question in them.

Everything goes through here, what libraries log with the standard library's `logging` too. Whatever is logged, phone
numbers and addresses are masked, secrets are replaced, and texts of people are only counted.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars, merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.masking import mask
from bot.settings import Secret, Settings

TEXTS = frozenset(("text", "question", "utterance", "body", "message_text", "payload"))
"""Keys whose values are what a person wrote: only the number of characters is logged."""

_SECRET_KEYS = re.compile(
    r"token|secret|password|passwd|authorization|signature|credential|api_key|cookie", re.IGNORECASE
)
_SECRET_SHAPES = re.compile(
    r"""xox[a-z]-[\w-]{8,} | xapp-[\w-]{8,}          # Slack
    | (?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}             # Telegram
    | (?<=hooks\.slack\.com/services/)[\w/]+
    | \bBearer\s+[^\s"',]+ | \bBasic\s+[^\s"',]+ | \bya29\.[\w-]+ | \beyJ[\w-]+\.[\w-]+\.[\w-]+
    | (?<=://)[^\s/@]+:[^\s/@]+(?=@)                 # user and password of an address
    | -----BEGIN[^-]*PRIVATE\ KEY-----.*?(?:-----END[^-]*-----|\Z)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MASK = "***"
_MEASURES = frozenset(("lineno", "pid", "port", "status", "bytes", "count", "chars", "timestamp"))
"""Keys whose numbers are no phone numbers, however long."""
_QUIET = ("httpx", "httpcore", "aiosqlite", "alembic", "asyncio")
"""Libraries that log every call: only their warnings are of use."""


def logger() -> BoundLogger:
    """Return the logger; keys of an event are fixed words, its name a fixed phrase."""
    bound: BoundLogger = structlog.get_logger("cuanto")
    return bound


@contextmanager
def request(id: str | None = None, **fields: str) -> Iterator[str]:
    """Log everything inside under one request id (a new one, unless a proxy gave a usable one); return the id."""
    usable = id is not None and re.fullmatch(r"[A-Za-z0-9._-]{8,64}", id) and mask(id) == id
    chosen = id if usable and id else secrets.token_hex(8)
    with bound_contextvars(request_id=chosen, **fields):
        yield chosen


def request_id() -> str | None:
    """Return the id of the request being worked on."""
    found: str | None = get_contextvars().get("request_id")
    return found


def configure(settings: Settings, *, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all logs of the process to a stream (standard error), as JSON lines."""
    known = [value.reveal() for value in _secrets(settings)]
    shared: list[Processor] = [
        merge_contextvars,
        add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.StackInfoRenderer(),
        Redactor(known),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _route_everything(shared, stream or sys.stderr, level)


def _secrets(settings: Settings) -> Iterable[Secret]:
    values = (getattr(settings, field) for field in settings.__struct_fields__)
    return [value for value in values if isinstance(value, Secret) and value]


def _route_everything(shared: list[Processor], stream: TextIO, level: int) -> None:
    render = structlog.processors.JSONRenderer(ensure_ascii=False)
    formatter = ProcessorFormatter(
        foreign_pre_chain=[add_logger_name, *shared],
        processors=[ProcessorFormatter.remove_processors_meta, render],
        use_get_message=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class Redactor:
    """A processor that takes out whatever must not be logged, wherever in an event it stands."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= 4)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """Return the event without phone numbers, addresses, secrets and texts of people."""
        return {self.text(str(key)): self._value(str(key), value) for key, value in event.items()}

    def text(self, text: str) -> str:
        """Return a text without secrets, phone numbers and addresses."""
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        return mask(_SECRET_SHAPES.sub(_MASK, text))

    def _value(self, key: str, value: object) -> object:
        if key.startswith("_"):  # the standard library's record, which structlog takes out again before writing
            return value
        if isinstance(value, Secret) or (value and _SECRET_KEYS.search(key)):
            return _MASK
        if key in TEXTS and isinstance(value, str | bytes):
            return {"chars": len(value)}
        return self._inner(key, value)

    def _inner(self, key: str, value: object) -> object:
        if value is None or isinstance(value, bool | float) or key in _MEASURES:
            return value
        if isinstance(value, int):
            return value if abs(value) < 10**6 else self.text(f"tel {value}").removeprefix("tel ")
        if isinstance(value, Mapping):
            return {self.text(str(name)): self._value(str(name), one) for name, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._inner(key, one) for one in value]
        return self.text(value if isinstance(value, str) else repr(value))
