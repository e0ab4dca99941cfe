"""`cuanto store`: look after what is kept."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable

from msgspec import Struct
from msgspec.structs import asdict

from bot import bootstrap
from bot.cli.context import Context
from bot.settings import SettingsError
from bot.store.port import Store, StoreError
from locales.translate import Translator, translator

Step = Callable[[Store, argparse.Namespace, Context], Awaitable[Struct]]

FAILED = 1
"""Exit status when the store cannot be used."""


async def _prune(store: Store, _args: argparse.Namespace, context: Context) -> Struct:
    return await store.prune(context.clock())


async def _stats(store: Store, _args: argparse.Namespace, _context: Context) -> Struct:
    return await store.stats()


async def _forget(store: Store, args: argparse.Namespace, _context: Context) -> Struct:
    return await store.forget(args.person)


_STEPS: dict[str, Step] = {"prune": _prune, "stats": _stats, "forget": _forget}


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of the command."""
    steps = parser.add_subparsers(dest="step", metavar=tr("cli.command"), required=True)
    for name in _STEPS:
        step = steps.add_parser(name, help=tr(f"store.{name}"), description=tr(f"store.{name}"))
        if name == "forget":
            step.add_argument("person", metavar=tr("store.person"), help=tr("store.person.help"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Do it and say how much; exit status 1 if the store cannot be used."""
    tr = translator(context.language)
    try:
        done = asyncio.run(_done(args, context))
    except SettingsError as error:
        context.err.write(f"cuanto store: {error}\n")
        return 2
    except StoreError as error:
        context.err.write(f"cuanto store: {tr(f'store.error.{error.code}')}\n")
        return FAILED
    for name, count in asdict(done).items():
        context.out.write(f"{tr(f'store.{args.step}.{name}')}: {count}\n")
    return 0


async def _done(args: argparse.Namespace, context: Context) -> Struct:
    store = bootstrap.store(context.settings)
    try:
        return await _STEPS[args.step](store, args, context)
    finally:
        await store.close()
