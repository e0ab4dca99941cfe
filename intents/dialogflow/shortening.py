"""Fits a text into what Dialogflow takes: the question proper, and what there is room for of the story around it.

Google counts characters and does not say of what kind; a sign outside the first 65,536 (most emoji) counts twice here,
as it does in Java and JavaScript, so that whatever Google counts the text fits.
"""

from __future__ import annotations

import re

MOST = 256
"""Characters of a text that Dialogflow ES takes."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=\s|$)|[?…]+|\n|$)", re.DOTALL)
"""Ends at a full stop that a space follows (not `10.30`), at a question mark, or with the line."""
_CLAUSE = re.compile(r"(?:^|[,;:.!?…)\n])\s*(?=\S)|(?=¿)")
"""Where a part of a sentence begins."""
_WORD = re.compile(r"(?:^|(?<=\s))(?=\S)")


def size(text: str) -> int:
    """Return how many characters a text counts as at most."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def shortened(text: str, most: int = MOST) -> str:
    """Return the text itself if it fits; else the sentence that asks, with what stands before it and then after it.

    It begins with a clause, or with a word where one clause is too long, and ends with a clause.
    """
    if size(text) <= most:
        return text
    sentences = [found.span() for found in _SENTENCE.finditer(text)]
    if not sentences:
        return ""
    _, end = next((span for span in reversed(sentences) if "?" in text[slice(*span)]), sentences[-1])
    start = _first(text, end, most)
    return text[start : _last(text, start, end, most)].strip()


def _first(text: str, end: int, most: int) -> int:
    """The earliest beginning from which everything up to the end fits."""
    nearest = max(len(text[:end].rstrip()) - most, 0)
    for boundary in (_CLAUSE, _WORD):
        for found in boundary.finditer(text, nearest, end):
            if found.end() < end and _fits(text, found.end(), end, most):
                return found.end()
    return next(place for place in range(nearest, end) if _fits(text, place, end, most))


def _last(text: str, start: int, end: int, most: int) -> int:
    """The latest end, of a clause or of the text, up to which everything fits."""
    if _fits(text, start, len(text), most):
        return len(text)
    fitting = (found.end() for found in _CLAUSE.finditer(text, end, start + most + 1))
    return max((place for place in fitting if _fits(text, start, place, most)), default=end)


def _fits(text: str, start: int, end: int, most: int) -> bool:
    return size(text[start:end].rstrip()) <= most
