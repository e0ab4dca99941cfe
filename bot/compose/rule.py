"""Answers about how something works."""

from __future__ import annotations

from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind
from locales.topics import Explanation, explain


def headline(finding: Finding, wording: Wording) -> str | None:
    """Return the explanation of the topic as it stood in the era asked about."""
    found = _explanation(finding, wording)
    return found.text if found else None


def blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return the explanation with its example; nothing for a topic without texts."""
    found = _explanation(finding, wording)
    if found is None:
        return []
    return [Block(kind=BlockKind.EXPLANATION, lines=(found.text, found.example))]


def _explanation(finding: Finding, wording: Wording) -> Explanation | None:
    return explain(finding.topic, finding.era, wording.say.language) if finding.topic else None
