"""Answers about what happened in a chat: does it open, which category, is it charged, how much."""

from __future__ import annotations

from bot.compose.bills import era_table
from bot.compose.prices import price_block
from bot.compose.steps import FROM_CUSTOMER, steps_block
from bot.compose.stories import story_sentence
from bot.compose.verdicts import verdict
from bot.compose.wording import Wording, per_message
from bot.findings import Finding
from bot.replies import Block, BlockKind
from intents.requests import Message, ScenarioRequest
from pricing.types import Assessment, Category, Price, Verdict


def headline(finding: Finding, wording: Wording) -> str | None:
    """Return the verdict about the message asked about, or about all of them."""
    if "category" in finding.needs and finding.summary.charged is None:
        return wording.say("verdict.category_missing.opens" if finding.summary.opens else "verdict.category_missing")
    if _about_all(finding):
        return story_sentence(finding, wording)
    return verdict(finding.summary, finding.era, wording, _template(finding), finding.rules)


def blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return verdict, price and one line a message; a single message needs no list."""
    more = " ".join(line for line in (_until(finding, wording), _in_all(finding, wording)) if line)
    lines = tuple(line for line in (headline(finding, wording), more) if line)
    found = [Block(kind=BlockKind.VERDICT, lines=lines)] if lines else []
    found += _story_price(finding, wording) if _about_all(finding) else _price(finding, wording)
    if finding.assessment and len(finding.assessment.verdicts) > 1:
        found += steps_block(finding, wording)
    return found + era_table(finding.comparison, finding.summary.currency, wording) if finding.comparison else found


def _about_all(finding: Finding) -> bool:
    return finding.asked is None and finding.assessment is not None and len(finding.assessment.verdicts) > 1


def _asked(finding: Finding) -> Verdict | None:
    verdicts = finding.assessment.verdicts if finding.assessment else ()
    asked = 0 if finding.asked is None and len(verdicts) == 1 else finding.asked
    return next((verdict for verdict in verdicts if verdict.index == asked), None)


def _until(finding: Finding, wording: Wording) -> str | None:
    """Return until when the conversation or window of the message asked about lasts, where its time was said."""
    decided = None if _about_all(finding) else _asked(finding)
    message = _message(finding, decided)
    if decided is None or decided.expires_at is None or message is None or not message.timed:
        return None
    key = "verdict.until.window" if per_message(finding.era) and decided.category is None else "verdict.until"
    return wording.say(key, instant=wording.write.instant(wording.local(decided.expires_at)))


def _in_all(finding: Finding, wording: Wording) -> str | None:
    """Return how many conversations the whole story opens, where the verdict is about one of several messages."""
    verdicts = finding.assessment.verdicts if finding.assessment else ()
    sent = sum(verdict.type not in FROM_CUSTOMER for verdict in verdicts)
    count = finding.conversations_opened
    if _about_all(finding) or per_message(finding.era) or sent < 2 or not count:
        return None
    return wording.say.plural("verdict.in_all", count, count=wording.write.number(count))


def _message(finding: Finding, decided: Verdict | None) -> Message | None:
    messages = finding.request.messages if isinstance(finding.request, ScenarioRequest) else ()
    return messages[decided.index] if decided and decided.index < len(messages) else None


def _template(finding: Finding) -> Category | None:
    message = _message(finding, _asked(finding))
    return message.category if message else None


def _price(finding: Finding, wording: Wording) -> list[Block]:
    """Return the price of the message asked about, and what all messages cost where another one is charged as well."""
    found, assessment, asked = price_block(finding, wording), finding.assessment, _asked(finding)
    others = [verdict for verdict in (assessment.verdicts if assessment else ()) if verdict is not asked]
    many = isinstance(finding.request, ScenarioRequest) and finding.request.copies > 1
    if assessment is None or assessment.total is None or many or not any(verdict.charged for verdict in others):
        return found
    lines = tuple(line for block in found for line in block.lines)
    return [Block(kind=BlockKind.PRICE, lines=(*lines, _total(assessment, wording, "price.story")))]


def _story_price(finding: Finding, wording: Wording) -> list[Block]:
    assessment = finding.assessment
    verdicts = assessment.verdicts if assessment else ()
    prices = [verdict.price for verdict in verdicts if isinstance(verdict.price, Price)]
    if assessment is None or not prices:
        return []
    card = wording.say("price.source", card=wording.write.day(prices[0].card))
    return [Block(kind=BlockKind.PRICE, lines=(f"{_total(assessment, wording, 'price.total')} · {card}",))]


def _total(assessment: Assessment, wording: Wording, key: str) -> str:
    if assessment.total is None:
        return wording.say.plural("price.total.unpriced", assessment.unpriced, count=assessment.unpriced)
    depends = any(verdict.charged is None for verdict in assessment.verdicts)
    return wording.say(
        f"{key}.at_least" if depends else key, total=wording.write.total(assessment.total, assessment.currency)
    )
