"""Options that several commands share, checked where they come in."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from locales.translate import Translator
from pricing import parameters
from pricing.errors import PricingError
from pricing.ratecards import RateBook


def add_rules(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """`--rules`, `--currency`, `--timezone`."""
    parser.add_argument("--rules", metavar="ERA|YYYY-MM-DD", type=rules, help=tr("cli.option.rules"))
    parser.add_argument("--currency", metavar="USD", type=currency, help=tr("cli.option.currency"))
    parser.add_argument("--timezone", metavar="Europe/Madrid", type=timezone, help=tr("cli.option.timezone"))


def rules(value: str) -> str:
    """An era or a date with rules."""
    try:
        parameters.resolve(value)
    except PricingError as error:
        raise ValueError(error.code) from None
    return value


def currency(value: str) -> str:
    """A currency of ISO 4217, in capitals."""
    try:
        RateBook.packaged().card_in_force(date.max, value.upper())
    except PricingError as error:
        raise ValueError(error.code) from None
    return value.upper()


def timezone(value: str) -> str:
    """A zone of the IANA database."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("unknown_timezone") from None
    return value


def instant(value: str) -> datetime:
    """An ISO 8601 instant with an offset."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("naive_instant")
    return moment


def language(value: str) -> str:
    """`es`, `en`, or a locale of either (`es-419`, `en_GB`)."""
    short = value.replace("_", "-").partition("-")[0].lower()
    if short not in ("es", "en"):
        raise ValueError("unknown_language")
    return short


def country(value: str) -> str:
    """An ISO 3166 country that Meta prices, in capitals."""
    from pricing.markets import market_of  # the table is only read when a country is given
    from pricing.types import Customer

    try:
        market_of(Customer(country=value.upper()), parameters.eras()[0].first)
    except PricingError as error:
        raise ValueError(error.code) from None
    return value.upper()
