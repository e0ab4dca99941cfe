"""`cuanto serve`: the pages, the API and every channel that is configured, until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket

import uvicorn

from bot import bootstrap, logs
from bot.cli.context import Context
from bot.settings import SettingsError
from bot.web.app import App
from bot.web.listening import address, listen
from locales.translate import Translator, translator
from pricing.errors import PricingError

FAILED = 1
"""Exit status when the address is taken."""
_GRACE = 20
"""Seconds that questions being answered get when the service is told to stop."""


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """Where to listen, if not where the settings say."""
    parser.add_argument("--host", metavar="HOST", help=tr("web.serve.host"))
    parser.add_argument("--port", metavar="PORT", type=int, help=tr("web.serve.port"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Serve until SIGINT or SIGTERM; exit status 0, 1 if the address is taken, 2 for a wrong setting."""
    settings, say = context.settings, translator(context.language)
    host = args.host or settings.cuanto_host
    port = settings.cuanto_port if args.port is None else args.port
    logs.configure(settings, stream=context.err)
    try:
        listening = listen(host, port)
    except (OSError, OverflowError) as error:
        context.err.write(f"cuanto serve: {say('web.serve.taken', address=f'{host}:{port}', reason=error)}\n")
        return FAILED
    with listening:
        try:
            asyncio.run(_serve(listening, context))
        except (SettingsError, PricingError) as error:
            context.err.write(f"cuanto serve: {error}\n")
            return 2
    return 0


async def _serve(listening: socket.socket, context: Context) -> None:
    """Join everything inside the loop that it runs in; say the address once there is something to ask."""
    server = _server(bootstrap.application(context.settings))
    say = translator(context.language)
    context.out.write(say("web.serve.started", address=address(listening)) + "\n")
    context.out.flush()
    for number in (signal.SIGINT, signal.SIGTERM):
        # the server takes these while it runs and raises them once more when it has stopped in good order
        signal.signal(number, signal.SIG_IGN)
    await server.serve(sockets=[listening])


def _server(app: App) -> uvicorn.Server:
    """What a proxy says of its client is not believed here: `bot.web.clients` decides what to make of it."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            proxy_headers=False,
            server_header=False,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=_GRACE,
        )
    )
