"""Makes ladders of the lines of a file of tiers, if they cover every number of units once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pricing.own.sheets import Sheet
from pricing.own.tiers import Step, Tiers
from pricing.tiers import Ladder, Tier
from pricing.types import Category


def ladders(sheet: Sheet, tiers: Tiers) -> dict[tuple[str, Category], Ladder]:
    """Return a ladder for each market and category of a file, after noting gaps, overlaps and open ends."""
    grouped: dict[tuple[str, Category], list[Step]] = {}
    for step in tiers.steps:
        grouped.setdefault((step.market, step.category), []).append(step)
    for steps in grouped.values():
        _check(sheet, steps)
    return {key: _ladder(sheet.file, steps) for key, steps in grouped.items()}


def _ladder(source: str, steps: Sequence[Step]) -> Ladder:
    return Ladder(tuple(Tier(max(step.first, 1), step.rate) for step in steps), source)


def _check(sheet: Sheet, steps: Sequence[Step]) -> None:
    """Note what is wrong between the lines of one ladder. The first begins at 0 or 1, as Meta writes 0."""
    if steps[0].first > 1:
        sheet.wrong("tier_gap", steps[0].row, steps[0].column, f"1-{steps[0].first - 1}")
    for step in steps:
        if step.last is not None and step.last < step.first:
            sheet.wrong("tier_backwards", step.row, step.column, f"{step.first}-{step.last}")
    for before, step in pairwise(steps):
        if before.last is None or step.first <= before.last:
            sheet.wrong("tier_overlap", step.row, step.column, f"{step.first}")
        elif step.first > before.last + 1:
            sheet.wrong("tier_gap", step.row, step.column, f"{before.last + 1}-{step.first - 1}")
    if steps[-1].last is not None:
        sheet.wrong("tier_end", steps[-1].row, steps[-1].column, f"{steps[-1].last}")
