"""The picture that previews show: verdict and price in words, the timeline under them."""

from __future__ import annotations

from bot.picture.drawing import WIDTH, timeline_body
from bot.picture.markup import element, text
from bot.picture.measure import wrapped
from bot.picture.scene import Scene
from bot.picture.words import Words
from bot.replies import BlockKind, Reply
from locales.translate import translator

_MARGIN = 28
_ROOM = WIDTH - 2 * _MARGIN
_LEAST = 315
"""Previews are cut to about twice as wide as tall; less height would be filled with bars."""
_TOLD = (
    BlockKind.VERDICT,
    BlockKind.PRICE,
    BlockKind.EXPLANATION,
    BlockKind.ASK,
    BlockKind.EXAMPLES,
    BlockKind.HANDOFF,
)
_MOST = 9


def card_svg(reply: Reply, scene: Scene | None) -> str:
    """Return the picture of a reply, with the timeline if anything happened in time."""
    lines = _lines(reply)
    drawn, y = [], 40.0
    for words, look, size in lines[: 5 if scene else _MOST]:
        drawn.append(text(words, _MARGIN, y, look, size=size))
        y += size * 1.5
    if scene is not None:
        body, height = timeline_body(scene, Words(scene, reply.language))
        drawn.append(element("g", body, transform=f"translate(0 {y:.0f})"))
        y += height
    height = max(y + 34, _LEAST)
    drawn.append(text(translator(reply.language)("picture.name"), _MARGIN, height - 16, "brand", size=12))
    paper = element("rect", x=0, y=0, width=WIDTH, height=height, class_="paper")
    return element(
        "svg",
        paper,
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        width=WIDTH,
        height=round(height),
        font_family="Noto Sans",
    )


def _lines(reply: Reply) -> list[tuple[str, str, float]]:
    """The first line large, the rest as running text."""
    told = [line for block in reply.blocks if block.kind in _TOLD for line in block.lines]
    first, rest = told[:1], told[1:]
    found = [(line, "title", 21.0) for words in first for line in wrapped(words, 21, _ROOM)]
    return found + [(line, "small", 14.0) for words in rest for line in wrapped(words, 14, _ROOM)]
