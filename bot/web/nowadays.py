"""What today's rules give for a kept answer, where that is something else than what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.questions import Question
from bot.replies import BlockKind
from bot.store.port import Kept
from bot.web.parts import Parts
from intents.followup import Remembered
from locales.translate import translator

_PRICED = ("scenario", "rate", "estimate")
_TOLD = ("opens", "category", "charged", "free_reason", "sendable", "amount", "currency", "total")


def lines_of_today(kept: Kept, made_of: Parts, language: str) -> tuple[str, ...]:
    """Return verdict and price under the rules of the day of reading; nothing where they are the same."""
    if kept.object["intent"] not in _PRICED:
        return ()
    asked = Question(
        text=translator(language)("web.again.today"),
        now=made_of.clock(),
        language=language,
        currency=kept.object["verdict"]["currency"],
        timezone=kept.timezone,
    )
    answer = made_of.answerer.answer(asked, Remembered(request=kept.request))
    before = kept.object["today"] or kept.object
    if _told(answer.object) == _told(before) or answer.finding.error:
        return ()
    blocks = (answer.reply.block(kind) for kind in (BlockKind.VERDICT, BlockKind.PRICE))
    return tuple(line for block in blocks if block for line in block.lines)


def _told(found: Mapping[str, Any]) -> tuple[object, ...]:
    """What a person would notice. `today` of an answer is a verdict; an answer has one, and the parts of a bill."""
    verdict = found.get("verdict", found)
    return tuple(verdict[name] for name in _TOLD)
