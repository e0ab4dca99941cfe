"""`cuanto chat`: a conversation in the terminal."""

from __future__ import annotations

import argparse

from msgspec.structs import replace

from bot.bootstrap import terminal_answerer
from bot.cli import options
from bot.cli.context import Context
from bot.ids import new_id
from bot.plain import render
from bot.questions import Question
from intents.followup import Remembered
from locales.translate import Translator, translator

_LEAVE = frozenset(("salir", "exit", "quit", "adios", "adiós", "bye", ":q"))


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of the command: the same defaults as for `ask`."""
    options.add_rules(parser, tr)
    parser.add_argument("--lang", metavar="es|en", type=options.language, help=tr("cli.option.lang"))
    parser.add_argument("--country", metavar="ES", type=options.country, help=tr("cli.option.country"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Talk until the person leaves (a word of farewell, Ctrl-D or Ctrl-C)."""
    talk(args, context)
    return 0


def talk(args: argparse.Namespace, context: Context) -> int:
    """Talk until the person leaves; return how many lines they wrote."""
    lines = 0
    use_case = terminal_answerer(context.settings)
    remembered: Remembered | None = None
    conversation = f"terminal:{new_id()}"
    tr = translator(args.lang or context.language)
    _say(context, tr("cli.chat.welcome"))
    while (line := _ask(context)) is not None:
        lines += 1
        if line.lower().strip(" .!") in _LEAVE:
            break
        if not line.strip():
            continue
        answer = use_case.answer(_question(line, conversation, args, context), remembered)
        remembered = answer.remember
        _say(context, render(answer.reply, colour=context.out.isatty()) + "\n")
    return lines


def _question(line: str, conversation: str, args: argparse.Namespace, context: Context) -> Question:
    question = Question(text=line, now=context.clock(), conversation=conversation, language=args.lang)
    return replace(question, country=args.country, rules=args.rules, currency=args.currency, timezone=args.timezone)


def _ask(context: Context) -> str | None:
    """The next line, or `None` at the end of the input."""
    if context.stdin.isatty():
        context.out.write("> ")
        context.out.flush()
    line = context.stdin.readline()
    return line.rstrip("\n") if line else None


def _say(context: Context, text: str) -> None:
    context.out.write(text + "\n")
    context.out.flush()
