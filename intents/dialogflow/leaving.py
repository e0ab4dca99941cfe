"""What leaves the machine of a text: never a customer's number, whose first digits say all that matters here."""

from __future__ import annotations

import re

from intents.dialogflow.shortening import shortened
from intents.reader.lexer import mark
from intents.reader.marks import MarkKind

KEPT = 3
"""Digits that stay: they say the country, and that it is a number."""
_PERHAPS = re.compile(r"(?:\d\D{0,3}){7}")
"""Shorter runs of digits are no phone numbers: most texts need not be read to know that."""


def sendable(text: str) -> str:
    """Return a text as it may be sent: short enough, numbers blanked, and free of what no protocol carries."""
    return shortened(_blanked(text.encode("utf-8", "replace").decode("utf-8")))


def _blanked(text: str) -> str:
    if not _PERHAPS.search(text):
        return text
    marked, signs = mark(text), list(text)
    for one in marked.of(MarkKind.PHONE):
        start, end = marked.tokens[one.start].start, marked.tokens[one.end - 1].end
        digits = [place for place in range(start, end) if signs[place].isdigit()]
        for place in digits[KEPT:]:
            signs[place] = "0"
    return "".join(signs)
