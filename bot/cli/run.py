"""`cuanto run`: the service and, in the same terminal, a conversation; what `make run` starts."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from bot.cli import chat
from bot.cli.context import Context
from locales.translate import Translator, translator

LOG = "service.log"
"""In the data folder: what the service logs would only disturb the conversation."""
_PATIENCE = 30
"""Seconds that the service gets to finish what it is answering."""


def add_arguments(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The same as for `chat`."""
    chat.add_arguments(parser, tr)


def run(args: argparse.Namespace, context: Context) -> int:
    """Talk until the person leaves, then stop the service; without anybody to talk to, serve until told to stop."""
    folder = Path(context.settings.cuanto_data_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOG).open("ab") as log, _started(log) as service:
        try:
            signal.signal(signal.SIGTERM, _leave)
            _say_address(service, context, folder / LOG)
            asked = chat.talk(args, context)
            return 0 if asked or context.stdin.isatty() else service.wait()
        finally:
            service.terminate()
            service.wait(_PATIENCE)


def _started(log: IO[bytes]) -> subprocess.Popen[str]:
    """The service as a process of its own, so that neither waits for the other."""
    command = [sys.executable, "-m", "bot", "serve"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)  # noqa: S603  (our own program, no input of anybody's)


def _say_address(service: subprocess.Popen[str], context: Context, log: Path) -> None:
    """Pass on the line that the service prints once it can be asked, or say where to look for the reason."""
    line = service.stdout.readline() if service.stdout else ""
    context.out.write(line or translator(context.language)("cli.run.failed", log=log) + "\n")
    context.out.flush()


def _leave(number: int, _: object) -> None:
    raise SystemExit(128 + number)
