"""Puts a plan into lines: what would be created, changed and deleted, like a diff."""

from __future__ import annotations

from collections.abc import Iterator

from intents.dialogflow.comparing import Change, Detail, Plan, Sign
from locales.translate import Translator


def plan_lines(plan: Plan, say: Translator) -> Iterator[str]:
    """One line for each thing, its details under it, and the sum of it all."""
    if not plan.changes:
        yield say("dialogflow.plan.none")
        return
    for change in plan.changes:
        yield from _change(change, say)
    numbers = {sign.name.lower(): sum(change.sign is sign for change in plan.changes) for sign in Sign}
    yield say("dialogflow.plan.sum", **numbers)


def _change(change: Change, say: Translator) -> Iterator[str]:
    only = f"  ({say('dialogflow.plan.prune')})" if change.sign is Sign.DELETE else ""
    yield f"{change.sign} {say(f'dialogflow.kind.{change.kind}')} {change.name}{only}"
    yield from (f"    {_detail(detail, say)}" for detail in change.details)


def _detail(detail: Detail, say: Translator) -> str:
    where = f"{detail.language} " if detail.language else ""
    entry = f" {detail.entry}" if detail.entry else ""
    before = f"{detail.before} → " if detail.before else ""
    return f"{detail.sign} {where}{say(f'dialogflow.field.{detail.field}')}{entry}: {before}{detail.value}"
