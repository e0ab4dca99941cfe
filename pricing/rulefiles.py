"""Reads a folder of rule files into a `Ruleset`.

`eras.toml` names spans, `judgements.toml` holds what no source decides, `citations.toml` the ids that verdicts name.
Every other file holds parameters: a table a value, with `from`, `value`, `rules` and `source`. A parameter may be
spread over files, so that a change can be kept in a file of its own.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from pricing.errors import InvalidParameters
from pricing.histories import Cited, Dated, History, in_force, mistakes
from pricing.parameters import Citations, Era, Judgements, Parameters, Ruleset

Tables = dict[str, dict[str, Any]]


class NamedEra(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """An era as it stands in its file."""

    since: date
    as_of: date | None = None


def load(folder: Path) -> Ruleset:
    """Read every file of a folder. Raises `InvalidParameters` with all mistakes."""
    problems: list[str] = []
    tables: Tables = {path.stem: _read(path, problems) for path in sorted(folder.glob("*.toml"))}
    eras = _eras(tables.pop("eras", {}).get("era", {}), problems)
    judgements = _judgements(tables.pop("judgements", {}), problems)
    cited = _cited(tables.pop("citations", {}), problems)
    history = _history(tables, problems)
    if eras:
        problems += mistakes(history, Parameters, eras[0].first)
        problems += mistakes(cited, Citations, eras[0].first)
    if problems or judgements is None:
        raise InvalidParameters(tuple(problems))
    return Ruleset(eras, tuple(_segments(eras, history, cited, judgements)))


def _read(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path.name}: {error}")
        return {}


def _eras(table: dict[str, Any], problems: list[str]) -> tuple[Era, ...]:
    try:
        named = msgspec.convert(table, Annotated[dict[str, NamedEra], Meta(min_length=1)])
    except msgspec.ValidationError as error:
        problems.append(f"eras: {error}")
        return ()
    firsts = [era.since for era in named.values()]
    if firsts != sorted(set(firsts)):
        problems.append("eras: not in order of time")
    lasts = [first - timedelta(days=1) for first in firsts[1:]] + [date.max]
    eras = tuple(
        Era(name=name, first=era.since, last=last, as_of=era.as_of or last)
        for (name, era), last in zip(named.items(), lasts, strict=True)
    )
    problems += [f"{era.name}: as_of is not one of its days" for era in eras if not era.first <= era.as_of <= era.last]
    return eras


def _judgements(table: dict[str, Any], problems: list[str]) -> Judgements | None:
    problems += [f"{name}: no reason given" for name, entry in table.items() if not entry.get("why")]
    settings = {entry["setting"]: entry.get("value") for entry in table.values() if "setting" in entry}
    try:
        return msgspec.convert(settings, Judgements)
    except msgspec.ValidationError as error:
        problems.append(f"judgements: {error}")
        return None


def _cited(table: dict[str, Any], problems: list[str]) -> History:
    found: History = {}
    for name, days in table.items():
        try:
            values = msgspec.convert(days, dict[date, tuple[str, ...]])
        except msgspec.ValidationError as error:
            problems.append(f"{name}: {error}")
            continue
        found[name] = [Cited(since=day, value=ids, rules=ids, source="") for day, ids in values.items()]
    return _in_order(found)


def _history(tables: Tables, problems: list[str]) -> History:
    found: History = {}
    for table in tables.values():
        for name, entries in table.items():
            for entry in entries if isinstance(entries, list) else [entries]:
                try:
                    found.setdefault(name, []).append(msgspec.convert(entry, Dated))
                except msgspec.ValidationError as error:
                    problems.append(f"{name}: {error}")
    return _in_order(found)


def _in_order(found: History) -> History:
    return {name: sorted(entries, key=lambda entry: entry.since) for name, entries in found.items() if entries}


def _segments(eras: tuple[Era, ...], history: History, cited: History, judgements: Judgements) -> list[Parameters]:
    days = {era.first for era in eras}
    days |= {entry.since for dated in (history, cited) for entries in dated.values() for entry in entries}
    return [_on(day, eras, history, cited, judgements) for day in sorted(days) if day >= eras[0].first]


def _on(day: date, eras: tuple[Era, ...], history: History, cited: History, judgements: Judgements) -> Parameters:
    values = {name: in_force(entries, day) for name, entries in history.items()}
    return msgspec.convert(
        {
            "era": next(era.name for era in reversed(eras) if era.first <= day),
            "since": day,
            **{name: entry.value for name, entry in values.items()},
            "rules": {name: entry.rules for name, entry in values.items()},
            "cites": {name: in_force(entries, day).value for name, entries in cited.items()},
            "judgements": msgspec.to_builtins(judgements),
        },
        Parameters,
    )
