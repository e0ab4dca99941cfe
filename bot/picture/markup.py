"""SVG as text: elements with escaped values, and nothing else."""

from __future__ import annotations

from html import escape

Value = str | float


def element(name: str, *children: str, **attributes: Value) -> str:
    """Return an element; `class_` and `stroke_width` become `class` and `stroke-width`. Children are markup already."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"' for key, value in attributes.items()
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(words: str, x: float, y: float, class_: str, *, anchor: str = "start", size: float = 13) -> str:
    """Return a line of text that begins, is centred or ends at a place."""
    return element("text", escape(_readable(words)), x=x, y=y, class_=class_, text_anchor=anchor, font_size=size)


def _text(value: Value) -> str:
    return _readable(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def _readable(words: str) -> str:
    """A text without the signs that XML has no way to write."""
    return "".join(sign for sign in words if sign >= " " and sign not in "\ufffe\uffff")
