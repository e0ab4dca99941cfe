"""`make bench`: run every benchmark and print its ratio beside the bound it must keep."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence

import tests.bench

Row = tuple[str, float, float]
"""What was measured, the ratio, and the most it may be."""


def main(wanted: Sequence[str]) -> int:
    """Run the benchmarks named, or all; exit status 1 if a bound is broken."""
    broken = 0
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name.startswith("_") or (wanted and module.name not in wanted):
            continue
        for name, ratio, bound in importlib.import_module(f"tests.bench.{module.name}").run():
            kept = ratio <= bound
            broken += not kept
            sys.stdout.write(f"{'ok  ' if kept else 'OVER'}  {name:<70} {ratio:8.2f}  (at most {bound:g})\n")
            sys.stdout.flush()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
