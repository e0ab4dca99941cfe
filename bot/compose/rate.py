"""Answers about the price list: one price, a country's whole line, or a comparison."""

from __future__ import annotations

from bot.compose.prices import awaits_country, price_lines, sources
from bot.compose.tables import price_cell, price_table, priced, sources_block
from bot.compose.wording import Wording, capital, per_message
from bot.findings import Finding, Item
from bot.replies import Block, BlockKind
from pricing.types import Price


def headline(finding: Finding, wording: Wording) -> str | None:
    """Return the price asked for, the cheapest, the change, or what the table below is about."""
    if len(finding.items) > 1:
        return _comparison(finding, wording)
    item = _single(finding)
    if item is None or not isinstance(item.price, Price):
        return None
    return wording.say(
        "rate.one", what=_what(item, wording), price=wording.unit_rate(item.price, item.era or finding.era)
    )


def brief(finding: Finding, wording: Wording) -> str | None:
    """Return all prices in one sentence, for a line that has no table below."""
    if len(finding.items) < 2:
        return headline(finding, wording)
    parts = [f"{_differing(item, finding, wording)} {price_cell(item.price, wording)}" for item in finding.items]
    unit = "rate.unit.message" if per_message(finding.era) else "rate.unit.conversation"
    return wording.say("rate.one", what=wording.say(unit), price=", ".join(parts))


def blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return the price with its source, or a table for several."""
    sentence = headline(finding, wording)
    found = [Block(kind=BlockKind.VERDICT, lines=(sentence,))] if sentence else []
    if len(finding.items) > 1:
        return found + sources_block(finding.items, finding.era, wording) + price_table(finding.items, wording)
    item = _single(finding)
    if item is None or awaits_country(item.price, finding.needs):
        return found
    if isinstance(item.price, Price) and sentence:
        lines = [capital(" · ".join(sources(item.price, wording)))]
    else:
        lines = price_lines(item.price, item.country, finding.era, wording)
    return [*found, Block(kind=BlockKind.PRICE, lines=tuple(lines))]


def _single(finding: Finding) -> Item | None:
    if finding.items:
        return finding.items[0]
    summary = finding.summary
    if summary.price is None:
        return None
    return Item(country=summary.country, market=summary.market, category=summary.category, price=summary.price)


def _what(item: Item, wording: Wording) -> str:
    return capital(wording.what(item.country, item.market, item.category or item.price.category))


def _comparison(finding: Finding, wording: Wording) -> str:
    cheapest = [pair for pair in priced(finding.items) if pair[0].cheapest]
    change = _change(finding, wording)
    if change or not cheapest:
        return change or _title(finding, wording)
    names = wording.write.all_of([_differing(item, finding, wording) for item, _ in cheapest])
    key = "rate.cheapest" if len(cheapest) == 1 else "rate.cheapest.many"
    return wording.say(key, what=names, price=wording.rate(cheapest[0][1]))


def _change(finding: Finding, wording: Wording) -> str | None:
    """Return what a price did from the first to the last date, where only dates are compared."""
    same = len({(item.country, item.category) for item in finding.items}) == 1
    pairs = priced(finding.items)
    if not same or len(pairs) < len(finding.items):
        return None
    (first, old), (last, new) = pairs[0], pairs[-1]
    eras = first.era or finding.era, last.era or finding.era
    figures = {"first": wording.unit_rate(old, eras[0]), "last": wording.unit_rate(new, eras[1])}
    way = "up" if new.amount > old.amount else "down" if new.amount < old.amount else "same"
    if per_message(eras[0]) != per_message(eras[1]):
        way = "unit"
    return wording.say(f"rate.change.{way}", what=_what(first, wording), **figures)


def _title(finding: Finding, wording: Wording) -> str:
    """Return what all rows share, for a table that names the rest."""
    places = {wording.place(item.country, item.market) for item in finding.items}
    categories = {item.category for item in finding.items}
    first = finding.items[0]
    if len(places) == 1 and len(categories) == 1:
        return wording.say("rate.line", what=_what(first, wording))
    shared = places.pop() if len(places) == 1 else None
    if shared is None and len(categories) == 1 and first.category:
        shared = wording.category(first.category)
    return wording.say("rate.line", what=shared) if shared else wording.say("rate.line.plain")


def _differing(item: Item, finding: Finding, wording: Wording) -> str:
    """Return what tells an item from the others: its place or its category, or both."""
    places = {other.country for other in finding.items}
    categories = {other.category for other in finding.items}
    place = wording.place(item.country, item.market)
    if item.category is None or (len(categories) == 1 and place):
        return place or wording.say("price.this")
    if len(places) > 1 and place:
        return wording.what(item.country, item.market, item.category)
    return wording.category(item.category)
