"""Every reading case: a text has exactly the marks that stand beside it, in order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from intents.reader.lexer import mark
from tests.intents.reader.spelling import spelt

FOLDER = Path(__file__).parents[2] / "cases" / "reading"


def _cases() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for section, texts in tomllib.loads(path.read_text("utf-8")).items():
            found += [(f"{path.stem}.{section}", text, marks) for text, marks in texts.items()]
    return found


@pytest.mark.parametrize(("where", "text", "marks"), _cases())
def test_marks(where: str, text: str, marks: str) -> None:
    """A text has exactly these marks, in this order."""
    assert "; ".join(spelt(mark(text))) == marks, where
