"""Reads the tables under `rates/`: CSV with a heading, after comment lines that say what the table holds."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "rates"


def rows(name: str) -> list[list[str]]:
    """Return the rows of one packaged table without its heading."""
    return headed(name)[1]


def headed(name: str) -> tuple[list[str], list[list[str]]]:
    """Return heading and rows of one packaged table."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    heading, *rest = csv.reader(line for line in lines if not line.startswith("#"))
    return heading, rest
