"""Support tickets named in a text: `ticket ZD-1234`, `caso #1234`, a link to the ticket itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

LONGEST = 40
"""Characters of the longest normalised name."""

_LINK = r"https?://[^\s/]+(?:/[^\s/]+)*/(?:tickets?|cases?|issues?|browse)/(#?[\w-]+)(?:[/?#][^\s,;)\]]*)?"
_NAME = re.compile(r"#?\s*(?:([a-z]{1,15}(?:[-_][a-z]{1,15})*)[\s_#-]*)?([0-9]{1,19})", re.IGNORECASE | re.ASCII)
_BARE = r"[0-9]{2,19}"
_PREFIXED = r"(?-i:[A-Z]{2,10})[-_]?[0-9]{1,19}|[a-z]{2,10}[-_][0-9]{1,19}|zd ?[0-9]{1,19}"


def normalised(text: str) -> str | None:
    """Return a ticket's name in one form, `ZD-1234` or `1234`, however it is written; `None` if it is no such name.

    Letters are capitals and a hyphen parts them from the number. A link is named by its last part; a bare number in a
    link is Zendesk's and gets `ZD`.
    """
    link = re.fullmatch(_LINK, text.strip(), re.IGNORECASE)
    name = _joined(link[1] if link else text.strip())
    return f"ZD-{name}" if link and name and name.isdecimal() else name


def _joined(text: str) -> str | None:
    found = _NAME.fullmatch(text)
    if found is None:
        return None
    prefix = (found[1] or "").upper().replace("_", "-")
    name = f"{prefix}-{found[2]}" if prefix else found[2]
    return name if len(name) <= LONGEST else None


def split_tickets(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the tickets that it names, and their normalised names in order, each once.

    The rest can be read without taking a ticket's number for a count. A text that says nothing else stays as it is.
    """
    names: dict[str, None] = {}

    def taken(match: re.Match[str]) -> str:
        name = normalised(next(group for group in match.group("link", "sure", "unsure", "known") if group))
        if name is None:
            return match[0]
        names[name] = None
        return " "

    rest = _pattern().sub(taken, text).strip()
    asks = names and any(sign.isalnum() for sign in rest)
    return (rest if asks else text), tuple(names)


@cache
def _pattern() -> re.Pattern[str]:
    table = tomllib.loads(files("intents.reader").joinpath("words/tickets.toml").read_text("utf-8"))
    any_of = {key: "(?:" + "|".join(map(re.escape, found)) + ")" for key, found in table.items()}
    sign = rf"(?:[\s:]*{any_of['signs']})"
    said = rf"(?:{sign}{{1,2}}[\s:]*(?=\d)|{sign}?[\s:]*(?=[a-z]))"
    ways = (
        rf"(?P<link>{_LINK})",
        rf"(?<!\w){any_of['sure']}{sign}{{0,2}}[\s:]*(?P<sure>{_PREFIXED}|{_BARE})(?![\w-])",
        rf"(?<!\w){any_of['unsure']}{said}(?P<unsure>{_PREFIXED}|{_BARE})(?![\w-])",
        rf"(?<!\w)(?P<known>{any_of['prefixes']}[-_]?{_BARE})(?![\w-])",
    )
    return re.compile(r"[(\[]?(?:" + "|".join(ways) + r")[)\]]?", re.IGNORECASE)
