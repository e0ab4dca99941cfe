"""`docs/rules.md` says what the rule files and the cases say, and they say no more than it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct

from pricing import parameters
from pricing.parameters import PACKAGED, Parameters
from tests.pricing import test_assess, test_assess_tiers
from tests.pricing.timelinecases import all_cases

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
HEADING = "| Parameter | From | Until | Value | Rules | Source |\n|---|---|---|---|---|---|\n"


class Row(Struct, frozen=True):
    """One rule as the page has it."""

    id: str
    first: date
    last: date
    holds: str
    source: str
    shown_by: str


SHOWN_BY = {**vars(test_assess), **vars(test_assess_tiers)}
"""Tests that show a rule, by name."""


def rows() -> dict[str, Row]:
    """Read the first table."""
    lines = re.findall(r"^\| ([A-Z]\d+) \|(.*)\|$", PAGE, flags=re.MULTILINE)
    found = {}
    for name, line in lines:
        first, last, *said = (cell.strip() for cell in line.split("|"))
        found[name] = Row(name, date.fromisoformat(first), date.fromisoformat(last) if last else date.max, *said)
    assert len(found) == len(lines), "an id has two rows"
    return found


ROWS = rows()
NOT_COMPUTED = re.findall(r"\S+", "A12 C21 P16 P18 P19 M3 M6 M7 M9 M10 M11 N7 N8 N9 J2 J9")
CASES = {case.id: case for case in all_cases()}
SEGMENTS = parameters.packaged().segments


def test_rules_that_values_come_from() -> None:
    """Each id behind a value stands on the page, and the day the value begins is within its days."""
    previous: Parameters | None = None
    for segment in SEGMENTS:
        for name, ids in segment.rules.items():
            if previous is None or previous.rules[name] != ids:
                for rule in ids:
                    assert ROWS[rule].first <= segment.since <= ROWS[rule].last, (name, rule)
        previous = segment


def test_rules_that_verdicts_name() -> None:
    """Each id that verdicts cite stands on the page, and holds from the day it is cited."""
    for segment in SEGMENTS:
        for name in segment.cites.__struct_fields__:
            for rule in getattr(segment.cites, name):
                assert ROWS[rule].first <= segment.since, (name, rule)


def test_judgements() -> None:
    """Each judgement of the rule files has a row, and each such row is one of theirs."""
    named = {name.partition("-")[0] for name in tomllib.loads((PACKAGED / "judgements.toml").read_text("utf-8"))}
    assert named <= set(ROWS)
    assert {row for row in ROWS if row.startswith("J")} <= named


def test_every_example_shows_its_rule() -> None:
    """A named case exists and cites the rule; a named test exists and says so."""
    for row in ROWS.values():
        if row.shown_by.startswith("test_"):
            assert row.id in (SHOWN_BY[row.shown_by].__doc__ or ""), row.id
        elif row.shown_by:
            assert row.id in CASES[row.shown_by].cites, row.id


def test_what_has_no_example() -> None:
    """Only rules that are not computed here, or that no single chat can show, have none."""
    unshown = {row.id for row in ROWS.values() if not row.shown_by}
    assert sorted(unshown) == sorted(NOT_COMPUTED)


def test_every_cited_rule_has_a_row() -> None:
    """Cases cite no rule that the page does not know; W is what webhooks report, no rule of pricing."""
    cited = {rule for case in CASES.values() for rule in case.cites}
    assert {rule for rule in cited if not rule.startswith("W")} <= set(ROWS)


def test_every_row_says_what_holds_and_who_says_so() -> None:
    """No cell is empty, and no rule ends before it begins."""
    for row in ROWS.values():
        assert row.holds.endswith(".")
        assert row.source
        assert row.first <= row.last


def values() -> Iterator[str]:
    """Yield the second table as the rule files have it, a line a value."""
    for path in sorted(PACKAGED.glob("*.toml")):
        if path.stem not in ("eras", "judgements", "citations"):
            for name, entries in tomllib.loads(path.read_text("utf-8")).items():
                for entry, following in pairwise([*entries, None]):
                    yield line(name, entry, following)


def line(name: str, entry: dict[str, Any], following: dict[str, Any] | None) -> str:
    """Write one value as the page does."""
    until = following["from"] - timedelta(days=1) if following else ""
    value = ", ".join(entry["value"]) or "none" if isinstance(entry["value"], list) else str(entry["value"]).lower()
    return f"| `{name}` | {entry['from']} | {until} | {value} | {', '.join(entry['rules'])} | {entry['source']} |\n"


def test_values_are_those_of_the_files() -> None:
    """The second table holds every value of the rule files; where it differs, this says what it must be."""
    wanted = HEADING + "".join(values())
    assert PAGE.endswith(wanted), "\n" + wanted
