"""What every command is given: settings, streams and the clock. Commands touch nothing else of the outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO, TextIO

from msgspec import Struct

from bot.settings import Settings


class Context(Struct, frozen=True, kw_only=True):
    """The outside world of one run of a command."""

    settings: Settings
    stdin: TextIO
    out: TextIO
    err: TextIO
    clock: Callable[[], datetime]
    """Now, in UTC."""

    @property
    def raw_out(self) -> BinaryIO:
        """Standard output for bytes, for commands that stream."""
        return self.out.buffer  # TextIO does not promise it, sys.stdout has it

    @property
    def raw_in(self) -> BinaryIO:
        """Standard input as bytes."""
        return self.stdin.buffer

    @property
    def language(self) -> str:
        """The language to talk to the person at the terminal in."""
        return self.settings.cuanto_default_lang
