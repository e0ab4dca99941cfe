"""Reads cases that are kept as data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def cases(name: str) -> dict[str, Any]:
    """Return a TOML file of cases, by its path under `tests/cases`."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))
