"""Phone numbers and e-mail addresses masked in texts, sign by sign: `+52 55 1234 5678` becomes `+•• •• •••• ••••`.

The length of a text never changes, and masking twice changes nothing. What counts as a phone number is in
`bot.spotting`; in doubt a number is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from bot.spotting import Span, phones

DOT = "•"

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_LEAST = 7
"""Shorter strings are not looked for again: they would be found in prices and dates."""


class Hidden(Struct, frozen=True):
    """What was masked in one text, to be masked again wherever it recurs in texts of ours, and nothing else there."""

    secrets: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *more: str | None) -> Hidden:
        """Return what `mask` hides in a text, and `more`, each as it stands and as bare digits."""
        found = [text[span.start : span.end] for span in _spans(text)] + [one for one in more if one]
        bare = ["".join(filter(str.isdigit, one)) for one in found]
        secrets = {one for one in (*found, *bare) if len(one) >= _LEAST}
        return cls(tuple(sorted(secrets, key=len, reverse=True)))

    def mask(self, text: str) -> str:
        """Return a text with every recurrence masked."""
        for secret in self.secrets:
            text = text.replace(secret, _dots(secret))
        return text


def mask(text: str) -> str:
    """Return a text with every phone number and e-mail address in it masked."""
    parts, last = [], 0
    for span in _spans(text):
        parts += [text[last : span.start], _dots(text[span.start : span.end])]
        last = span.end
    return "".join((*parts, text[last:]))


def _dots(text: str) -> str:
    return "".join(DOT if sign.isalnum() else sign for sign in text)


def _spans(text: str) -> Iterator[Span]:
    """Everything to be masked, in order, without overlaps."""
    last = 0
    for email in _EMAIL.finditer(text):
        yield from phones(text, last, email.start())
        yield Span(email.start(), email.end())
        last = email.end()
    yield from phones(text, last, len(text))
