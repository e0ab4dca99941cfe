"""Shares one free allowance among several volumes, where nobody knows whose units come first.

The free ones go to the units that come first in the month (rule C14), so each volume can get all or little of them.
What is billable of one volume, and what all cost together, therefore lies between two ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def fewest(volume: Decimal, free: Decimal) -> Decimal:
    """Return what is billable of a volume whose units come first."""
    return max(Decimal(), volume - free)


def most(volume: Decimal, all_volumes: Decimal, free: Decimal) -> Decimal:
    """Return what is billable of a volume whose units come last."""
    return min(volume, fewest(all_volumes, free))


def cheapest(volumes: Sequence[tuple[Decimal, Decimal]], free: Decimal) -> Decimal:
    """Return the least that volumes, given with their prices, can cost: the dear units come first and are free."""
    return _cost(sorted(volumes, key=lambda volume: volume[1]), free)


def dearest(volumes: Sequence[tuple[Decimal, Decimal]], free: Decimal) -> Decimal:
    """Return the most that volumes, given with their prices, can cost: the cheap units come first and are free."""
    return _cost(sorted(volumes, key=lambda volume: -volume[1]), free)


def _cost(volumes: Sequence[tuple[Decimal, Decimal]], free: Decimal) -> Decimal:
    """Charge in the given order what is billable of all volumes."""
    left = fewest(sum((volume for volume, _ in volumes), Decimal()), free)
    cost = Decimal()
    for volume, price in volumes:
        charged = min(volume, left)
        cost += charged * price
        left -= charged
    return cost
