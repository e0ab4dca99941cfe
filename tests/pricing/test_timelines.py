"""What each event of a chat does and costs, rule by rule; the cases are data."""

from __future__ import annotations

import pytest

from pricing.assess import assess
from pricing.ratecards import RateBook
from tests.pricing.timelinecases import Case, all_cases, differences

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    """Every event of the case does what its line says, and the bill is theirs together."""
    assessment = assess(case.timeline, RateBook.packaged())
    assert differences(case, assessment.verdicts) == []
    if case.total is not None:
        assert assessment.total == case.total
    if case.era is not None:
        assert assessment.eras == tuple(case.era.split())


def test_ids_are_unique() -> None:
    """A case is found by its id."""
    ids = [case.id for case in CASES]
    assert sorted(set(ids)) == sorted(ids)
