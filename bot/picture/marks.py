"""Draws messages: one row each, the mark at its place in time and the words beside it, where there is more room."""

from __future__ import annotations

from bot.picture.axis import Axis
from bot.picture.markup import element, text
from bot.picture.measure import wrapped
from bot.picture.scene import Mark, Scene
from bot.picture.words import Words
from pricing.types import EventType

_SIZE = 13
_LINE = 17
_GAP = 12
_ASIDE = 13
_RADIUS = 6


def marks_svg(scene: Scene, words: Words, axis: Axis, top: float) -> tuple[str, float]:
    """Return all messages below a height, and the height they end at."""
    drawn, y = [element("line", x1=axis.left, x2=axis.right, y1=top, y2=top, class_="rule")], top + 14
    for mark in scene.marks:
        row, height = _row(mark, words, axis, y, top)
        drawn.append(row)
        y += height + _GAP
    return "".join(drawn), y


def _row(mark: Mark, words: Words, axis: Axis, y: float, top: float) -> tuple[str, float]:
    x = axis.x(mark.at)
    right = x <= (axis.left + axis.right) / 2
    room = (axis.right - x if right else x - axis.left) - _ASIDE
    lines = [(line, "label") for line in wrapped(words.mark(mark), _SIZE, room)]
    lines += [(line, _look(mark)) for line in wrapped(words.outcome(mark), _SIZE, room)]
    place, anchor = (x + _ASIDE, "start") if right else (x - _ASIDE, "end")
    written = [
        text(line, place, y + 5 + number * _LINE, look, anchor=anchor, size=_SIZE)
        for number, (line, look) in enumerate(lines)
    ]
    stem = element("line", x1=x, x2=x, y1=top, y2=y - _RADIUS, class_="stem")
    height = len(lines) * _LINE
    ring = _asked(axis, y, height) if mark.asked else ""
    return ring + stem + _shape(mark, x, y) + "".join(written), height


def _asked(axis: Axis, y: float, height: float) -> str:
    """A band behind the message that the question is about."""
    return element(
        "rect", x=axis.left - 10, y=y - 13, width=axis.right - axis.left + 20, height=height + 10, rx=6, class_="asked"
    )


def _look(mark: Mark) -> str:
    return "price" if _costs(mark) else "outcome"


def _costs(mark: Mark) -> bool:
    return mark.charged is True and not mark.unsettled


def _shape(mark: Mark, x: float, y: float) -> str:
    """A filled square costs, a ring is free, a triangle is the customer, a cross is not sent, a diamond depends."""
    if mark.type in (EventType.INBOUND, EventType.CALL):
        return element("path", d=f"M{x - 6} {y - 5}H{x + 6}L{x} {y + 6}Z", class_="mark customer")
    if not mark.sendable or mark.free_reason == "not_delivered":
        return element("path", d=f"M{x - 5} {y - 5}l10 10M{x + 5} {y - 5}l-10 10", class_="mark cross")
    if mark.unsettled or mark.charged is None:
        return element("path", d=f"M{x} {y - 7}l7 7l-7 7l-7 -7Z", class_="mark depends")
    if mark.charged:
        return element("rect", x=x - 6, y=y - 6, width=12, height=12, class_="mark charged")
    return element("circle", cx=x, cy=y, r=_RADIUS - 0.5, class_="mark free")
