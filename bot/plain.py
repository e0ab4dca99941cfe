"""A reply as plain text: for the terminal, for tickets, and the `text` of the machine contract.

Nothing is said by colour alone: every mark has its word beside it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from bot.replies import Block, BlockKind, Reply
from locales.formats import NO_BREAK

BOLD, DIM, RED, GREEN, YELLOW, PLAIN = "\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[33m", "\033[0m"
LOOKS = {BlockKind.VERDICT: BOLD, BlockKind.RULE: DIM, BlockKind.ASSUMPTIONS: DIM}
PAID = {True: RED, False: GREEN, None: YELLOW}
GAP = 2
LEAST_LAST_CELL = 20
"""A last cell narrower than this is not worth aligning."""

Row = tuple[str, ...]
Painted = tuple[str, str]
"""A line and its colour, empty for none."""


def render(reply: Reply, *, colour: bool = False, width: int = 80) -> str:
    """Return the reply as lines of at most `width` characters where words allow it, without trailing spaces."""
    lines = [line for block in reply.blocks for line in _block(block, reply, width)]
    if reply.link:
        lines.append((reply.link, ""))
    return "\n".join(_painted(text.replace(NO_BREAK, " ").rstrip(), look, colour) for text, look in lines)


def _painted(text: str, look: str, colour: bool) -> str:
    return f"{look}{text}{PLAIN}" if colour and look and text else text


def _block(block: Block, reply: Reply, width: int) -> list[Painted]:
    special = SPECIAL.get(block.kind)
    if special:
        return special(block, reply, width)
    return _paragraphs(block.lines, LOOKS.get(block.kind, ""), width)


def _paragraphs(lines: Sequence[str], look: str, width: int, indent: str = "") -> list[Painted]:
    return [(piece, look) for line in lines for piece in _wrapped(line, width, indent)]


def _wrapped(line: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(line, max(width, 1), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _steps(block: Block, _: Reply, width: int) -> list[Painted]:
    found = []
    for index, lines in enumerate(_aligned(block.rows, width) if block.rows else [[line] for line in block.lines]):
        look = PAID[block.charged[index]] if index < len(block.charged) else ""
        found += [(line, look) for line in lines]
    return found


def _table(block: Block, _: Reply, width: int) -> list[Painted]:
    rows = _right_aligned(block.rows)
    found = [(line, BOLD if index == 0 else "") for index, lines in enumerate(_aligned(rows, width)) for line in lines]
    return found + _paragraphs(block.lines, "", width)


def _assumptions(block: Block, _: Reply, width: int) -> list[Painted]:
    return _paragraphs([" ".join(block.lines)], DIM, width)


def _ask(block: Block, reply: Reply, width: int) -> list[Painted]:
    labels = [choice.label.replace(" ", NO_BREAK) for choice in reply.choices]
    offered = [f"  {' · '.join(labels)}"] if labels else []
    first, others = block.lines[:1], block.lines[1:]
    return _paragraphs(first, BOLD, width) + _paragraphs(offered, "", width, "  ") + _paragraphs(others, BOLD, width)


def _examples(block: Block, _: Reply, width: int) -> list[Painted]:
    head, *questions = block.lines
    return [(head, ""), *_paragraphs([f"  – {question}" for question in questions], "", width, "    ")]


SPECIAL: dict[BlockKind, Callable[[Block, Reply, int], list[Painted]]] = {
    BlockKind.STEPS: _steps,
    BlockKind.TABLE: _table,
    BlockKind.ASSUMPTIONS: _assumptions,
    BlockKind.ASK: _ask,
    BlockKind.EXAMPLES: _examples,
}


def _right_aligned(rows: Sequence[Row]) -> list[Row]:
    """Pad cells of figures on the left, the heading with them."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns[1:]:
        if any(cell[-1:].isdigit() for cell in column[1:]):
            widest = max(map(len, column))
            column[:] = [cell.rjust(widest) for cell in column]
    return list(zip(*columns, strict=True))


def _aligned(rows: Sequence[Row], width: int) -> list[list[str]]:
    """Return each row as one or more lines, its cells under one another, the last one wrapped in its column."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    before = sum(widths) + GAP * len(widths)
    longest = max(len(row[-1]) for row in rows)
    if before + longest > width and width - before < LEAST_LAST_CELL:
        return [_wrapped(" · ".join(cell.strip() for cell in row if cell.strip()), width, "    ") for row in rows]
    return [_row(row, widths, before, width) for row in rows]


def _row(row: Row, widths: Sequence[int], before: int, width: int) -> list[str]:
    head = "".join(cell.ljust(size + GAP) for cell, size in zip(row, widths, strict=False))
    room = width - before
    first, *rest = [
        line.rjust(min(room, len(row[-1]))) if _is_padded(row[-1]) else line for line in _cell(row[-1], room)
    ]
    return [head + first, *(" " * before + line for line in rest)]


def _cell(text: str, room: int) -> list[str]:
    return _wrapped(text.strip(), room) or [""]


def _is_padded(cell: str) -> bool:
    return cell.startswith(" ")
