"""Volume tiers: from so many units in a month on, a unit of one market and category costs less (rules P9 to P12).

Tiers are marginal: reaching one prices only the units inside it. No tier is packaged, since none is public in full;
they come from the account's own file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct


class Tier(Struct, frozen=True):
    """A stretch of a month's units and its rate. `first` is the number of its first unit, counting from 1."""

    first: int
    rate: Decimal


class Ladder(Struct, frozen=True):
    """The tiers of one market and category in order; the first begins with unit 1 and has the list rate."""

    tiers: tuple[Tier, ...]
    source: str
    """Name of the file it comes from."""

    def tier_after(self, units_before: int) -> Tier:
        """Return the tier of the unit that follows so many charged ones in the same month."""
        return self.tiers[bisect_right(self.tiers, units_before + 1, key=lambda tier: tier.first) - 1]

    def cost(self, units_before: Decimal, units: Decimal) -> Decimal:
        """Return what the next `units` cost together."""
        return sum((rate * part for rate, part in self.stretches(units_before, units)), Decimal())

    def stretches(self, units_before: Decimal | int, units: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
        """Yield, in order, the rates of the next `units` and how many of them have each."""
        start, end = Decimal(units_before), units_before + units
        for tier, following in zip(self.tiers, (*self.tiers[1:], None), strict=True):
            upper = end if following is None else min(end, Decimal(following.first - 1))
            if upper > start:
                yield tier.rate, upper - start
                start = upper
