"""What the rules of the day of asking give, where that is something else."""

from __future__ import annotations

from bot.compose import category, estimate, rate, rule, scenario
from bot.compose.wording import Wording, inside
from bot.findings import Finding
from bot.replies import Block, BlockKind
from pricing.types import Price

HEADLINES = {
    "scenario": scenario.headline,
    "rate": rate.headline,
    "estimate": estimate.headline,
    "category": category.headline,
    "rule": rule.headline,
}


def today_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return the verdict of today's rules in one line, with its price where it is charged."""
    today = finding.today
    headline = HEADLINES.get(today.request.kind) if today else None
    sentence = headline(today, wording) if today and headline else None
    if today is None or sentence is None:
        return []
    price = _price(today, wording)
    told = f"{sentence.rstrip('.')}: {price}." if price else sentence
    return [Block(kind=BlockKind.TODAY, lines=(wording.say("note.today", sentence=inside(told)),))]


def _price(today: Finding, wording: Wording) -> str | None:
    price = today.summary.price
    if today.request.kind != "scenario" or not today.summary.charged or not isinstance(price, Price):
        return None
    return f"{wording.unit_rate(price, today.era)}, {wording.say('price.source', card=wording.write.day(price.card))}"
