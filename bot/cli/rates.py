"""`cuanto rates`: show a rate card, compare two, check files of the account's own, list all there are."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli import options, rate_data, rate_words
from bot.cli.context import Context
from bot.cli.problems import problem_lines
from locales.translate import Translator, translator
from pricing import parameters
from pricing.cards import Card
from pricing.errors import InvalidRateCard, PricingError
from pricing.own.folder import files_in, read_files
from pricing.ratecards import RateBook

USAGE = 2
"""Exit status for something that cannot be looked up, as in the machine contract."""
WRONG = 1
"""Exit status where the answer is that there is no price, or that a file has mistakes."""


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar=tr("card.cli.action"), required=True)
    show = _action(actions, "show", tr)
    show.add_argument("where", nargs="?", metavar="ES|Spain", help=tr("card.cli.where"))
    show.add_argument("--date", metavar="YYYY-MM-DD", type=date.fromisoformat, help=tr("card.cli.date"))
    show.add_argument("--rules", metavar="ERA|YYYY-MM-DD", type=options.rules, help=tr("cli.option.rules"))
    diff = _action(actions, "diff", tr)
    diff.add_argument("before", metavar="CARD", help=tr("card.cli.before"))
    diff.add_argument("after", metavar="CARD", help=tr("card.cli.after"))
    for one in (show, diff):
        one.add_argument("--currency", metavar="USD", type=options.currency, help=tr("cli.option.currency"))
    check = _action(actions, "check", tr)
    check.add_argument("files", nargs="+", metavar="FILE", type=Path, help=tr("card.cli.files"))
    _action(actions, "list", tr)


def run(args: argparse.Namespace, context: Context) -> int:
    """Do it. Exit status 0, 1 where there is no price or a file has mistakes, 2 for what cannot be looked up."""
    say = translator(args.lang or context.language)
    try:
        return _ACTIONS[args.action](args, context, say)
    except InvalidRateCard as error:
        context.err.write("".join(f"{line}\n" for line in problem_lines(error.problems, say)))
        return WRONG if args.action == "check" else USAGE
    except PricingError as error:
        context.err.write(f"cuanto rates: {say(f'error.{error.code}')} {error.detail}".rstrip() + "\n")
        return USAGE


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, tr: Translator
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=tr(f"card.cli.{name}"), description=tr(f"card.cli.{name}"))
    parser.add_argument("--json", action="store_true", help=tr("card.cli.json"))
    parser.add_argument("--lang", metavar="es|en", type=options.language, help=tr("cli.option.lang"))
    return parser


def _show(args: argparse.Namespace, context: Context, say: Translator) -> int:
    book, day, currency = _book(context), _day(args, context), _currency(args, context)
    markets = rate_data.markets_named(args.where, day, say) if args.where else None
    card = rate_data.card_on(book, day, currency)
    if card is None:
        context.err.write(rate_words.no_card(day, currency, say) + "\n")
        return WRONG
    found = rate_data.rates(card, markets)
    _print(context, args.json, lambda: rate_data.rates_object(card, found), lambda: rate_words.rates(card, found, say))
    return 0


def _diff(args: argparse.Namespace, context: Context, say: Translator) -> int:
    book, currency = _book(context), _currency(args, context)
    before, after = (_card(text, book, currency) for text in (args.before, args.after))
    for text, card in ((args.before, before), (args.after, after)):
        if card is None:
            context.err.write(rate_words.no_card(date.fromisoformat(text), currency, say) + "\n")
    if before is None or after is None:
        return WRONG
    currencies = {"before": before.info.currency, "after": after.info.currency}
    if before.info.currency != after.info.currency:
        context.err.write(say("card.diff.currencies", **currencies) + "\n")
        return USAGE
    found = rate_data.changes(before, after)
    _print(
        context,
        args.json,
        lambda: rate_data.changes_object(before, after, found),
        lambda: rate_words.changes(before, after, found, say),
    )
    return 0


def _card(text: str, book: RateBook, currency: str) -> Card | None:
    """Return the card in force on a day, or the one that stands in a file."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        (card,) = read_files([Path(text)])
        return card
    return rate_data.card_on(book, day, currency)


def _check(args: argparse.Namespace, context: Context, say: Translator) -> int:
    try:
        cards = read_files(file for path in args.files for file in (files_in(path) if path.is_dir() else [path]))
    except InvalidRateCard as error:
        if not args.json:
            raise
        context.out.write(json.dumps(rate_data.problems_object(error.problems), ensure_ascii=False) + "\n")
        return WRONG
    infos = [card.info for card in cards]
    _print(context, args.json, lambda: rate_data.cards_object(infos), lambda: rate_words.cards(infos, say))
    return 0


def _list(args: argparse.Namespace, context: Context, say: Translator) -> int:
    infos = _book(context).cards()
    _print(context, args.json, lambda: rate_data.cards_object(infos), lambda: rate_words.cards(infos, say))
    return 0


def _book(context: Context) -> RateBook:
    return RateBook.for_account(context.settings.cuanto_rate_cards)


def _day(args: argparse.Namespace, context: Context) -> date:
    if args.date is not None:
        return date.fromisoformat(str(args.date))
    if args.rules is not None:
        return parameters.resolve(args.rules)
    return context.clock().astimezone(ZoneInfo(context.settings.cuanto_timezone)).date()


def _currency(args: argparse.Namespace, context: Context) -> str:
    return str(args.currency or context.settings.cuanto_currency)


def _print(context: Context, as_json: bool, to_object: Callable[[], object], to_text: Callable[[], str]) -> None:
    text = json.dumps(to_object(), ensure_ascii=False) if as_json else to_text()
    context.out.write(text + "\n")


_ACTIONS: dict[str, Callable[[argparse.Namespace, Context, Translator], int]] = {
    "show": _show,
    "diff": _diff,
    "check": _check,
    "list": _list,
}
