"""From SVG to PNG, with the fonts that come along: a bare machine has none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import resvg_py

FOLDER = Path(__file__).parent
_FONTS = [str(FOLDER / "fonts" / f"NotoSans-{weight}.ttf") for weight in ("Regular", "Bold")]
FAMILY = "Noto Sans"


def png(svg: str, *, width: int) -> bytes:
    """Return a picture in pixels, `width` wide, as tall as it is. Raises `ValueError` for markup that is no picture."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        style_sheet=_style(),
        skip_system_fonts=True,
        font_files=_FONTS,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


@cache
def _style() -> str:
    return (FOLDER / "print.css").read_text("utf-8")
