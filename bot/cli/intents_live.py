"""`cuanto intents plan`, `push` and `pull`: the live agent and our files, kept in step in both directions.

Imports Google's library, which takes a second or two: only for these commands.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterable

from bot.cli.context import Context
from bot.cli.intents_words import plan_lines
from bot.dialogflow import joining
from intents.dialogflow import pulling, pushing
from intents.dialogflow.agent import Agent
from intents.dialogflow.comparing import compare
from intents.dialogflow.connection import open_workshop
from intents.dialogflow.errors import DialogflowError
from intents.dialogflow.live import read
from intents.dialogflow.names import AgentPath
from intents.dialogflow.writing import Writer
from locales.translate import Translator

OUT_OF_STEP = 1
"""Exit status of `plan` and `pull` where there is a difference."""
FAILED = 2
"""Exit status where Dialogflow is not configured or does not do it."""

Step = Callable[[Writer, AgentPath, Agent, argparse.Namespace, Context, Translator], Awaitable[int]]


def run(args: argparse.Namespace, context: Context, say: Translator) -> int:
    """Do it with the agent of the settings."""
    if not joining.configured(context.settings):
        return _failed("not_configured", "", context, say)
    try:
        return asyncio.run(_run(STEPS[args.action], args, context, say))
    except DialogflowError as error:
        return _failed(error.code, error.detail, context, say)


async def _run(step: Step, args: argparse.Namespace, context: Context, say: Translator) -> int:
    account, wanted = joining.account(context.settings), joining.agent(context.settings)
    async with open_workshop(account) as shop:
        return await step(Writer(shop), account.path, wanted, args, context, say)


def _failed(code: str, detail: str, context: Context, say: Translator) -> int:
    context.err.write(f"cuanto intents: {say(f'dialogflow.error.{code}')} {detail}".rstrip() + "\n")
    return FAILED


async def plan(
    writer: Writer, path: AgentPath, wanted: Agent, _args: argparse.Namespace, context: Context, say: Translator
) -> int:
    """Show what a push would do."""
    live = await read(writer.shop, path, wanted.languages)
    found = compare(live.agent, wanted)
    _print(plan_lines(found, say), context)
    return OUT_OF_STEP if found.changes else 0


async def push(
    writer: Writer, path: AgentPath, wanted: Agent, args: argparse.Namespace, context: Context, say: Translator
) -> int:
    """Show what is out of step, put it right, train."""
    done = await pushing.push(writer, path, wanted, prune=args.prune)
    _print(plan_lines(done.plan, say), context)
    names = ", ".join(change.name for change in done.left)
    _print([say("dialogflow.left", names=names) if names else say("dialogflow.pushed")], context)
    return 0


async def pull(
    writer: Writer, path: AgentPath, wanted: Agent, args: argparse.Namespace, context: Context, say: Translator
) -> int:
    """Show what was changed in the console, and change our files where that is asked for."""
    live = await read(writer.shop, path, wanted.languages)
    found = pulling.pull(compare(live.agent, wanted), live.agent)
    context.out.write(found.diff())
    for note in found.notes:
        context.err.write(say(f"dialogflow.pull.{note.code}", name=note.name, value=note.value) + "\n")
    if not found.files:
        _print([] if found.notes else [say("dialogflow.pull.none")], context)
        return OUT_OF_STEP if found.notes else 0
    if args.write:
        found.write()
        context.err.write(say("dialogflow.pull.written", files=", ".join(found.files)) + "\n")
        return 0
    context.err.write(say("dialogflow.pull.hint") + "\n")
    return OUT_OF_STEP


def _print(lines: Iterable[str], context: Context) -> None:
    context.out.writelines(f"{line}\n" for line in lines)


STEPS: dict[str, Step] = {"plan": plan, "push": push, "pull": pull}
"""By the name of the action."""
