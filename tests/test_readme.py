"""The README's transcripts are what the program says, and its links and commands lead somewhere.

`python -m tests.test_readme` writes the transcripts anew.
"""

from __future__ import annotations

import io
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS, dispatch
from bot.cli.context import Context
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TRANSCRIPT = re.compile(r"```console\n\$ (cuanto ask .*)\n((?:.*\n)*?)```")


def said(command: str) -> str:
    """What the command prints at the moment the README was written for."""
    out = io.StringIO()
    context = Context(settings=Settings(), stdin=io.StringIO(), out=out, err=out, clock=lambda: NOW)
    assert dispatch(shlex.split(command)[1:], context) == 0
    return out.getvalue()


def transcripts() -> list[tuple[str, str]]:
    """Every command of the README with what stands below it."""
    return TRANSCRIPT.findall(README.read_text("utf-8"))


@pytest.mark.parametrize(("command", "answer"), transcripts())
def test_a_transcript_is_what_the_program_says(command: str, answer: str) -> None:
    """Word for word."""
    assert answer == said(command)


def test_both_languages_are_shown() -> None:
    """At least one question in each language."""
    shown = " ".join(command for command, _ in transcripts())
    assert "¿" in shown
    assert "how much" in shown


@pytest.mark.parametrize("target", re.findall(r"\]\(((?!http)[^)#]+)\)", README.read_text("utf-8")))
def test_a_link_leads_somewhere(target: str) -> None:
    """Every file that the README links to is there."""
    assert (ROOT / target).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`cuanto (\w+)", README.read_text("utf-8")))))
def test_a_command_exists(command: str) -> None:
    """Every command that the README names is one."""
    assert command in COMMANDS


def _renew() -> None:
    text = README.read_text("utf-8")
    README.write_text(TRANSCRIPT.sub(lambda m: f"```console\n$ {m[1]}\n{said(m[1])}```", text), "utf-8")


if __name__ == "__main__":
    _renew()
