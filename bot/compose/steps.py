"""A story of messages: one line for each, as it was understood and as it is charged."""

from __future__ import annotations

from datetime import date, datetime

from bot.compose.asking import FIRST_ERA
from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind
from intents.requests import Message, ScenarioRequest
from pricing.types import EventType, Price, Verdict

FROM_CUSTOMER = (EventType.INBOUND, EventType.CALL)


def steps_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return one line a message in order of time, the same cells as rows for channels that align them."""
    assessment = finding.assessment
    if assessment is None or not assessment.verdicts:
        return []
    messages = finding.request.messages if isinstance(finding.request, ScenarioRequest) else ()
    days = {wording.local(verdict.at).date() for verdict in assessment.verdicts}
    rows: list[tuple[str, ...]] = []
    charged: list[bool | None] = []
    open_question = False
    for verdict in assessment.verdicts:
        message = messages[verdict.index] if verdict.index < len(messages) else None
        open_question = open_question or (_lacks_category(message) and finding.era != FIRST_ERA)
        unsettled = open_question and verdict.type not in FROM_CUSTOMER
        result = wording.say("step.category_missing") if unsettled else _result(verdict, wording)
        when = _when(wording.local(verdict.at), message, days, wording) or wording.say(
            "step.then" if rows else "step.first"
        )
        rows.append((when, *_told(verdict, message, wording), result))
        charged.append(None if unsettled else verdict.charged)
    lines = tuple(f"{when} · {who}: {what} → {result}" for when, who, what, result in rows)
    return [Block(kind=BlockKind.STEPS, lines=lines, rows=tuple(rows), charged=tuple(charged))]


def _lacks_category(message: Message | None) -> bool:
    """Tell whether nobody said what a template is; from there on the story hangs on it."""
    return message is not None and message.type is EventType.TEMPLATE and message.category is None


def _told(verdict: Verdict, message: Message | None, wording: Wording) -> tuple[str, str]:
    who = "customer" if verdict.type in FROM_CUSTOMER else "business"
    return wording.say(f"step.who.{who}"), _what(verdict, message, wording)


def _when(at: datetime, message: Message | None, days: set[date], wording: Wording) -> str | None:
    """Return the time as far as it is needed to tell the days apart; `None` where nobody said one."""
    if message is not None and not message.timed:
        return None
    clock = wording.write.clock(at)
    if len(days) == 1:
        return clock
    if (max(days) - min(days)).days < 7:
        return f"{wording.write.weekday(at)} {clock}"
    return f"{wording.write.day(at)} {clock}"


def _what(verdict: Verdict, message: Message | None, wording: Wording) -> str:
    category = message.category if message else verdict.category
    if verdict.type is EventType.TEMPLATE and category:
        return wording.say(f"category.{category}.template")
    if verdict.type is EventType.INBOUND and message and message.entry_point:
        return wording.say(f"step.what.inbound.{message.entry_point}")
    return wording.say(f"step.what.{verdict.type}")


def _result(verdict: Verdict, wording: Wording) -> str:
    """Return sign and words: `abre marketing · ● se cobra USD 0,0436`."""
    if not verdict.sendable:
        return wording.say("step.blocked")
    parts = [_opens(verdict, wording)] if verdict.opens else []
    return " · ".join([*parts, _cost(verdict, wording)])


def _opens(verdict: Verdict, wording: Wording) -> str:
    if verdict.category is None:
        return wording.say("step.opens.fep")
    return wording.say("step.opens", category=wording.category(verdict.category))


def _cost(verdict: Verdict, wording: Wording) -> str:
    if verdict.charged is False:
        reason = verdict.free_reason
        if reason is None:
            return wording.say("step.free.unexplained")
        return wording.say("step.free", reason=wording.say(f"step.reason.{reason}"))
    key = "step.charged" if verdict.charged else "step.depends"
    if isinstance(verdict.price, Price):
        return wording.say(f"{key}.priced", amount=wording.rate(verdict.price))
    return wording.say(key)
