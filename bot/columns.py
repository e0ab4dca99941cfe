"""Text in columns: cells under one another, wrapped to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

GAP = 2
LEAST_LAST_CELL = 20
"""A last cell narrower than this is not worth aligning."""

Row = tuple[str, ...]


def wrapped(line: str, width: int, indent: str = "") -> list[str]:
    """Return a line in pieces of at most `width`; words stay whole, all but the first piece are indented."""
    return textwrap.wrap(line, max(width, 1), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def right_aligned(rows: Sequence[Row]) -> list[Row]:
    """Pad cells of figures on the left, the heading with them."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns[1:]:
        if any(cell[-1:].isdigit() for cell in column[1:]):
            widest = max(map(len, column))
            column[:] = [cell.rjust(widest) for cell in column]
    return list(zip(*columns, strict=True))


def aligned(rows: Sequence[Row], width: int) -> list[list[str]]:
    """Return each row as one or more lines, its cells under one another, the last one wrapped in its column."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    before = sum(widths) + GAP * len(widths)
    longest = max(len(row[-1]) for row in rows)
    if before + longest > width and width - before < LEAST_LAST_CELL:
        return [wrapped(" · ".join(cell.strip() for cell in row if cell.strip()), width, "    ") for row in rows]
    return [_row(row, widths, before, width) for row in rows]


def _row(row: Row, widths: Sequence[int], before: int, width: int) -> list[str]:
    head = "".join(cell.ljust(size + GAP) for cell, size in zip(row, widths, strict=False))
    room = width - before
    first, *rest = [
        line.rjust(min(room, len(row[-1]))) if _is_padded(row[-1]) else line for line in _cell(row[-1], room)
    ]
    return [head + first, *(" " * before + line for line in rest)]


def _cell(text: str, room: int) -> list[str]:
    return wrapped(text.strip(), room) or [""]


def _is_padded(cell: str) -> bool:
    return cell.startswith(" ")
