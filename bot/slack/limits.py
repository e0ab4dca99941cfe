"""Slack's limits, and how an answer of any length is made to keep them.

Sources: the block reference of docs.slack.dev; slack_sdk's own checks. That blocks may hold about 13,200 characters in
all is written nowhere but in slackapi/bolt-js#2509; whole blocks are counted, which is the more careful reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

BLOCKS = 50
SECTION = 3_000
CONTEXT = 2_000
BUTTON = 75
BUTTONS = 25
ALT = 2_000
TOTAL = 12_500
FALLBACK = 3_000
HEADER = 150
FEW = 5
"""Buttons that stay legible in one row on a telephone; more than `BUTTONS` are never shown."""


def size(blocks: Sequence[Json]) -> int:
    """Return how many characters blocks have as they are sent, without the escapes of JSON."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` characters, with a sign where something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def chunks(text: str, most: int) -> Iterator[str]:
    """Part a text into pieces of at most `most` characters, between lines where that is possible."""
    piece = ""
    for line in _lines(text, most):
        if piece and len(piece) + 1 + len(line) > most:
            yield piece
            piece = line
        else:
            piece = f"{piece}\n{line}" if piece else line
    if piece:
        yield piece


def _lines(text: str, most: int) -> Iterator[str]:
    for line in text.split("\n"):
        for start in range(0, max(len(line), 1), most):
            yield line[start : start + most]


def fitted(body: Sequence[Json], tail: Sequence[Json], notice: Json) -> list[Json]:
    """Return body and tail, and where that is too much as much of the body as fits, a notice and the tail."""
    whole = [*body, *tail]
    if len(whole) <= BLOCKS and size(whole) <= TOTAL:
        return whole
    rest = [notice, *tail]
    kept: list[Json] = []
    for block in body:
        if len(kept) + 1 + len(rest) > BLOCKS or size([*kept, block, *rest]) > TOTAL:
            break
        kept.append(block)
    return [*kept, *rest]
