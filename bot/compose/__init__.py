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
    blocks = [block for block in _blocks(finding, wording) if block.lines or block.rows]
    return Reply(language=finding.request.language, blocks=tuple(blocks), choices=choices(finding, wording))


def _blocks(finding: Finding, wording: Wording) -> list[Block]:
    if finding.error:
        return error_blocks(finding, wording)
    kind = finding.request.kind
    if kind in TALK:
        return TALK[kind](finding, wording)
    body = PRICED[kind](finding, wording) if kind in PRICED else []
    if not any(block.kind is BlockKind.VERDICT for block in body):
        body += rule.blocks(finding, wording)
    return _answer(finding, body, wording)


def _answer(finding: Finding, body: list[Block], wording: Wording) -> list[Block]:
    """Put rules, today's verdict and assumptions under what was found; where nothing was, what is asked back first."""
    asked = ask_block(finding, wording)
    if not body and not asked:
        return not_understood(wording)
    explained = finding.request.kind == "category" or any(block.kind is BlockKind.EXPLANATION for block in body)
    whys = 0 if explained else WHYS
    notes = rule_block(finding, wording, whys) + today_block(finding, wording) + assumptions_block(finding, wording)
    return body + notes + asked if body else asked + notes
