"""`cuanto ask` as a whole process against a bare interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

_RUNS = 15
_QUESTION = "cuanto cuesta una conversacion de utilidad en mexico?"


def run() -> list[tuple[str, float, float]]:
    """Interleave both commands and compare the medians."""
    cuanto = str(Path(sys.executable).with_name("cuanto"))
    commands = {"ask": [cuanto, "ask", _QUESTION], "bare": [sys.executable, "-c", "pass"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(_RUNS + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if number:  # the first round only warms the file cache
                times[name].append(time.perf_counter() - started)
    ratio = statistics.median(times["ask"]) / statistics.median(times["bare"])
    return [("cuanto ask as a whole process / python -c pass", ratio, 15)]
