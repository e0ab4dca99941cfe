"""Errors in words: the code says what is wrong, the catalogs say it to people."""

from __future__ import annotations

from bot.compose.wording import Wording
from bot.findings import Finding
from bot.replies import Block, BlockKind
from locales.translate import translator


def error_text(code: str, language: str, *, field: str | None = None, value: object = None) -> str:
    """Return the wording of an error code; one without its own wording is said in general, with the code."""
    say = translator(language)
    text = say.find(f"error.{code}") or say("error.unknown", code=code)
    named = say("error.in_field", error=text, field=field) if field else text
    return named if value in (None, "") else say("error.with_value", error=named, value=value)


def error_blocks(finding: Finding, wording: Wording) -> list[Block]:
    """Return the error that ended a question."""
    text = error_text(finding.error or "unknown", wording.say.language)
    return [Block(kind=BlockKind.VERDICT, lines=(text,))]
