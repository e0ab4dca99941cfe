"""`cuanto ask`: one question as text or JSON, or a batch of JSON Lines."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bot.answer import Answerer
from bot.bootstrap import terminal_answerer
from bot.cli import batch, options
from bot.cli.context import Context
from bot.plain import render
from bot.questions import Question
from locales.translate import Translator


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of the command, as in the machine contract."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help=tr("cli.ask.text"))
    parser.add_argument("--json", action="store_true", help=tr("cli.ask.json"))
    parser.add_argument("--batch", metavar="FILE", help=tr("cli.ask.batch"))
    options.add_rules(parser, tr)
    parser.add_argument("--lang", metavar="es|en", type=options.language, help=tr("cli.option.lang"))
    parser.add_argument("--country", metavar="ES", type=options.country, help=tr("cli.option.country"))
    parser.add_argument("--now", metavar="INSTANT", type=options.instant, help=tr("cli.option.now"))
    parser.set_defaults(parser=parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Answer and print; exit status 0, or 2 for a batch with a line that is not JSON."""
    if (args.text is None) == (args.batch is None):
        args.parser.error("TEXT | --batch FILE")
    use_case = terminal_answerer(context.settings)
    defaults = question_of(args, context)
    if args.batch is not None:
        return _batch(args.batch, use_case, defaults, context)
    return _one(use_case, defaults, context, as_json=args.json)


def question_of(args: argparse.Namespace, context: Context) -> Question:
    """The question that the arguments ask, with everything that they set."""
    return Question(
        text=args.text or "",
        now=args.now or context.clock(),
        language=args.lang,
        country=args.country,
        rules=args.rules,
        currency=args.currency,
        timezone=args.timezone,
    )


def _one(use_case: Answerer, question: Question, context: Context, *, as_json: bool) -> int:
    answer = use_case.answer(question)
    if as_json:
        context.out.write(json.dumps(answer.object, ensure_ascii=False) + "\n")
    else:
        context.out.write(render(answer.reply, colour=context.out.isatty()) + "\n")
    return 0


def _batch(name: str, use_case: Answerer, defaults: Question, context: Context) -> int:
    if name == "-":
        return batch.run(context.raw_in, use_case, defaults, context)
    try:
        with Path(name).open("rb") as lines:
            return batch.run(lines, use_case, defaults, context)
    except OSError as error:
        context.err.write(f"cuanto ask: {name}: {error.strerror}\n")
        return 2
