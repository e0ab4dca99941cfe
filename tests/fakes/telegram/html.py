"""Telegram's HTML, as strictly as Telegram takes it."""

from __future__ import annotations

from html.parser import HTMLParser

TAGS = frozenset(("b", "i", "u", "s", "a", "code", "pre", "blockquote"))
MOST = 4_096


class BadFormat(ValueError):
    """Telegram answers 400 to that."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        if tag not in TAGS:
            raise BadFormat(f'Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the last one."""
        if not self.open or self.open.pop() != tag:
            raise BadFormat(f'Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        """Collect."""
        self.text += data


def text_of(source: str, mode: str | None) -> str:
    """Return what is shown of a text; raises `BadFormat` with Telegram's words."""
    shown = source
    if mode == "HTML":
        reader = _Reader()
        try:
            reader.feed(source)
            reader.close()
        except BadFormat as error:
            raise BadFormat(f"Bad Request: can't parse entities: {error}") from None
        if reader.open or "<" in reader.rawdata:
            raise BadFormat("Bad Request: can't parse entities: Can't find end tag")
        shown = reader.text
    if not shown.strip():
        raise BadFormat("Bad Request: message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > MOST:
        raise BadFormat("Bad Request: message is too long")
    return shown
