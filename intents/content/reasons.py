"""The reasons that a judgement can have, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from intents.content.types import Reason

LANGUAGES = ("es", "en")

UNKNOWN = "unknown"


def words(*path: str) -> Traversable:
    """The folder of the data of this package, or a file in it."""
    return files("intents.content").joinpath("words", *path)


def table(*path: str) -> dict[str, Any]:
    """Read one TOML file of the data. Raises `ValueError` naming it if it is not TOML."""
    file = words(*path)
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{'/'.join(path)}: {error}") from error


@cache
def reasons() -> Mapping[str, Reason]:
    """All reasons by code."""
    return {code: msgspec.convert({"code": code, **row}, Reason) for code, row in table("reasons.toml").items()}
