"""The scopes of the app, as the manifest asks for them; `docs/slack.md` says what each is for."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def manifest() -> dict[str, Any]:
    """Return the manifest of the app."""
    read: dict[str, Any] = json.loads(files("bot.slack").joinpath("manifest.json").read_text("utf-8"))
    return read


def _scopes(kind: str) -> frozenset[str]:
    return frozenset(manifest()["oauth_config"]["scopes"][kind])


def needed() -> frozenset[str]:
    """Return the scopes that nothing works without."""
    return _scopes("bot") - optional()


def optional() -> frozenset[str]:
    """Return the scopes that one way to ask each needs, and an admin may leave out."""
    return _scopes("bot_optional")
