"""A terminal to run commands in: what goes in, and what comes out where."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from bot.__main__ import dispatch
from bot.cli.context import Context
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Run(Struct, frozen=True):
    """What one run of a command left behind."""

    status: int
    out: str
    err: str


def run(*words: str, stdin: str | bytes = "", settings: Settings | None = None) -> Run:
    """Run a command as the console script would, at a fixed moment."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    source = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8", errors="surrogateescape")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    context = Context(settings=settings or Settings(), stdin=source, out=out, err=err, clock=lambda: NOW)
    try:
        with redirect_stdout(out), redirect_stderr(err):  # argparse writes to the process's own streams
            status = dispatch(list(words), context)
    except SystemExit as stop:  # argparse leaves this way
        status = int(stop.code or 0)
    return Run(status, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]  # it is the BytesIO made above


def written(folder: Path, name: str, text: str) -> str:
    """Write a file and return its path as a command takes it."""
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)
