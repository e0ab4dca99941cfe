"""Answers about which category a message is."""

from __future__ import annotations

from bot.compose.prices import price_block
from bot.compose.wording import Wording, capital
from bot.findings import Finding
from bot.replies import Block, BlockKind
from intents.requests import CategoryRequest
from pricing.types import TEMPLATE_CATEGORIES, Category


def headline(finding: Finding, wording: Wording) -> str | None:
    """Return the category with its reason, or that it is contested."""
    request = finding.request
    if not isinstance(request, CategoryRequest):
        return None
    if request.contested:
        names = [wording.category(name) for name in request.contested]
        return wording.say("advice.contested", categories=wording.write.any_of(names))
    if request.category is None:
        return wording.say("advice.unknown")
    name = wording.category(request.category)
    return wording.say("advice.one", category=capital(name), reason=_reason(request, wording))


def blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return the category, both sides where it is contested, and who decides in the end."""
    sentence = headline(finding, wording)
    found = [Block(kind=BlockKind.VERDICT, lines=(sentence,))] if sentence else []
    request = finding.request
    if not isinstance(request, CategoryRequest):
        return found
    lines = [line for side in request.contested if (line := _side(request.reason, side, wording))]
    if lines or request.category in TEMPLATE_CATEGORIES:
        lines.append(wording.say("advice.meta_decides"))
    found += price_block(finding, wording)
    return [*found, Block(kind=BlockKind.EXPLANATION, lines=tuple(lines))] if lines else found


def _reason(request: CategoryRequest, wording: Wording) -> str:
    for key in (request.reason, f"category.{request.category}"):
        if text := wording.say.find(f"reason.{key}"):
            return text
    return wording.say("reason.category.other")


def _side(reason: str, side: Category, wording: Wording) -> str | None:
    return wording.say.find(f"contested.{reason}.{side}") or wording.say.find(f"contested.{side}")
