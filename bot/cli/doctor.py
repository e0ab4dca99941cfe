"""`cuanto doctor`: every setting with what it switches on, and what is missing or wrong."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator

from bot.checks import PROBES, Check
from bot.cli.context import Context
from bot.cli.options import language
from bot.settings import NAMES, Secret, Settings
from locales.translate import Translator, translator

_SIGNS = {True: "✓", False: "✗", None: "·"}


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """`--offline` leaves the outside services alone."""
    parser.add_argument("--offline", action="store_true", help=tr("doctor.option.offline"))
    parser.add_argument("--lang", metavar="es|en", type=language, help=tr("cli.option.lang"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print settings and checks; exit status 1 if any check failed."""
    tr = translator(args.lang or context.language)
    for line in _settings(context.settings, tr):
        context.out.write(line + "\n")
    checks = [*_local(context.settings), *([] if args.offline else _services(context.settings))]
    for check in checks:
        context.out.write(f"{_SIGNS[check.ok]} {tr(check.key, **check.values)}\n")
    return 1 if any(check.ok is False for check in checks) else 0


def _settings(settings: Settings, tr: Translator) -> Iterator[str]:
    """One line a setting: name, value (secrets masked) and what it is for."""
    width = max(map(len, NAMES.values()))
    for field, name in NAMES.items():
        yield f"{name:<{width}}  {shown(getattr(settings, field)):<24}  {tr(f'doctor.setting.{field}')}"
    yield ""


def shown(value: object) -> str:
    """A value as it may be shown: a secret only says that it is there."""
    if isinstance(value, Secret):
        return str(value) or "-"
    return str(value) if value not in ("", None) else "-"


def _local(settings: Settings) -> Iterator[Check]:
    """What can be checked without any network."""
    yield _cards(settings)
    if settings.slack_bot_token and not (settings.slack_app_token or settings.slack_signing_secret):
        yield Check(key="doctor.slack.needs_secret", ok=False)
    if settings.telegram_webhook_secret and settings.cuanto_base_url.startswith("http://127."):
        yield Check(key="doctor.telegram.needs_address", ok=None)
    if settings.cuanto_host not in ("127.0.0.1", "localhost", "::1") and not settings.cuanto_api_token:
        yield Check(key="doctor.api.open", ok=None)


def _cards(settings: Settings) -> Check:
    from bot.bootstrap import rate_book  # cards are only read when they are checked
    from pricing.errors import InvalidRateCard

    try:
        cards = rate_book(settings).cards()
    except InvalidRateCard as error:
        return Check(key="doctor.cards.wrong", ok=False, values={"count": str(len(error.problems))})
    return Check(key="doctor.cards.fine", ok=True, values={"count": str(len(cards))})


def _services(settings: Settings) -> list[Check]:
    """Ask every service that is switched on."""
    import asyncio  # only needed, and only paid for, where something is configured

    async def ask() -> list[Check]:
        found: list[Check] = []
        for field, module in PROBES.items():
            if getattr(settings, field):
                found += await importlib.import_module(module).probe(settings)
        return found

    return asyncio.run(ask()) if any(getattr(settings, field) for field in PROBES) else []
