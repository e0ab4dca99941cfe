"""Answers to greetings, thanks, questions about the bot, what is out of scope, and what was not understood."""

from __future__ import annotations

from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind

WITH_EXAMPLES = ("greeting", "help", "who_are_you", "not_understood", "general", "prompt_injection")
WITHOUT_HANDOFF = ("general", "prompt_injection", "abuse")


def smalltalk(finding: Finding, wording: Wording) -> list[Block]:
    """Return a short reply, with questions to try where that helps."""
    text = wording.say.find(f"talk.{finding.topic}") or wording.say("talk.greeting")
    return [Block(kind=BlockKind.VERDICT, lines=(text,)), *examples_block(finding.topic, wording)]


def offtopic(finding: Finding, wording: Wording) -> list[Block]:
    """Return what this is not about, what the bot does, and where to go instead; never a figure."""
    text = wording.say.find(f"declined.{finding.topic}") or wording.say("declined.general")
    found = [Block(kind=BlockKind.VERDICT, lines=(text,)), *examples_block(finding.topic, wording)]
    if finding.topic in WITHOUT_HANDOFF:
        return found
    where = (
        wording.say("declined.handoff", handoff=finding.handoff)
        if finding.handoff
        else wording.say("declined.elsewhere")
    )
    return [*found, Block(kind=BlockKind.HANDOFF, lines=(where,))]


def not_understood(wording: Wording) -> list[Block]:
    """Return that it was not understood, with questions that are."""
    return [
        Block(kind=BlockKind.VERDICT, lines=(wording.say("talk.not_understood"),)),
        *examples_block("not_understood", wording),
    ]


def examples_block(topic: str | None, wording: Wording) -> list[Block]:
    """Return three to four questions to try, where the topic calls for them."""
    if topic not in WITH_EXAMPLES:
        return []
    questions = wording.say("talk.examples").split("\n")
    return [Block(kind=BlockKind.EXAMPLES, lines=(wording.say("note.examples"), *questions))]
