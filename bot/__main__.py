"""The `cuanto` command: finds the command by its first word and imports only that one."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.context import Context
from bot.cli.problems import problem_lines
from bot.settings import SettingsError, load
from locales.translate import translator
from pricing.errors import InvalidRateCard

COMMANDS = ("ask", "chat", "run", "replay", "rates", "intents", "serve", "store", "doctor")
"""Each is a module of `bot.cli` with `add_arguments(parser, tr)` and `run(args, context) -> exit status`."""

USAGE = 2
"""Exit status for wrong usage, as in the machine contract."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else argv
    try:
        settings = load(os.environ, Path(".env"))
    except SettingsError as error:
        print(f"cuanto: {error}", file=sys.stderr)  # noqa: T201  (no context yet to write through)
        return USAGE
    context = Context(
        settings=settings, stdin=sys.stdin, out=sys.stdout, err=sys.stderr, clock=lambda: datetime.now(UTC)
    )
    return dispatch(words, context)


def dispatch(words: list[str], context: Context) -> int:
    """Run the command that `words` begin with."""
    tr = translator(context.language)
    parser = argparse.ArgumentParser(prog="cuanto", description=tr("cli.description"))
    commands = parser.add_subparsers(dest="command", metavar=tr("cli.command"), required=True)
    chosen = words[0] if words and words[0] in COMMANDS else None
    for name in COMMANDS:
        sub = commands.add_parser(name, help=tr(f"cli.{name}"), description=tr(f"cli.{name}"))
        if name == chosen:
            importlib.import_module(f"bot.cli.{name}").add_arguments(sub, tr)
    args = parser.parse_args(words)
    return _run(args, context)


def _run(args: argparse.Namespace, context: Context) -> int:
    try:
        status: int = importlib.import_module(f"bot.cli.{args.command}").run(args, context)
        context.out.flush()
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): nothing is left to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except InvalidRateCard as error:  # of CUANTO_RATE_CARDS, which any command may have to read
        context.err.write("".join(f"{line}\n" for line in problem_lines(error.problems, translator(context.language))))
        return USAGE
    return status


if __name__ == "__main__":
    sys.exit(main())
