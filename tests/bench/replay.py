"""`cuanto replay` against the standard library's reading and writing of the same lines, and its memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.replaying import Replayer
from bot.timelines import Defaults
from pricing.parameters import eras
from pricing.ratecards import RateBook
from tests.pricing.chats import CHANGES, KINDS

COUNT = 100_000
PARTS = 50
"""The lines are gone through in so many parts, each way in turn: what disturbs the machine disturbs both."""
DISTINCT = COUNT // PARTS
CUSTOMERS = ["+5215512345678", "+34612345678", "+12125672345", {"country": "BR"}, {"country": "IN"}, None]
PEAK = "import resource, sys; from bot.__main__ import main; main(['replay', sys.argv[1]]); "
PEAK += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"

Work = Callable[[bytes], object]


def run() -> list[tuple[str, float, float]]:
    """Compare times over 100,000 timelines of seven events, and memory over ten times as many lines."""
    answer = Replayer(RateBook.packaged(), Defaults(), "en").answer
    names = [era.name for era in eras()]
    by_era = {name: _lines([name]) for name in names}
    mixed, every = _lines([None]), _lines([*names, None])
    replayed, plain = _race((every, answer), (every, _plainly))
    by_date, *by_name = _race((mixed, answer), *((lines, answer) for lines in by_era.values()))
    return [
        (f"replay of {COUNT} timelines / json.loads and json.dumps", replayed / plain, 4),
        ("replay by each event's own date / under one era's rules", by_date * len(by_name) / sum(by_name), 1.25),
        ("memory of replaying 50,000 lines / 5,000 lines", _memory(every, 25) / _memory(every, 2.5), 1.1),
    ]


def _plainly(line: bytes) -> object:
    return json.dumps(json.loads(line))


def _race(*runners: tuple[list[bytes], Work]) -> list[float]:
    """Return how long each takes in all, part by part in turn."""
    times = [0.0] * len(runners)
    for _ in range(PARTS):
        for place, (lines, work) in enumerate(runners):
            started = time.perf_counter()
            for line in lines:
                work(line)
            times[place] += time.perf_counter() - started
    return times


def _lines(rules: list[str | None]) -> list[bytes]:
    """Make up timelines, always the same ones."""
    random = Random(20261123)
    return [json.dumps(_timeline(number, rules[number % len(rules)], random)).encode() for number in range(DISTINCT)]


def _timeline(number: int, rules: str | None, random: Random) -> dict[str, Any]:
    at = random.choice(CHANGES) + timedelta(seconds=random.randrange(-400_000, 400_000))
    events = []
    for _ in range(random.randrange(3, 12)):
        at += timedelta(seconds=random.choice([60, 3600, random.randrange(100_000), 86_400]))
        events.append(_event(at, random))
    line = {
        "id": f"t{number}",
        "currency": "USD",
        "timezone": "America/Mexico_City",
        "free_used": random.randrange(1001),
    }
    return {**line, **({"rules": rules} if rules else {}), "customer": random.choice(CUSTOMERS), "events": events}


def _event(at: datetime, random: Random) -> dict[str, Any]:
    kind = random.choice(KINDS)
    zone = random.choice([UTC, *map(_offset, (-6, -3, 2))])
    event: dict[str, Any] = {"at": at.astimezone(zone).isoformat(), "type": kind.type}
    said = {"category": kind.category, "entry_point": kind.entry_point}
    event |= {name: value for name, value in said.items() if value}
    return event | ({"status": kind.status} if kind.category else {"device": kind.device} if kind.entry_point else {})


def _offset(hours: int) -> Any:
    return datetime.fromisoformat(f"2024-01-01T00:00:00{hours:+03}:00").tzinfo


def _memory(lines: Iterable[bytes], times: float) -> float:
    """Return the peak of a process that replays the lines so many times."""
    text = b"\n".join(lines) + b"\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lines.jsonl"
        path.write_bytes((text * int(times + 1))[: int(len(text) * times)].rpartition(b"\n")[0])
        command = [sys.executable, "-c", PEAK, str(path)]
        done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return float(done.stderr.split()[-1])
