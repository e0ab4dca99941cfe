"""Reads a folder of rule files and checks it whole: every mistake is told, not only the first.

`eras.toml` names spans, `judgements.toml` holds what no source decides, `citations.toml` the ids that verdicts name.
Every other file holds parameters: a table a value, with `from`, `value`, `rules` and `source`. A parameter may be
spread over files, so that a change can be kept in a file of its own.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct

from pricing.errors import InvalidParameters
from pricing.parameters import Citations, Era, Judgements, Parameters, Ruleset

FIXED = {"era", "since", "rules", "cites", "judgements"}
"""Fields of `Parameters` that are not dated values of their own."""


class Dated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """One value of a parameter as it stands in a file."""

    since: date
    value: Any
    rules: tuple[str, ...]
    source: str


History = dict[str, list[Dated]]


def load(folder: Path) -> Ruleset:
    """Read every file of a folder. Raises `InvalidParameters` with all mistakes."""
    problems: list[str] = []
    tables = {path.stem: _read(path, problems) for path in sorted(folder.glob("*.toml"))}
    eras = _eras(tables.pop("eras", {}).get("era", {}), problems)
    judgements = _judgements(tables.pop("judgements", {}), problems)
    cited = _cited(tables.pop("citations", {}), problems)
    history = _history(tables, problems)
    if eras:
        _check(history, _types(Parameters), eras[0].first, problems)
        _check(cited, _types(Citations), eras[0].first, problems)
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
    if not table or not all(type(first) is date for first in table.values()):
        problems.append("eras: name at least one, each with its first day")
        return ()
    firsts = list(table.values())
    if firsts != sorted(set(firsts)):
        problems.append("eras: not in order of time")
    lasts = [first - timedelta(days=1) for first in firsts[1:]] + [date.max]
    return tuple(Era(name=name, first=first, last=last) for name, first, last in zip(table, firsts, lasts, strict=True))


def _judgements(table: dict[str, Any], problems: list[str]) -> Judgements | None:
    problems += [f"{name}: no reason given" for name, entry in table.items() if not entry.get("why")]
    settings = {entry["setting"]: entry["value"] for entry in table.values() if "setting" in entry}
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
        found[name] = [Dated(since=day, value=ids, rules=ids, source="-") for day, ids in values.items()]
    return found


def _history(tables: dict[str, dict[str, Any]], problems: list[str]) -> History:
    found: History = {}
    for table in tables.values():
        for name, entries in table.items():
            for entry in entries if isinstance(entries, list) else [entries]:
                try:
                    found.setdefault(name, []).append(msgspec.convert(entry, Dated))
                except msgspec.ValidationError as error:
                    problems.append(f"{name}: {error}")
    return found


def _types(struct: type[Struct]) -> dict[str, Any]:
    return {name: kind for name, kind in get_type_hints(struct).items() if name not in FIXED}


def _check(history: History, types: dict[str, Any], start: date, problems: list[str]) -> None:
    problems += [f"{name}: no such parameter" for name in history if name not in types]
    problems += [f"{name}: no value" for name in types if name not in history]
    for name, entries in history.items():
        firsts = [entry.since for entry in entries]
        if firsts[0] > start:
            problems.append(f"{name}: no value from {start} to {firsts[0]}")
        if len(set(firsts)) < len(firsts):
            problems.append(f"{name}: two values from one day")
        elif firsts != sorted(firsts):
            problems.append(f"{name}: not in order of time")
        for entry in entries:
            problems += _mistakes(name, entry, types.get(name, Any))


def _mistakes(name: str, entry: Dated, kind: Any) -> list[str]:
    found = []
    if not entry.source.strip():
        found.append(f"{name} from {entry.since}: no source")
    if not entry.rules and entry.source != "-":
        found.append(f"{name} from {entry.since}: no rule id")
    try:
        msgspec.convert(entry.value, kind)
    except msgspec.ValidationError as error:
        found.append(f"{name} from {entry.since}: {error}")
    return found


def _segments(eras: tuple[Era, ...], history: History, cited: History, judgements: Judgements) -> list[Parameters]:
    days = {era.first for era in eras}
    days |= {entry.since for name in (history, cited) for entries in name.values() for entry in entries}
    return [_on(day, eras, history, cited, judgements) for day in sorted(days) if day >= eras[0].first]


def _on(day: date, eras: tuple[Era, ...], history: History, cited: History, judgements: Judgements) -> Parameters:
    values = {name: _in_force(entries, day) for name, entries in history.items()}
    return msgspec.convert(
        {
            "era": next(era.name for era in reversed(eras) if era.first <= day),
            "since": day,
            **{name: entry.value for name, entry in values.items()},
            "rules": {name: entry.rules for name, entry in values.items()},
            "cites": {name: _in_force(entries, day).value for name, entries in cited.items()},
            "judgements": msgspec.to_builtins(judgements),
        },
        Parameters,
    )


def _in_force(entries: list[Dated], day: date) -> Dated:
    return next(entry for entry in reversed(entries) if entry.since <= day)
