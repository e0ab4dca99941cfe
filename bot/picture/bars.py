"""Draws what lasts: each bar in a lane of its own, its label above it."""

from __future__ import annotations

from bot.picture.axis import Axis
from bot.picture.markup import element, text
from bot.picture.measure import width, wrapped
from bot.picture.scene import Bar, BarKind, Scene
from bot.picture.words import Words

_LANE = 34
_THICK = 10
_LABEL = 13
_TIP = 6


def bars_svg(scene: Scene, words: Words, axis: Axis, top: float) -> tuple[str, float]:
    """Return all bars below a height, and the height they end at."""
    drawn = []
    for number, bar in enumerate(scene.bars):
        drawn.append(_bar(bar, words.bar(bar), axis, top + number * _LANE))
    return "".join(drawn), top + len(scene.bars) * _LANE


def _bar(bar: Bar, label: str, axis: Axis, top: float) -> str:
    left = axis.left if bar.start is None else axis.x(bar.start)
    right = axis.right if bar.end is None else axis.x(bar.end)
    right = max(right, left + 4)
    y = top + 18
    return _label(label, left, axis, top + 12) + _shape(bar, left, right, y)


def _label(label: str, left: float, axis: Axis, y: float) -> str:
    """Beginning with its bar, unless it would run out of the picture."""
    fits = " ".join(wrapped(label, _LABEL, axis.right - axis.left)[:1])
    x = max(axis.left, min(left, axis.right - width(fits, _LABEL)))
    return text(fits, x, y, "label", size=_LABEL)


def _shape(bar: Bar, left: float, right: float, y: float) -> str:
    """Windows are outlined, conversations filled, free entry points hatched; an unknown end is an arrow."""
    kind = f"bar {bar.kind.value.replace('_', '-')}"
    drawn = element("rect", x=left, y=y, width=right - left, height=_THICK, rx=3, class_=kind)
    if bar.kind is BarKind.FREE_ENTRY_POINT:
        drawn += _hatching(left, right, y)
    if bar.end is None:
        tip = f"M{right - _TIP} {y}L{right + _TIP} {y + _THICK / 2}L{right - _TIP} {y + _THICK}Z"
        drawn += element("path", d=tip, class_="tip")
    return drawn


def _hatching(left: float, right: float, y: float) -> str:
    strokes, x = [], left + _THICK
    while x < right:
        strokes.append(f"M{x:.1f} {y:.1f}l-{_THICK - 2} {_THICK}")
        x += 8
    return element("path", d="".join(strokes), class_="hatch") if strokes else ""
