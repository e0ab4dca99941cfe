"""`cuanto intents`: check what understanding is taught from."""

from __future__ import annotations

import argparse

from bot.cli import options
from bot.cli.context import Context
from intents import check
from locales.translate import Translator, translator

WRONG = 1
"""Exit status where something has to be mended."""


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar=tr("intents.cli.action"), required=True)
    one = actions.add_parser("check", help=tr("intents.cli.check"), description=tr("intents.cli.check"))
    one.add_argument("--lang", metavar="es|en", type=options.language, help=tr("cli.option.lang"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Do it. Exit status 0, or 1 where there is something to mend."""
    return _ACTIONS[args.action](args, context)


def _check(args: argparse.Namespace, context: Context) -> int:
    """Print every mistake in catalog, phrases and word lists, one a line, with its place in front."""
    say = translator(args.lang or context.language)
    problems = check.check()
    for problem in problems:
        words = say(f"intents.problem.{problem.code}", value=problem.value, other=problem.other)
        context.out.write(f"{problem.place}: {words}\n")
    context.out.write(say.plural("intents.checked", len(problems), count=len(problems)) + "\n")
    return WRONG if problems else 0


_ACTIONS = {"check": _check}
