"""A reply as plain text: for the terminal, for tickets, and the `text` of the machine contract.

Nothing is said by colour alone: every mark has its word beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.columns import aligned, right_aligned, wrapped
from bot.replies import Block, BlockKind, Reply
from locales.formats import NO_BREAK

BOLD, DIM, RED, GREEN, YELLOW, PLAIN = "\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[33m", "\033[0m"
LOOKS = {BlockKind.VERDICT: BOLD, BlockKind.RULE: DIM, BlockKind.ASSUMPTIONS: DIM}
PAID = {True: RED, False: GREEN, None: YELLOW}

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
    return [(piece, look) for line in lines for piece in wrapped(line, width, indent)]


def _steps(block: Block, _: Reply, width: int) -> list[Painted]:
    found = []
    for index, lines in enumerate(aligned(block.rows, width) if block.rows else [[line] for line in block.lines]):
        look = PAID[block.charged[index]] if index < len(block.charged) else ""
        found += [(line, look) for line in lines]
    return found


def _table(block: Block, _: Reply, width: int) -> list[Painted]:
    rows = right_aligned(block.rows)
    found = [(line, BOLD if index == 0 else "") for index, lines in enumerate(aligned(rows, width)) for line in lines]
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
