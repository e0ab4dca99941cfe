"""What the rules of the day of asking give, where that is something else."""

from __future__ import annotations

from bot.compose import estimate, rate, rule, scenario
from bot.compose.wording import Wording, inside
from bot.findings import Finding
from bot.replies import Block, BlockKind
from pricing.types import Price

HEADLINES = {
    "scenario": scenario.headline,
    "rate": rate.brief,
    "estimate": estimate.headline,
}


def today_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return the verdict of today's rules in one line, with its price where it is charged."""
    sentence = rule.today(finding, wording) if finding.today is None else _told(finding.today, wording)
    if sentence is None:
        return []
    return [Block(kind=BlockKind.TODAY, lines=(wording.say("note.today", sentence=inside(sentence)),))]


def _told(today: Finding, wording: Wording) -> str | None:
    headline = HEADLINES.get(today.request.kind)
    sentence = headline(today, wording) if headline else None
    price = _price(today, wording)
    return f"{sentence.rstrip('.')}: {price}." if sentence and price else sentence


def _price(today: Finding, wording: Wording) -> str | None:
    price = today.summary.price
    if today.request.kind != "scenario" or not today.summary.charged or not isinstance(price, Price):
        return None
    return f"{wording.unit_rate(price, today.era)}, {wording.say('price.source', card=wording.write.day(price.card))}"
