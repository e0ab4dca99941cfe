"""A reply in Block Kit: the verdict first, everything else below it in the order that every channel has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from bot.columns import aligned, right_aligned
from bot.plain import render
from bot.replies import Block, BlockKind, Reply
from bot.slack.buttons import Shown, tail
from bot.slack.limits import ALT, CONTEXT, FALLBACK, SECTION, Json, chunks, cut, fitted
from bot.slack.marking import bold, code, context, escaped, section
from locales.formats import NO_BREAK
from locales.translate import translator

_WIDTH = 60
"""Columns of a table: what Slack shows on a laptop without wrapping."""
_SMALL = frozenset((BlockKind.RULE, BlockKind.ASSUMPTIONS))


class Rendered(Struct, frozen=True, kw_only=True):
    """A message as Slack takes it."""

    blocks: list[Json]
    text: str
    """The same without blocks: for notifications, screen readers and clients that show none."""


def rendered(reply: Reply, shown: Shown, *, note: str = "") -> Rendered:
    """Return a reply as a message within all of Slack's limits; `note` is a last line, already escaped."""
    last = [*([context(cut(note, CONTEXT))] if note else []), *tail(reply, shown)]
    text = escaped(cut(render(reply), FALLBACK))
    return Rendered(blocks=fitted(list(_body(reply, shown)), last, _notice(reply)), text=cut(text, FALLBACK))


def card(reply: Reply, link: str, picture: str | None) -> list[Json]:
    """Return what a preview shows of an answer: verdict and price, nothing of what was asked."""
    kept = tuple(block for block in reply.blocks if block.kind in (BlockKind.VERDICT, BlockKind.PRICE, BlockKind.TABLE))
    short = Reply(language=reply.language, blocks=kept or reply.blocks[:1])
    say = translator(reply.language)
    shown = Shown(picture=picture)
    return fitted(list(_body(short, shown)), [context(f"<{link}|{escaped(say('slack.open'))}>")], _notice(reply))


def _notice(reply: Reply) -> Json:
    say = translator(reply.language)
    where = f"<{reply.link}|{escaped(say('slack.open'))}>" if reply.link else ""
    return context(f"{escaped(say('slack.cut'))} {where}".strip())


def _body(reply: Reply, shown: Shown) -> Iterator[Json]:
    for block in reply.blocks:
        yield from _block(block)
        if block.kind is BlockKind.STEPS and shown.picture:
            yield _image(reply, shown.picture)
    if shown.picture and reply.block(BlockKind.STEPS) is None:
        yield _image(reply, shown.picture)


def _image(reply: Reply, address: str) -> Json:
    """The picture; its alternative text says what it shows, step by step."""
    steps = reply.block(BlockKind.STEPS)
    lines = steps.lines if steps else reply.blocks[0].lines
    told = f"{translator(reply.language)('slack.picture')} {'; '.join(lines)}"
    return {"type": "image", "image_url": address, "alt_text": cut(told.replace(NO_BREAK, " "), ALT)}


def _block(block: Block) -> Iterator[Json]:
    if block.kind is BlockKind.TABLE:
        yield from _table(block)
        return
    text = _WRITTEN.get(block.kind, _lines)(block)
    if block.kind in _SMALL:
        yield from (context(piece) for piece in chunks(text, CONTEXT) if piece.strip())
    else:
        yield from (section(piece) for piece in chunks(text, SECTION) if piece.strip())


def _lines(block: Block) -> str:
    return "\n".join(escaped(line) for line in block.lines)


def _headed(block: Block) -> str:
    first, *others = block.lines or ("",)
    return "\n".join([bold(escaped(first)), *(escaped(line) for line in others)])


def _asked(block: Block) -> str:
    return "\n".join(bold(escaped(line)) for line in block.lines)


def _joined(block: Block) -> str:
    return " ".join(escaped(line) for line in block.lines)


def _examples(block: Block) -> str:
    head, *questions = block.lines or ("",)
    return "\n".join([escaped(head), *(f"• {escaped(question)}" for question in questions)])


_WRITTEN: dict[BlockKind, Callable[[Block], str]] = {
    BlockKind.VERDICT: _headed,
    BlockKind.ASK: _asked,
    BlockKind.ASSUMPTIONS: _joined,
    BlockKind.EXAMPLES: _examples,
}


def _table(block: Block) -> Iterator[Json]:
    rows = [line for lines in aligned(right_aligned(block.rows), _WIDTH) for line in lines]
    fence = len(code(""))
    yield from (section(code(piece)) for piece in chunks(escaped("\n".join(rows)), SECTION - fence))
    yield from (section(piece) for piece in chunks(_lines(block), SECTION) if piece.strip())
