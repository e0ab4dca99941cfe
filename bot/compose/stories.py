"""The sentence about all messages of a story together."""

from __future__ import annotations

from collections import Counter

from bot.compose.steps import FROM_CUSTOMER
from bot.compose.wording import Wording, per_message
from bot.findings import Finding
from pricing.types import Category, Verdict


def story_sentence(finding: Finding, wording: Wording) -> str:
    """Return the verdict about all messages together: how many conversations open and what is charged."""
    verdicts = finding.assessment.verdicts if finding.assessment else ()
    charged = Counter(verdict.category for verdict in verdicts if verdict.charged)
    maybe = Counter(verdict.category for verdict in verdicts if verdict.charged is None)
    return _sentence(_opened(finding, verdicts, wording), charged, maybe, finding.era, wording)


def _opened(finding: Finding, verdicts: tuple[Verdict, ...], wording: Wording) -> str:
    if per_message(finding.era):
        sent = sum(verdict.type not in FROM_CUSTOMER for verdict in verdicts)
        return wording.say.plural("verdict.messages", sent, count=wording.write.number(sent))
    count = finding.conversations_opened or 0
    if not count:
        return wording.say("verdict.opened.none")
    return wording.say.plural("verdict.opened", count, count=wording.write.number(count))


def _sentence(
    opened: str, charged: Counter[Category | None], maybe: Counter[Category | None], era: str, wording: Wording
) -> str:
    things, others = _listed(charged, era, wording), _listed(maybe, era, wording)
    if not charged and not maybe:
        return wording.say("verdict.story.nothing_charged", opened=opened)
    if not charged:
        return wording.say.plural("verdict.story.depends", maybe.total(), opened=opened, things=others)
    key = "verdict.story.both" if maybe else "verdict.story.charged"
    return wording.say.plural(key, charged.total(), opened=opened, things=things, maybe=others)


def _listed(counts: Counter[Category | None], era: str, wording: Wording) -> str:
    parts = [
        wording.one(category, era) if count == 1 else wording.counted(category, era, count)
        for category, count in counts.items()
    ]
    return wording.write.all_of(parts)
