"""`cuanto rates` as its tests run it."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from typing import Any

from bot.__main__ import dispatch
from bot.cli.context import Context
from bot.settings import load

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOOD = "Market,Currency,Marketing,Utility,Authentication\nSpain,USD,0.0707,0.0200,0.0210\n"


def cuanto(*words: str, now: datetime = NOW, **environ: str) -> tuple[int, str, str]:
    """Run `cuanto rates …` and return exit status, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    context = Context(settings=load(environ), stdin=io.StringIO(), out=out, err=err, clock=lambda: now)
    return dispatch(["rates", *words], context), out.getvalue(), err.getvalue()


def as_json(*words: str, **environ: str) -> dict[str, Any]:
    """Run a command that must succeed and return its JSON object, which is one line."""
    status, out, err = cuanto(*words, "--json", **environ)
    assert (status, err, out.count("\n")) == (0, "", 1)
    found: dict[str, Any] = json.loads(out)
    return found


def table(text: str) -> list[list[str]]:
    """Return the cells of the lines of a text, cut where two spaces or more stand."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]
