"""Explanations of how pricing works, right for the era asked about.

Texts stand in the message catalogs as all others do, so that one test watches over keys and placeholders of both
languages; `topics.toml` says once, free of language, from which era on each holds and which rules it rests on.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

from locales.translate import translator

SOURCE = Path(__file__).with_name("topics.toml")


class Explanation(Struct, frozen=True, kw_only=True):
    """A rule in two to four sentences, with a small example and the ids of the rules it rests on."""

    text: str
    example: str
    rules: tuple[str, ...]


class Variant(Struct, frozen=True, kw_only=True):
    """Where the texts of one topic in one era stand."""

    key: str
    since: str
    rules: tuple[str, ...]


def rules_of(topic: str, era: str) -> tuple[str, ...]:
    """Return the ids of the rules that a topic rests on in an era; none for a topic without explanation."""
    variant = _in_force(topic, era)
    return variant.rules if variant else ()


def explain(topic: str, era: str, language: str) -> Explanation | None:
    """Return the explanation as it stands in an era; `None` for a topic that has none."""
    variant = _in_force(topic, era)
    if variant is None:
        return None
    say = translator(language)
    return Explanation(text=say(variant.key), example=say(f"{variant.key}.example"), rules=variant.rules)


@cache
def topics() -> dict[str, tuple[Variant, ...]]:
    """Return every topic with its variants, the oldest first."""
    catalogs = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    same = catalogs.pop("same_as")
    found = {
        topic: tuple(_variant(f"{catalog}.{topic}.{era}", era, rules) for era, rules in sorted(eras.items()))
        for catalog, entries in catalogs.items()
        for topic, eras in entries.items()
    }
    return found | {other: found[topic] for other, topic in same.items()}


def _variant(key: str, since: str, rules: list[str]) -> Variant:
    return Variant(key=key, since=since, rules=tuple(rules))


def _in_force(topic: str, era: str) -> Variant | None:
    found = [variant for variant in topics().get(topic, ()) if variant.since <= era]
    return found[-1] if found else None
