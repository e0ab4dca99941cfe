"""From SVG to PNG, with the fonts that come along: a bare machine has none."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import resvg_py

FOLDER = Path(__file__).parent
_FONTS = [str(FOLDER / "fonts" / f"NotoSans-{weight}.ttf") for weight in ("Regular", "Bold")]
FAMILY = "Noto Sans"
TALLEST = 8000
"""Pixels. A story of hundreds of messages would take memory that the service needs for others."""
_FRAME = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def png(svg: str, *, width: int) -> bytes:
    """Return a picture in pixels, `width` wide, or less where it would be taller than `TALLEST`.

    Raises `ValueError` for markup that is no picture.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=_fitting(svg, width),
        style_sheet=_style(),
        skip_system_fonts=True,
        font_files=_FONTS,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


def _fitting(svg: str, width: int) -> int:
    frame = _FRAME.search(svg)
    if frame is None:
        return width
    wide, tall = int(frame[1]), int(frame[2])
    return max(1, min(width, TALLEST * wide // max(tall, 1)))


@cache
def _style() -> str:
    return (FOLDER / "print.css").read_text("utf-8")
