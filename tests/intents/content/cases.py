"""The cases of tests/cases/content, and the outcome of a judgement as they name it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from intents.content.types import Judgement

FOLDER = Path(__file__).parents[2] / "cases" / "content"

LANGUAGES = ("es", "en")

OUTCOMES = {"mixed": "marketing", "untold": "unknown"}
"""Groups of the fresh cases that are not named after what has to come out."""


def read(name: str) -> dict[str, Any]:
    """Return the content of one file."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def fresh() -> Iterator[tuple[str, str, str]]:
    """Yield language, group and text of every case that the model has not learned from."""
    for language in LANGUAGES:
        for group, texts in read(f"{language}.toml").items():
            for text in texts:
                yield language, group, text


def outcome(judgement: Judgement) -> str:
    """A category, `contested` or `unknown`."""
    if judgement.category is not None:
        return judgement.category.value
    return "contested" if judgement.contested else "unknown"


def wanted(group: str) -> str:
    """What has to come out for a group."""
    return OUTCOMES.get(group, group)
