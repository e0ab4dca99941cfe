"""`cuanto replay`: JSON Lines of timelines in, JSON Lines of verdicts out, in input order and as they come."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.cli import options
from bot.cli.context import Context
from bot.compose.failure import error_text
from bot.lines import Arriving, batches
from bot.replaying import Answer, Replayer
from bot.timelines import Defaults
from locales.translate import Translator
from pricing.ratecards import RateBook

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of the command, as in the machine contract."""
    parser.add_argument("file", metavar="FILE", help=tr("cli.replay.file"))
    options.add_rules(parser, tr)


def run(args: argparse.Namespace, context: Context) -> int:
    """Answer every line; exit status 0, or 2 if a line was not JSON or the file cannot be read."""
    defaults = Defaults(
        rules=args.rules,
        currency=args.currency or context.settings.cuanto_currency,
        timezone=args.timezone or context.settings.cuanto_timezone,
    )
    replayer = Replayer(RateBook.for_account(context.settings.cuanto_rate_cards), defaults, context.language)
    if args.file == "-":
        return replay(context.raw_in, replayer, context)  # type: ignore[arg-type]  # a buffered stream has read1
    try:
        stream = Path(args.file).open("rb")  # noqa: SIM115  (closed below; only opening may fail as an OSError)
    except OSError as error:
        context.err.write(f"cuanto replay: {args.file}: {error.strerror}\n")
        return 2
    with stream:
        return replay(stream, replayer, context)


def replay(stream: Arriving, replayer: Replayer, context: Context) -> int:
    """Answer the lines of a stream, each as soon as it has come; returns 2 if any could not be read, else 0."""
    out, status, number = context.raw_out, 0, 0
    for batch in batches(stream):
        answers = []
        for line in batch:
            number += 1
            answer = _answer(line.removeprefix(BYTE_ORDER_MARK) if line and number == 1 else line, replayer)
            if answer is None:
                continue
            answers.append(answer.text)
            if answer.unread is not None:
                status = 2
                context.err.write(f"cuanto replay: {number}: {error_text(answer.unread, context.language)}\n")
        answers.append(b"")
        out.write(b"\n".join(answers))
        out.flush()
    return status


def _answer(line: bytes | None, replayer: Replayer) -> Answer | None:
    """Return the answer to a line; `None` for one that holds nothing."""
    if line is None:
        return replayer.too_long()
    return replayer.answer(line) if line.strip() else None
