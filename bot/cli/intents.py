"""`cuanto intents`: check what understanding is taught from, and keep Dialogflow's agent in step with it."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from bot.cli import options
from bot.cli.context import Context
from locales.translate import Translator, translator

WRONG = 1
"""Exit status where something has to be mended."""

_MODULES = {
    "export": "bot.cli.intents_agent",
    "plan": "bot.cli.intents_live",
    "push": "bot.cli.intents_live",
    "pull": "bot.cli.intents_live",
    "emulate": "bot.cli.intents_emulate",
}
"""Where the actions are that have to do with Dialogflow; imported when they are needed, some of them take seconds."""


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar=tr("intents.cli.action"), required=True)
    added = {name: _action(actions, name, tr(f"dialogflow.cli.{name}"), tr) for name in _MODULES}
    _action(actions, "check", tr("intents.cli.check"), tr)
    added["export"].add_argument("file", metavar="FILE.zip", type=Path, help=tr("dialogflow.cli.export.file"))
    added["push"].add_argument("--prune", action="store_true", help=tr("dialogflow.cli.prune"))
    added["pull"].add_argument("--write", action="store_true", help=tr("dialogflow.cli.write"))
    _add_emulation(added["emulate"], tr)


def run(args: argparse.Namespace, context: Context) -> int:
    """Do it. Exit status 0, 1 where there is something to mend or out of step, 2 where it could not be done."""
    say = translator(args.lang or context.language)
    if args.action == "check":
        return _check(context, say)
    status: int = importlib.import_module(_MODULES[args.action]).run(args, context, say)
    return status


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, tr: Translator
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text, description=text)
    parser.add_argument("--lang", metavar="es|en", type=options.language, help=tr("cli.option.lang"))
    return parser


def _add_emulation(parser: argparse.ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--port", metavar="N", type=int, default=8123, help=tr("dialogflow.cli.port"))
    parser.add_argument("--quota", metavar="N", type=int, default=0, help=tr("dialogflow.cli.quota"))
    parser.add_argument("--training", metavar="SECONDS", type=float, default=0.0, help=tr("dialogflow.cli.training"))
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--empty", action="store_true", help=tr("dialogflow.cli.empty"))
    start.add_argument("--agent", metavar="FILE.zip", type=Path, help=tr("dialogflow.cli.agent"))


def _check(context: Context, say: Translator) -> int:
    """Print every mistake in catalog, phrases and word lists, one a line, with its place in front."""
    from intents import check  # reads every phrase, which the other actions do by themselves

    problems = check.check()
    for problem in problems:
        words = say(f"intents.problem.{problem.code}", value=problem.value, other=problem.other)
        context.out.write(f"{problem.place}: {words}\n")
    context.out.write(say.plural("intents.checked", len(problems), count=len(problems)) + "\n")
    return WRONG if problems else 0
