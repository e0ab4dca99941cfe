"""What stands under an answer: the rules that decided it, and what was taken for granted."""

from __future__ import annotations

from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind
from intents.requests import When

WHYS = 2
"""So many rules are put into words; of the others the id is enough."""


def rule_block(finding: Finding, wording: Wording, whys: int = WHYS) -> list[Block]:
    """Return why: the deciding rules in words, the general ones of section A and all others by id."""
    if not finding.rules:
        return []
    ids = sorted(finding.rules, key=lambda rule: rule.startswith("A"))
    told = {rule: why for rule in ids[:whys] if (why := wording.say.find(f"rule.{rule}"))}
    lines = [wording.say("note.rule", id=rule, why=why) for rule, why in told.items()]
    rest = [rule for rule in ids if rule not in told]
    if rest and told:
        lines[-1] += " " + wording.say("note.rules.also", ids=", ".join(rest))
    elif rest:
        lines = [wording.say.plural("note.rules", len(rest), ids=", ".join(rest))]
    return [Block(kind=BlockKind.RULE, lines=tuple(lines))]


def assumptions_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return the rules that were applied, what was assumed, and judgement calls that touched the verdict."""
    lines = [era_line(finding, wording)]
    flags = {flag for verdict in finding.assessment.verdicts for flag in verdict.flags} if finding.assessment else set()
    for key in [f"assumption.{code}" for code in finding.assumptions] + [f"flag.{flag}" for flag in sorted(flags)]:
        text = wording.say.find(key)
        if text and text not in lines:
            lines.append(text)
    return [Block(kind=BlockKind.ASSUMPTIONS, lines=tuple(line for line in lines if line))]


def era_line(finding: Finding, wording: Wording) -> str:
    """Return which rules were applied, and that it was the default where the question named none."""
    era = wording.say.find(f"era.{finding.era}") or finding.era
    return wording.say("note.era.default" if finding.request.when == When() else "note.era", era=era)
