"""Answers about how something works."""

from __future__ import annotations

import re

from bot.compose.wording import Wording, inside
from bot.findings import Finding
from bot.replies import Block, BlockKind
from locales.topics import Explanation, explain

SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[^a-z])")


def today(finding: Finding, wording: Wording) -> str | None:
    """Return what a rule says on the day of asking, where nobody named a date and it says something else by then."""
    then = _explanation(finding, wording)
    if finding.request.kind != "rule" or then is None or "default_era" not in finding.assumptions:
        return None
    now = explain(finding.topic or "", f"{wording.local(finding.asked_at):%Y-%m}", wording.say.language)
    sentence = _parted(now.text)[0] if now else None
    return None if sentence == _parted(then.text)[0] else sentence


def blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return the explanation, its first sentence as the verdict, and an example; nothing for an unknown topic."""
    found = _explanation(finding, wording)
    if found is None:
        return []
    first, rest = _parted(found.text)
    lines = [rest] if rest else []
    lines.append(wording.say("note.example", example=inside(found.example)))
    return [Block(kind=BlockKind.VERDICT, lines=(first,)), Block(kind=BlockKind.EXPLANATION, lines=tuple(lines))]


def _explanation(finding: Finding, wording: Wording) -> Explanation | None:
    return explain(finding.topic, finding.era, wording.say.language) if finding.topic else None


def _parted(text: str) -> tuple[str, str]:
    first, *rest = SENTENCE_END.split(text, maxsplit=1)
    return first, "".join(rest)
