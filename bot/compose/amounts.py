"""Counts and sums of a bill in words: exact ones and ranges, of what, and where."""

from __future__ import annotations

from decimal import Decimal

from bot.compose.wording import Wording, capital
from bot.findings import Item


def volume(item: Item, low: Decimal, era: str, wording: Wording) -> str:
    """Return how many of what and where: `Entre 600 y 750 conversaciones de utilidad en España`."""
    return capital(placed(_counted(low, item.high, item, era, wording), item, wording))


def placed(things: str, item: Item | None, wording: Wording) -> str:
    """Return things with the place they go to, where one is known."""
    place = wording.place_in(item.country, item.market) if item else None
    return wording.say("estimate.things.in", things=things, place=place) if place else things


def _counted(low: Decimal, high: Decimal | None, item: Item, era: str, wording: Wording) -> str:
    if high is None or high == low:
        return wording.counted(item.category, era, low)
    ends = {"low": wording.write.number(low), "high": wording.write.number(high)}
    return f"{wording.say('estimate.range', **ends)} {wording.thing(item.category, era, high)}"


def spoken_span(low: Decimal, high: Decimal | None, wording: Wording) -> str:
    """Return a count as it stands in a sentence, or a range of two: `entre 600 y 750`."""
    if high is None or high == low:
        return wording.write.number(low)
    return wording.say("estimate.range", low=wording.write.number(low), high=wording.write.number(high))


def span(low: Decimal | None, high: Decimal | None, wording: Wording) -> str:
    """Return a count, or a range of two."""
    if low is None:
        return ""
    if high is None or high == low:
        return wording.write.number(low)
    return f"{wording.write.number(low)}–{wording.write.number(high)}"


def sum_span(low: Decimal, high: Decimal | None, currency: str, wording: Wording) -> str:
    """Return a sum of money, or a range of two."""
    if high is None or high == low:
        return wording.write.total(low, currency)
    ends = wording.write.total(low, currency), wording.write.total(high, currency)
    return wording.say("estimate.range", low=ends[0], high=ends[1])
