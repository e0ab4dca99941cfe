"""An answer as text for tickets: Markdown, HTML and plain, each with its link."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec import Struct

from bot.plain import render
from bot.replies import Block, BlockKind, Reply

_LEFT_OUT = (BlockKind.ASK, BlockKind.EXAMPLES)


class Copies(Struct, frozen=True, kw_only=True):
    """The same answer three times."""

    markdown: str
    html: str
    plain: str


def copies_of(question: str, reply: Reply, link: str) -> Copies:
    """Return an answer with its question, ready to paste."""
    told = Reply(language=reply.language, blocks=tuple(_told(reply)), link=link)
    return Copies(
        markdown="\n\n".join([f"> {_mark(_one_line(question))}", *map(_markdown, told.blocks), f"<{link}>"]),
        html="".join(
            (
                f"<blockquote>{escape(question)}</blockquote>",
                *map(_html, told.blocks),
                f'<p><a href="{escape(link)}">{escape(link)}</a></p>',
            )
        ),
        plain=f"{question}\n\n{render(told)}",
    )


def _told(reply: Reply) -> list[Block]:
    return [block for block in reply.blocks if block.kind not in _LEFT_OUT]


def _markdown(block: Block) -> str:
    lines = [_mark(line) for line in block.lines]
    if block.kind is BlockKind.VERDICT:
        return "\n".join([f"**{lines[0]}**", *lines[1:]])
    if block.kind is BlockKind.STEPS:
        return "\n".join(f"- {line}" for line in lines)
    table = [_markdown_table(block.rows)] if block.rows else []
    return "\n\n".join([*table, *lines])


def _markdown_table(rows: Sequence[tuple[str, ...]]) -> str:
    head, *body = [[_mark(cell).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def _mark(text: str) -> str:
    """A text that Markdown takes as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _html(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    if block.kind is BlockKind.VERDICT:
        return f"<p><strong>{lines[0]}</strong>{''.join(f'<br>{line}' for line in lines[1:])}</p>"
    if block.kind is BlockKind.STEPS:
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    table = _html_table(block.rows) if block.rows else ""
    return table + "".join(f"<p>{line}</p>" for line in lines)


def _html_table(rows: Sequence[tuple[str, ...]]) -> str:
    head, *body = rows
    headed = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    told = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in body)
    return f"<table><tr>{headed}</tr>{told}</table>"
