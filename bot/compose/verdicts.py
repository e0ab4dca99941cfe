"""The first line of an answer about one message: what it does and whether it is charged, ready to be pasted."""

from __future__ import annotations

from decimal import Decimal

from bot.compose.wording import Wording, per_message
from bot.findings import Summary
from pricing.types import Category, FreeReason, Price

US_MARKETING = "Q2"
"""Rule under which marketing to US numbers is not delivered."""


def verdict(
    summary: Summary, era: str, wording: Wording, template: Category | None = None, rules: tuple[str, ...] = ()
) -> str | None:
    """Return the sentence, or `None` where the finding decides nothing; `template` is the category of what was sent."""
    if summary.sendable is False:
        return wording.say("verdict.free.not_sendable")
    if summary.free_reason:
        return _free(summary, era, wording, template, rules)
    if summary.charged is None:
        return _depends(summary, era, wording)
    if summary.charged:
        return _charged(summary, era, wording)
    return _said(wording, "verdict.free", _mode(summary, era), thing=_thing(summary, era, wording))


def _mode(summary: Summary, era: str) -> str:
    if per_message(era):
        return "message"
    return "opens" if summary.opens else "joins"


def _said(wording: Wording, key: str, mode: str, **values: object) -> str:
    return wording.say.find(f"{key}.{mode}", **values) or wording.say(key, **values)


def _free(summary: Summary, era: str, wording: Wording, template: Category | None, rules: tuple[str, ...]) -> str:
    mode = _mode(summary, era)
    if summary.free_reason is FreeReason.NOT_DELIVERED and US_MARKETING in rules:
        mode = "us_marketing"
    thing = _thing(summary, era, wording)
    if summary.free_reason is FreeReason.SAME_CATEGORY_OPEN and template and mode == "joins":
        mode, thing = "named", wording.one(template, era)
    return _said(wording, f"verdict.free.{summary.free_reason}", mode, thing=thing)


def _charged(summary: Summary, era: str, wording: Wording) -> str:
    mode = _mode(summary, era)
    if mode == "opens":
        return _opening("verdict.charged.opens", summary.billable_quantity, summary, era, wording)
    count = summary.billable_quantity or Decimal(1)
    key = "verdict.charged" if mode == "joins" else "verdict.charged.message"
    thing = wording.thing(summary.category, era, count)
    return wording.say.plural(key, count, thing=thing, count=wording.write.number(count))


def _depends(summary: Summary, era: str, wording: Wording) -> str | None:
    if summary.opens is None and summary.category is None:
        return None
    price = wording.rate(summary.price) if isinstance(summary.price, Price) else wording.say("verdict.depends.unpriced")
    mode = _mode(summary, era)
    if mode == "opens":
        return _opening("verdict.depends.opens", summary.quantity, summary, era, wording, price=price)
    return _said(wording, "verdict.depends", mode, price=price)


def _opening(key: str, count: Decimal | None, summary: Summary, era: str, wording: Wording, **values: object) -> str:
    """Say that one opens, or so many, one with each customer."""
    number = count or Decimal(1)
    thing = _thing(summary, era, wording) if number == 1 else wording.thing(summary.category, era, number)
    return wording.say.plural(key, number, thing=thing, count=wording.write.number(number), **values)


def _thing(summary: Summary, era: str, wording: Wording) -> str:
    if summary.opens and summary.free_reason is FreeReason.FREE_ENTRY_POINT and not per_message(era):
        return wording.say("verdict.fep_conversation")
    return wording.one(summary.category, era)
