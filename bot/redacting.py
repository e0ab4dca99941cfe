"""What must not be in a log, taken out of every event: phone numbers, addresses, secrets, and what people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from structlog.typing import EventDict, WrappedLogger

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
_SHORTEST = 4
"""Secrets shorter than this are not looked for inside of texts: they would be found everywhere."""
_PLAIN = frozenset(("lineno", "pid", "port", "status", "bytes", "count", "chars", "request_id"))
"""Keys whose values are made by us and are no phone numbers, however long."""
_SMALL = 1_000_000
"""Whole numbers up to this are counts and codes; a longer one may be somebody's number."""


class Redactor:
    """A processor of structlog's: whatever stands in an event comes out without what must not be there."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        found = {form for secret in secrets for form in (secret, *_inside(secret)) if len(form) >= _SHORTEST}
        self._secrets = tuple(sorted(found, key=len, reverse=True))

    @classmethod
    def of(cls, settings: Settings) -> Redactor:
        """Return one that knows every secret of the settings by its value."""
        values = (getattr(settings, field) for field in settings.__struct_fields__)
        return cls(value.reveal() for value in values if isinstance(value, Secret))

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """Return the event as it may be written."""
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
        if value is None or isinstance(value, bool | float) or key in _PLAIN:
            return value
        if isinstance(value, int):
            return value if abs(value) < _SMALL else self.text(f"tel {value}").removeprefix("tel ")
        if isinstance(value, Mapping):
            return {self.text(str(name)): self._value(str(name), one) for name, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._value(key, one) for one in value]
        return self.text(value if isinstance(value, str) else repr(value))


def _inside(secret: str) -> Iterable[str]:
    """The password in an address that is a secret as a whole, as it stands and decoded."""
    if "://" not in secret:
        return ()
    password = urlsplit(secret).password or ""
    return password, unquote(password)
