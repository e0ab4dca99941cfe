"""The dated rules: which value holds on which day, what an era stands for, and what a rule file may not say."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pricing import parameters
from pricing.errors import InvalidParameters, UnknownEra
from pricing.parameters import PACKAGED
from pricing.rulefiles import load
from pricing.types import Category
from tests.cases.load import cases

U, M, A, S = Category.UTILITY, Category.MARKETING, Category.AUTHENTICATION, Category.SERVICE
BOTH = (Category.USER_INITIATED, Category.BUSINESS_INITIATED)

CHANGES = [
    ("2023-03-01", "free_entry_point_hours", 24, 72),
    ("2023-03-01", "free_entry_point_hours_at_most", 24, 72),
    ("2023-04-01", "free_categories_direct", BOTH, (Category.USER_INITIATED,)),
    ("2023-06-01", "free_categories_direct", (Category.USER_INITIATED,), (S,)),
    ("2023-06-01", "free_categories_served", BOTH, (S,)),
    ("2023-06-01", "conversation_category", "initiator", "template"),
    ("2023-06-01", "era", "2022-02", "2023-06"),
    ("2024-06-01", "authentication_international_to", (), ("ID",)),
    ("2024-07-01", "authentication_international_to", ("ID",), ("ID", "IN")),
    ("2024-10-15", "marketing_lite_apart", False, True),
    ("2024-11-01", "service_is_free", False, True),
    ("2024-11-01", "free_units", 1000, 0),
    ("2024-11-01", "era", "2023-06", "2024-11"),
    ("2025-04-01", "marketing_not_delivered_to", (), ("US",)),
    ("2025-04-01", "marketing_delivery_doubtful_to", (), ("AS", "GU", "MP", "PR", "VI")),
    ("2025-04-01", "era", "2024-11", "2025-04"),
    ("2025-07-01", "charged_unit", "conversation", "message"),
    ("2025-07-01", "utility_free_in_window", False, True),
    ("2025-07-01", "carried_conversations", (), (U,)),
    ("2025-07-01", "calls_open_window", False, True),
    ("2025-07-01", "volume_tiers", (), (U, A, Category.AUTHENTICATION_INTERNATIONAL)),
    ("2025-07-01", "era", "2025-04", "2025-07"),
    ("2026-09-28", "free_entry_point_hours_at_most", 72, 168),
    ("2026-09-28", "entry_points_unconfirmed", (), ("page_cta",)),
    ("2026-10-01", "service_is_free", True, False),
    ("2026-10-01", "service_priced_as", S, U),
    ("2026-10-01", "utility_free_in_window", True, False),
    ("2026-10-01", "reactions", "no_effect", "exempt"),
    ("2026-10-01", "free_units", 0, 1000),
    ("2026-10-01", "free_units_scope", "account", "number"),
    ("2026-10-01", "era", "2025-07", "2026-10"),
]


@pytest.mark.parametrize(("day", "name", "before", "after"), CHANGES)
def test_both_sides_of_a_change(day: str, name: str, before: object, after: object) -> None:
    """The old value holds on the day before, the new one from the day on."""
    first = date.fromisoformat(day)
    assert getattr(parameters.at(first - timedelta(days=1)), name) == before
    assert getattr(parameters.at(first), name) == after


def test_every_change_is_listed() -> None:
    """No value changes on a day that the list above does not name."""
    listed = {(day, name) for day, name, _, _ in CHANGES}
    segments = parameters.packaged().segments
    for earlier, later in pairwise(segments):
        for name in set(later.__struct_fields__) - {"since", "rules", "cites"}:
            changed = getattr(earlier, name) != getattr(later, name)
            special = name == "authentication_international_to" and later.since > date(2024, 7, 1)
            assert changed <= ((later.since.isoformat(), name) in listed or special)


def test_countries_with_an_international_rate() -> None:
    """Seven countries more from February 2025, nine more from October 2026 (C25, N12)."""
    sizes = [
        len(parameters.at(date.fromisoformat(day)).authentication_international_to)
        for day in ("2025-01-31", "2025-02-01", "2026-09-30", "2026-10-01")
    ]
    assert sizes == [2, 9, 9, 18]


def test_before_the_first_rules() -> None:
    """There is no rule before 1 February 2022, and none is made up."""
    assert parameters.at(date(2022, 2, 1)).era == "2022-02"
    with pytest.raises(UnknownEra):
        parameters.at(date(2022, 1, 31))


@pytest.mark.parametrize(
    ("rules", "day"),
    [
        ("2022-02", date(2023, 3, 31)),
        ("2023-06", date(2024, 10, 31)),
        ("2024-11", date(2025, 3, 31)),
        ("2025-04", date(2025, 6, 30)),
        ("2025-07", date(2026, 9, 27)),
        ("2026-10", date.max),
        ("2022-02-01", date(2022, 2, 1)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_what_rules_stand_for(rules: str, day: date) -> None:
    """An era stands for its last day or the one that speaks for it, a date for itself."""
    assert parameters.resolve(rules) == day


NO_RULES = (
    """2023 2023-07 2021-12 2022-01-31 2023-02-29 20240301 2024-W10-5 2024-3-1 2024-03-01T00:00 today ２０２３-06"""
)


@pytest.mark.parametrize("rules", ["", " 2023-06", *NO_RULES.split()])
def test_unknown_rules(rules: str) -> None:
    """Anything that is neither an era nor a day with rules is refused."""
    with pytest.raises(UnknownEra):
        parameters.resolve(rules)


def test_eras_follow_each_other() -> None:
    """Each era ends on the day before the next, the last one does not end."""
    eras = parameters.eras()
    assert [era.name for era in eras] == ["2022-02", "2023-06", "2024-11", "2025-04", "2025-07", "2026-10"]
    for era, following in pairwise(eras):
        assert era.last + timedelta(days=1) == following.first
    assert eras[-1].last == date.max


def test_every_value_says_who_stated_it() -> None:
    """Each parameter of each day names the rules it comes from."""
    for segment in parameters.packaged().segments:
        assert all(segment.rules.values())
        assert len(segment.rules) == len(segment.__struct_fields__) - 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged rule files to spoil."""
    copy = tmp_path / "rules"
    shutil.copytree(PACKAGED, copy)
    return copy


@pytest.mark.parametrize("mistake", cases("rules/mistakes.toml")["mistake"], ids=lambda mistake: str(mistake["says"]))
def test_mistake_in_a_rule_file(folder: Path, mistake: dict[str, str]) -> None:
    """A gap, an overlap, a value of the wrong kind, a missing source or an unknown name is refused, and named."""
    (folder / mistake["file"]).write_text(mistake["text"], "utf-8")
    with pytest.raises(InvalidParameters) as caught:
        load(folder)
    assert any(problem.startswith(mistake["says"]) for problem in caught.value.problems), caught.value.problems


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    """One reading tells every mistake of every file."""
    twice_wrong = "[[charged_unit]]\nfrom = 2025-07-01\nvalue = 'token'\nrules = []\nsource = ''\n"
    (folder / "new.toml").write_text(twice_wrong, "utf-8")
    (folder / "allowance.toml").unlink()
    with pytest.raises(InvalidParameters) as caught:
        load(folder)
    assert len(caught.value.problems) == 4 + 4
    assert str(caught.value) == "; ".join(caught.value.problems)


def test_sound_copy_is_sound(folder: Path) -> None:
    """The packaged files themselves have no mistake."""
    assert [one.since for one in load(folder).segments] == [one.since for one in parameters.packaged().segments]
