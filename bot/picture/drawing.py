"""Draws a scene as SVG, 600 wide. Nothing is told by colour alone: charged marks are filled squares with their price.

Looks are classes; a page's style sheet colours them for light and dark, `pixels` brings its own.
"""

from __future__ import annotations

from html import escape
from zoneinfo import ZoneInfo

from bot.picture.axis import Axis
from bot.picture.bars import bars_svg
from bot.picture.marks import marks_svg
from bot.picture.markup import element, text
from bot.picture.scene import Scene
from bot.picture.words import Words

WIDTH = 600
_LEFT, _RIGHT = 28, 572
_AXIS = 26
"""Room for the names of the ticks, on top."""
_BELOW = 8
_LEAST_BETWEEN = 58


def timeline_svg(scene: Scene, language: str, *, id: str = "timeline") -> str:
    """Return the picture as an `svg` element that a screen reader can tell; `id` makes its parts' names unique."""
    words = Words(scene, language)
    body, height = timeline_body(scene, words)
    title = element("title", escape(words.title()), id=f"{id}-title")
    described = element("desc", escape(words.description()), id=f"{id}-desc")
    return element(
        "svg",
        title,
        described,
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
        class_="timeline",
        lang=language,
    )


def timeline_body(scene: Scene, words: Words) -> tuple[str, float]:
    """Return the picture without its frame, and its height."""
    axis = Axis(start=scene.start, end=scene.end, left=_LEFT, right=_RIGHT)
    bars, below_bars = bars_svg(scene, words, axis, _AXIS + 10)
    marks, height = marks_svg(scene, words, axis, below_bars + 6)
    return _axis(scene, words, axis, height) + bars + marks, height + _BELOW


def _axis(scene: Scene, words: Words, axis: Axis, height: float) -> str:
    drawn, last = [], -_LEAST_BETWEEN * 1.0
    for x, name in _ticks(scene, words, axis):
        drawn.append(element("line", x1=x, x2=x, y1=_AXIS, y2=height, class_="tick"))
        if x - last >= _LEAST_BETWEEN and x <= _RIGHT - 20:
            anchor = "start" if x < _LEFT + 24 else "middle"
            drawn.append(text(name, x, _AXIS - 8, "small", anchor=anchor, size=12))
            last = x
    drawn.append(element("line", x1=axis.left, x2=axis.right, y1=_AXIS, y2=_AXIS, class_="rule"))
    return "".join(drawn)


def _ticks(scene: Scene, words: Words, axis: Axis) -> list[tuple[float, str]]:
    if not scene.timed:
        return [(axis.x(axis.start + span), words.elapsed(span)) for span in axis.elapsed()]
    step = axis.step()
    return [(axis.x(at), words.tick(at, step)) for at in axis.ticks(ZoneInfo(scene.timezone))]
