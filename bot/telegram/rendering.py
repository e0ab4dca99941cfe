"""A reply as a message: the verdict first, the link last, everything within Telegram's limits."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from telegram import InlineKeyboardMarkup

from bot.columns import aligned, right_aligned
from bot.replies import Block, BlockKind, Reply
from bot.telegram.marking import Line, fitted
from locales.formats import NO_BREAK
from locales.translate import translator

_WIDTH = 34
"""Columns of a table: what a telephone shows without wrapping."""
_SMALL = frozenset((BlockKind.RULE, BlockKind.ASSUMPTIONS))


class Rendered(Struct, frozen=True, kw_only=True):
    """A message as Telegram takes it."""

    lines: tuple[Line, ...]
    keyboard: InlineKeyboardMarkup | None = None
    asks: bool = False
    """Whether the next thing that is written is meant as a reply to it."""
    preview: str | None = None
    """Address to show a preview of; none is shown otherwise."""

    @property
    def html(self) -> str:
        """The text with tags."""
        return "\n".join(line.html for line in self.lines)

    @property
    def plain(self) -> str:
        """The same without, for when the tags are refused."""
        return "\n".join(line.plain for line in self.lines)


def rendered(
    reply: Reply, *, keyboard: InlineKeyboardMarkup | None = None, preview: bool = False, note: str = ""
) -> Rendered:
    """Return a reply as a message; `preview` lets Telegram fetch the picture of its link."""
    body = [line for line in _body(reply) if line.text]
    tail = [Line(""), Line(reply.link)] if reply.link else []
    tail = [*([Line(note, "i")] if note else []), *tail]
    notice = Line(translator(reply.language)("telegram.cut" if reply.link else "telegram.cut.unlinked"), "i")
    return Rendered(lines=tuple(fitted(body, tail, notice)), keyboard=keyboard, preview=reply.link if preview else None)


def said(text: str, keyboard: InlineKeyboardMarkup | None = None, *, asks: bool = False) -> Rendered:
    """Return a text of ours as a message."""
    lines = [Line(line) for line in text.split("\n")]
    return Rendered(lines=tuple(fitted(lines, [], Line(""))), keyboard=keyboard, asks=asks)


def _body(reply: Reply) -> Iterator[Line]:
    for block in reply.blocks:
        if block.kind is BlockKind.TABLE:
            yield from _table(block)
        elif block.kind is BlockKind.EXAMPLES:
            head, *questions = block.lines or ("",)
            yield Line(head)
            yield from (Line(f"• {question}") for question in questions)
        else:
            yield from _lines(block)


def _lines(block: Block) -> Iterator[Line]:
    """The verdict's first line stands out, and so does what is asked back; small print is in italics."""
    for index, line in enumerate(block.lines):
        bold = block.kind is BlockKind.ASK or (block.kind is BlockKind.VERDICT and index == 0)
        yield Line(line, "b" if bold else "i" if block.kind in _SMALL else "")


def _table(block: Block) -> Iterator[Line]:
    rows = [line for lines in aligned(right_aligned(block.rows), _WIDTH) for line in lines]
    if rows:
        yield Line("\n".join(row.replace(NO_BREAK, " ") for row in rows), "pre")
    yield from (Line(line) for line in block.lines)
