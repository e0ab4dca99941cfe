"""What stands under an answer: the rules that decided it, and what was taken for granted."""

from __future__ import annotations

from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind

GENERAL = ("C22", "P1")
"""Rules that nearly every charge rests on; those of section A are general too."""
WHYS = 2
"""So many rules are put into words; of the others the id is enough."""
OF_CONVERSATIONS = "AVCSQ"
"""First letters of the rules that hold always or while conversations are charged."""


def rule_block(finding: Finding, wording: Wording, whys: int = WHYS) -> list[Block]:
    """Return why: the deciding rules in words; the general ones and the rest by id."""
    deciding = [rule for rule in finding.rules if not _is_general(rule)] or finding.rules[:1]
    told = {rule: why for rule in deciding[:whys] if (why := why_of(rule, wording))}
    lines = [wording.say("note.rule", id=rule, why=why) for rule, why in told.items()]
    rest = [rule for rule in finding.rules if rule not in told]
    if rest and lines:
        lines[-1] += " " + wording.say("note.rules.also", ids=", ".join(rest))
    elif rest:
        lines = [wording.say.plural("note.rules", len(rest), ids=", ".join(rest))]
    return [Block(kind=BlockKind.RULE, lines=tuple(lines))]


def _is_general(rule: str) -> bool:
    return rule.startswith("A") or rule in GENERAL


def why_of(rule: str, wording: Wording) -> str | None:
    """Return a rule in one sentence, `None` for an id without text."""
    catalog = "conversation_rule" if rule[:1] in OF_CONVERSATIONS else "message_rule"
    return wording.say.find(f"{catalog}.{rule}")


def assumptions_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return the rules that were applied, what was assumed, and judgement calls that touched the verdict."""
    flags = {flag for verdict in finding.assessment.verdicts for flag in verdict.flags} if finding.assessment else set()
    texts = [wording.say.find(f"assumption.{code}") for code in (*finding.assumptions, *sorted(flags))]
    lines = dict.fromkeys(text for text in (era_line(finding, wording), *texts) if text)
    return [Block(kind=BlockKind.ASSUMPTIONS, lines=tuple(lines))]


def era_line(finding: Finding, wording: Wording) -> str | None:
    """Return which rules were applied, and that nobody named a date; `None` where several or none were."""
    if finding.comparison or finding.request.kind == "category" or any(item.era for item in finding.items):
        return None
    era = wording.say.find(f"era.{finding.era}") or finding.era
    assumed = "default_era" in finding.assumptions
    return wording.say("note.era.default" if assumed else "note.era", era=era)
