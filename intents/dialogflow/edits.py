"""Edits our hand-written TOML line by line, so that comments and order stay and a reviewer sees only what changed."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence

_INDENT = "    "


class CannotEdit(ValueError):
    """The file is not written the way these edits know; somebody has to do it by hand."""


def with_phrases(source: str, topic: str, add: Sequence[str], remove: Iterable[str]) -> str:
    """Return a file of phrases with some more and some fewer in one table, which is made where it is missing.

    Raises `CannotEdit` where a line of the table is more than one phrase.
    """
    lines = source.split("\n")
    start = _header(lines, topic)
    if start is None:
        return source.rstrip("\n") + "\n\n" + _table(topic, add)
    first = _next(lines, start, "phrases = [") + 1
    last = _next(lines, first, "]")
    gone = set(remove)
    kept = [line for line in lines[first:last] if _phrase(line) is None or _phrase(line) not in gone]
    new = [f"{_INDENT}{_quoted(text)}," for text in add]
    return _checked("\n".join((*lines[:first], *kept, *new, *lines[last:])))


def with_words(source: str, section: str, code: str, add: Sequence[str], remove: Iterable[str]) -> str:
    """Return a word list with some more and some fewer words for one code.

    Raises `CannotEdit` for a code that is not there, and for words that hold the comma that separates them.
    """
    lines = source.split("\n")
    start = _header(lines, section)
    if start is None or any("," in word for word in add):
        raise CannotEdit(code)
    place = _next(lines, start, f"{code} = ")
    words = [word.strip() for word in str(tomllib.loads(lines[place])[code]).split(",")]
    gone = set(remove)
    text = ", ".join((*(word for word in words if word not in gone), *add))
    lines[place] = f"{code} = {_quoted(text) if chr(39) in text else f'{chr(39)}{text}{chr(39)}'}"
    return _checked("\n".join(lines))


def with_intent(source: str, name: str, slots: Sequence[str]) -> str:
    """Return the catalog with one more intent, after the others of its kind."""
    lines = source.split("\n")
    kind = name.partition(".")[0]
    same = [place for place, line in enumerate(lines) if line.startswith(f'[intents."{kind}.')]
    if not same:
        raise CannotEdit(name)
    end = same[-1] + 1
    while end < len(lines) and lines[end] and not lines[end].startswith("["):
        end += 1
    listed = [f"slots = {json.dumps(list(slots))}"] if slots else []
    return _checked("\n".join((*lines[:end], f'[intents."{name}"]', *listed, *lines[end:])))


def _table(topic: str, texts: Sequence[str]) -> str:
    return "\n".join((f"[{topic}]", "phrases = [", *(f"{_INDENT}{_quoted(text)}," for text in texts), "]", ""))


def _header(lines: Sequence[str], name: str) -> int | None:
    return next((place for place, line in enumerate(lines) if line.strip() == f"[{name}]"), None)


def _next(lines: Sequence[str], start: int, beginning: str) -> int:
    """The next line that begins like this, before the next table."""
    for place in range(start, len(lines)):
        if lines[place].startswith(beginning):
            return place
        if place > start and re.match(r"\[[\w\"]", lines[place]):
            break
    raise CannotEdit(beginning)


def _phrase(line: str) -> str | None:
    """The phrase of a line; `None` for a comment or an empty line."""
    bare = line.strip().rstrip(",")
    if not bare or bare.startswith("#"):
        return None
    try:
        return str(tomllib.loads(f"phrase = {bare}")["phrase"])
    except tomllib.TOMLDecodeError as error:
        raise CannotEdit(line) from error


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML wants this one escaped, JSON does not


def _checked(text: str) -> str:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotEdit(str(error)) from error
    return text
