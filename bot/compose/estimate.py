"""Answers about volumes: a bill, what is left after the free ones, what a budget buys, the same in every era."""

from __future__ import annotations

from decimal import Decimal

from bot.compose.amounts import placed, spoken_span, sum_span, volume
from bot.compose.bills import bill_table, era_table
from bot.compose.prices import awaits_country, no_price_lines, price_lines
from bot.compose.tables import sources_block
from bot.compose.wording import Wording
from bot.findings import Finding, Item
from bot.replies import Block, BlockKind
from intents.requests import EstimateRequest
from pricing.types import NoPrice, Price


def headline(finding: Finding, wording: Wording) -> str | None:
    """Return what it comes to: for a budget how many, for one part how many are charged, for several the sum."""
    if finding.comparison:
        return _eras(finding, wording)
    if finding.budget_buys is not None:
        return _budget(finding, finding.budget_buys, wording)
    if len(finding.items) > 1:
        return _sum(finding, wording)
    return _bill(finding.items[0], finding, wording) if finding.items else None


def blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return verdict, calculation or table, and the unit price with its source."""
    sentence = headline(finding, wording)
    found = [Block(kind=BlockKind.VERDICT, lines=(sentence,))] if sentence else []
    if finding.comparison:
        return found + era_table(finding.comparison, finding.summary.currency, wording)
    if len(finding.items) > 1:
        return found + sources_block(finding.items, finding.era, wording) + bill_table(finding.items, wording)
    lines = [line for item in finding.items for line in _item_lines(item, finding, wording)]
    return [*found, Block(kind=BlockKind.PRICE, lines=tuple(lines))] if lines else found


def _eras(finding: Finding, wording: Wording) -> str:
    item = finding.items[0] if len(finding.items) == 1 else None
    if item is None or item.low is None:
        return wording.say("estimate.eras")
    return wording.say("estimate.eras.of", what=volume(item, item.low, finding.era, wording))


def _budget(finding: Finding, count: Decimal, wording: Wording) -> str:
    item = finding.items[0] if finding.items else None
    category = item.category if item else finding.summary.category
    things = placed(wording.counted(category, finding.era, count), item, wording)
    budget = finding.request.budget if isinstance(finding.request, EstimateRequest) else None
    if budget is None:
        return f"{things}."
    return wording.say("estimate.budget", budget=wording.write.total(budget, finding.summary.currency), things=things)


def _bill(item: Item, finding: Finding, wording: Wording) -> str | None:
    if item.low is None:
        return None
    what = volume(item, item.low, finding.era, wording)
    charged_low = item.low if item.billable_low is None else item.billable_low
    charged_high = item.high if item.billable_high is None else item.billable_high
    if not charged_low and not charged_high:
        return wording.say("estimate.none_charged", what=what)
    total = _total(item, wording)
    if (charged_low, charged_high) == (item.low, item.high):
        return wording.say("estimate.all_charged" if total else "estimate.plain", what=what, total=total)
    count = spoken_span(charged_low, charged_high, wording)
    key = "estimate.some_charged" if total else "estimate.some_charged.unpriced"
    return wording.say(key, what=what, count=count, total=total)


def _total(item: Item, wording: Wording) -> str | None:
    if item.total_low is None or not isinstance(item.price, Price):
        return None
    return sum_span(item.total_low, item.total_high, item.price.currency, wording)


def _sum(finding: Finding, wording: Wording) -> str:
    lows = [item.total_low for item in finding.items]
    highs = [item.total_low if item.total_high is None else item.total_high for item in finding.items]
    known = [low for low in lows if low is not None], [high for high in highs if high is not None]
    if len(known[0]) < len(lows):
        return wording.say("estimate.sum.unpriced")
    total = sum_span(sum(known[0], Decimal()), sum(known[1], Decimal()), finding.summary.currency, wording)
    return wording.say("estimate.sum", total=total)


def _item_lines(item: Item, finding: Finding, wording: Wording) -> list[str]:
    if isinstance(item.price, NoPrice):
        waits = awaits_country(item.price, finding.needs)
        return [] if waits else no_price_lines(item.price, item.country, wording)
    if item.billable_high == 0:
        return []
    lines = price_lines(item.price, item.country, finding.era, wording)
    calculation = _calculation(item, item.price, wording)
    return [*lines, calculation] if calculation else lines


def _calculation(item: Item, price: Price, wording: Wording) -> str | None:
    """Return how the total comes about: the free ones taken off first, then count times rate; for exact counts only."""
    count = item.low if item.billable_low is None else item.billable_low
    if item.low is None or count is None or item.total_low is None or item.high not in (None, item.low):
        return None
    steps = []
    if count != item.low:
        free = {"quantity": item.low, "free": item.low - count, "count": count}
        steps.append(
            wording.say("estimate.free", **{name: wording.write.number(value) for name, value in free.items()})
        )
    if count and price.amount * count == item.total_low:
        figures = {"count": wording.write.number(count), "rate": wording.rate(price)}
        steps.append(
            wording.say("estimate.calculation", **figures, total=wording.write.total(item.total_low, price.currency))
        )
    return "; ".join(steps) or None
