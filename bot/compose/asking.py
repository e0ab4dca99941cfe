"""What is asked back, with buttons for the first missing thing, the likeliest first."""

from __future__ import annotations

from decimal import Decimal

from bot.compose.wording import Wording, per_message
from bot.findings import Finding
from bot.replies import Block, BlockKind, Choice
from locales.topics import topics
from pricing.types import TEMPLATE_CATEGORIES, Category

FIRST_ERA = "2022-02"


def needs_of(finding: Finding) -> tuple[str, ...]:
    """Return what is asked back: nobody is asked for the category they ask for, nor for what a rule answers anyway."""
    kind = finding.request.kind
    answered = kind == "rate" and not finding.items and finding.topic in topics()
    return () if finding.error or kind == "category" or answered else finding.needs


def ask_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return one question for each missing thing."""
    lines = [question for need in needs_of(finding) if (question := _question(need, finding.era, wording))]
    return [Block(kind=BlockKind.ASK, lines=tuple(lines))] if lines else []


def choices(finding: Finding, wording: Wording) -> tuple[Choice, ...]:
    """Return buttons for the first missing thing, or today's rules where they give something else."""
    needs = needs_of(finding)
    if needs:
        return _for_slot(needs[0], finding.era, wording)
    if finding.today:
        return (Choice(label=wording.say("ask.today"), slot="when", value="today"),)
    return ()


def _question(need: str, era: str, wording: Wording) -> str | None:
    return wording.say.find(f"ask.{need}.{era}") or wording.say.find(f"ask.{need}")


def _for_slot(slot: str, era: str, wording: Wording) -> tuple[Choice, ...]:
    labels = {"country": _countries, "category": _categories, "quantity": _quantities, "when": _dates}.get(slot)
    pairs = labels(era, wording) if labels else []
    return tuple(Choice(label=label, slot=slot, value=value) for value, label in pairs)


def _countries(_: str, wording: Wording) -> list[tuple[str, str]]:
    return [(code, wording.write.country(code)) for code in wording.say("ask.choices.country").split()]


def _categories(era: str, wording: Wording) -> list[tuple[str, str]]:
    offered: tuple[Category, ...] = (*TEMPLATE_CATEGORIES, Category.SERVICE)
    if era == FIRST_ERA:
        offered = (Category.USER_INITIATED, Category.BUSINESS_INITIATED)
    return [(str(category), wording.category(category)) for category in offered]


def _quantities(_: str, wording: Wording) -> list[tuple[str, str]]:
    return [(count, wording.write.number(Decimal(count))) for count in wording.say("ask.choices.quantity").split()]


def _dates(era: str, wording: Wording) -> list[tuple[str, str]]:
    eras = [era] if per_message(era) else [era, "2025-07"]
    return [("today", wording.say("ask.today"))] + [
        (name, wording.say(f"era.{name}")) for name in eras if wording.say.find(f"era.{name}")
    ]
