"""Reads the tables under `rates/`: CSV with a heading, after comment lines that say what the table holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "rates"


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of one packaged table without its heading."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    table = csv.reader(line for line in lines if not line.startswith("#"))
    next(table)
    return table


def headed(name: str) -> tuple[list[str], list[list[str]]]:
    """Return heading and rows of one packaged table."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    heading, *rest = csv.reader(line for line in lines if not line.startswith("#"))
    return heading, rest
