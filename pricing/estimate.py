"""What a month's volumes cost under the rules and the card of a day: the free allowance and volume tiers included.

Every unit is taken as one that is charged where any is: a conversation that opens, a message outside a free entry
point, a utility template outside the customer service window. A price that is not on the card makes the total `None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal

from msgspec.structs import replace

from pricing import parameters, shares
from pricing.bills import Bill, BillItem, EraBill, Terms, Volume
from pricing.parameters import Parameters
from pricing.parts import Part, part_of
from pricing.tiers import Ladder
from pricing.types import Category, FreeReason, Price

_NOTHING = Decimal()
_Counts = dict[tuple[str | None, Category], tuple[Decimal, Decimal]]
"""Units already in the bill by ladder, at the low and at the high end."""


def estimate(volumes: Sequence[Volume], terms: Terms) -> Bill:
    """Return the bill for the volumes of a month.

    Raises `InvalidVolume`, `UnknownEra` for a day before the first rules, `UnknownCurrency`, `UnknownCountry` and
    `InvalidPhone`.
    """
    rules = parameters.at(terms.day)
    parts = [part_of(volume, terms, rules) for volume in volumes]
    sharing = [part for part in parts if part.has_allowance]
    free = free_units(rules, terms)
    counts: _Counts = {}
    items = [_shared(part, sharing, free) if part.has_allowance else _alone(part, counts) for part in parts]
    others = [item for part, item in zip(parts, items, strict=True) if not part.has_allowance]
    unpriced = sum(item.total_high is None for item in items)
    low, high = _together(sharing, free) if not unpriced else (_NOTHING, _NOTHING)
    left_low, left_high = (shares.fewest(volume, free) for volume in _sums(sharing))
    return Bill(
        items=tuple(items),
        day=terms.day,
        card=terms.book.card_in_force(terms.day, terms.currency),
        currency=terms.currency,
        billable_low=left_low + sum(item.billable_low for item in others),
        billable_high=left_high + sum(item.billable_high for item in others),
        total_low=None if unpriced else low + sum(item.total_low or _NOTHING for item in others),
        total_high=None if unpriced else high + sum(item.total_high or _NOTHING for item in others),
        unpriced=unpriced,
        rules=_once(rule for part in parts for rule in part.rules),
        flags=_once(flag for part in parts for flag in part.flags),
    )


def free_units(rules: Parameters, terms: Terms) -> Decimal:
    """Return how many free units are left in the month, over all accounts or numbers."""
    holders = terms.accounts if rules.free_units_scope == "account" else terms.numbers
    return max(_NOTHING, Decimal(rules.free_units * holders - terms.free_used))


def bills_by_era(volumes: Sequence[Volume], terms: Terms) -> tuple[EraBill, ...]:
    """Return the bill for the same volumes in every era, by the rules and card its name stands for; oldest first."""
    return tuple(
        EraBill(era=era.name, bill=estimate(volumes, replace(terms, day=era.as_of))) for era in parameters.eras()
    )


def buys(budget: Decimal, price: Price, ladder: Ladder | None = None) -> Decimal | None:
    """Return how many whole units a budget pays for; `None` where they cost nothing, so that any number does."""
    bought, left = _NOTHING, budget
    rates = ladder.stretches(0, Decimal("Infinity")) if ladder else ((price.amount, Decimal("Infinity")),)
    for rate, room in rates:
        if rate == 0:
            return None
        units = min(room, (left / rate).to_integral_value(ROUND_FLOOR))
        bought, left = bought + units, left - units * rate
        if units < room:
            break
    return bought


def _alone(part: Part, counts: _Counts) -> BillItem:
    """Bill a volume that shares nothing but the count of its volume tiers."""
    volume = part.volume
    if part.free_reason is not None:
        return _item(part, _NOTHING, _NOTHING, (_NOTHING, _NOTHING), part.free_reason)
    return _item(part, volume.low, volume.high, _costs(part, counts))


def _costs(part: Part, counts: _Counts) -> tuple[Decimal, Decimal] | None:
    low, high = part.volume.low, part.volume.high
    if not isinstance(part.price, Price):
        return (_NOTHING, _NOTHING) if high == 0 else None
    if part.ladder is None:
        return low * part.price.amount, high * part.price.amount
    before_low, before_high = counts.get(_counted(part), (_NOTHING, _NOTHING))
    counts[_counted(part)] = before_low + low, before_high + high
    return part.ladder.cost(before_low, low), part.ladder.cost(before_high, high)


def _counted(part: Part) -> tuple[str | None, Category]:
    """Return whose count a volume feeds: the international rate is another column of the same ladder (rule P14)."""
    international = part.category is Category.AUTHENTICATION_INTERNATIONAL
    return part.market, Category.AUTHENTICATION if international else part.category


def _shared(part: Part, sharing: Sequence[Part], free: Decimal) -> BillItem:
    """Bill a volume of which some may be free."""
    all_high = _sums(sharing)[1]
    low = shares.fewest(part.volume.low, free)
    high = shares.most(part.volume.high, all_high, free)
    reason = FreeReason.FREE_TIER if high == 0 else None
    if high == 0:
        return _item(part, low, high, (_NOTHING, _NOTHING), reason)
    price = part.price
    return _item(part, low, high, (low * price.amount, high * price.amount) if isinstance(price, Price) else None)


def _together(sharing: Sequence[Part], free: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the most that the volumes with an allowance cost together. All that cost have a price."""
    priced = [(part.volume, part.price.amount if isinstance(part.price, Price) else _NOTHING) for part in sharing]
    low = shares.cheapest([(volume.low, amount) for volume, amount in priced], free)
    return low, shares.dearest([(volume.high, amount) for volume, amount in priced], free)


def _sums(sharing: Iterable[Part]) -> tuple[Decimal, Decimal]:
    volumes = [part.volume for part in sharing]
    return sum((volume.low for volume in volumes), _NOTHING), sum((volume.high for volume in volumes), _NOTHING)


def _item(
    part: Part,
    billable_low: Decimal,
    billable_high: Decimal,
    totals: tuple[Decimal, Decimal] | None,
    free_reason: FreeReason | None = None,
) -> BillItem:
    return BillItem(
        country=part.country,
        market=part.market,
        category=part.category,
        price=part.price,
        low=part.volume.low,
        high=part.volume.high,
        billable_low=billable_low,
        billable_high=billable_high,
        total_low=totals[0] if totals else None,
        total_high=totals[1] if totals else None,
        free_reason=free_reason,
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
