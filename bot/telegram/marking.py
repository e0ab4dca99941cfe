"""Text as Telegram's HTML: nothing that somebody wrote becomes a tag, a link or a trick of the writing direction."""

from __future__ import annotations

import html
import re

from msgspec import Struct

MOST = 4_096
"""Telegram's limit for a text. Counted in UTF-16 units, with tags: whatever way it is counted, it holds."""
ELLIPSIS = "…"

_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control signs, marks that turn the writing direction, halves of signs."""


def shown(text: str) -> str:
    """Return a text without what nobody sees; tabs and other breaks become blanks."""
    return _UNSEEN.sub(lambda found: " " if found[0] in "\t\x0b\x0c\r" else "", text)


def units(text: str) -> int:
    """Return how long a text is for Telegram: its UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Line(Struct, frozen=True):
    """A line, or several in letters of one width; whole in itself, so that a text may end after any."""

    text: str
    tag: str = ""
    """`b`, `i`, `pre`, or none."""

    @property
    def html(self) -> str:
        """The line with its tag."""
        safe = html.escape(shown(self.text), quote=False)
        return f"<{self.tag}>{safe}</{self.tag}>" if self.tag and safe.strip() else safe

    @property
    def plain(self) -> str:
        """The line without any."""
        return shown(self.text)

    def cut(self, room: int) -> Line | None:
        """Return as much of the line as fits, with a sign where it ends; `None` if nothing does."""
        least, most = 0, len(self.text)
        while least < most:
            middle = (least + most + 1) // 2
            if units(self._first(middle).html) <= room:
                least = middle
            else:
                most = middle - 1
        return self._first(least) if least else None

    def _first(self, count: int) -> Line:
        return Line(self.text[:count].rstrip() + ELLIPSIS, self.tag)


def size(lines: list[Line]) -> int:
    """Return how long lines are together."""
    return units("\n".join(line.html for line in lines))


def fitted(body: list[Line], tail: list[Line], notice: Line, most: int = MOST) -> list[Line]:
    """Return body and tail, and where that is too long as much of the body as fits, a notice and the tail."""
    if size([*body, *tail]) <= most:
        return [*body, *tail]
    rest = [notice, *tail]
    room = most - size(rest) - 1
    kept: list[Line] = []
    for line in body:
        cost = units(line.html) + 1
        if cost > room:
            part = line.cut(room)
            kept += [part] if part else []
            break
        kept.append(line)
        room -= cost
    return [*kept, *rest]
