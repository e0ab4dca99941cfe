"""Puts a finding into words: verdict, price, steps, rule, today's rules, assumptions, and what is asked back."""

from __future__ import annotations

from bot.compose import category, estimate, rate, rule, scenario
from bot.compose.asking import ask_block, choices
from bot.compose.failure import error_blocks, error_text
from bot.compose.notes import WHYS, assumptions_block, rule_block
from bot.compose.talk import not_understood, offtopic, smalltalk
from bot.compose.today import today_block
from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind, Reply

__all__ = ["compose", "error_text"]

PRICED = {
    "scenario": scenario.blocks,
    "rate": rate.blocks,
    "estimate": estimate.blocks,
    "category": category.blocks,
    "rule": rule.blocks,
}
TALK = {"smalltalk": smalltalk, "offtopic": offtopic}


def compose(finding: Finding) -> Reply:
    """Return the reply in the language of the request; never raises for a finding that its types allow."""
    wording = Wording(finding.request.language, finding.timezone, finding.summary.currency)
    return Reply(
        language=finding.request.language,
        blocks=tuple(block for block in _blocks(finding, wording) if block.lines or block.rows),
        choices=choices(finding, wording),
    )


def _blocks(finding: Finding, wording: Wording) -> list[Block]:
    if finding.error:
        return error_blocks(finding, wording)
    talk = TALK.get(finding.request.kind)
    if talk:
        return talk(finding, wording)
    return _answer(finding, wording)


def _answer(finding: Finding, wording: Wording) -> list[Block]:
    kind = finding.request.kind
    body = PRICED[kind](finding, wording) if kind in PRICED else []
    if kind != "rule" and finding.topic:
        body = (
            body + rule.blocks(finding, wording) if not any(block.kind is BlockKind.VERDICT for block in body) else body
        )
    asked = ask_block(finding, wording)
    if not body and not asked:
        return not_understood(wording)
    whys = 0 if any(block.kind is BlockKind.EXPLANATION for block in body) else WHYS
    notes = rule_block(finding, wording, whys) + today_block(finding, wording) + assumptions_block(finding, wording)
    return body + notes + asked if body else asked + notes
