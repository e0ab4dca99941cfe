"""The mistakes of rate card files in words, one line each, with the place in front as compilers write it."""

from __future__ import annotations

from collections.abc import Iterable

from locales.translate import Translator
from pricing.errors import Problem


def problem_lines(problems: Iterable[Problem], say: Translator) -> list[str]:
    """Return one line a mistake: `rates.csv:12:4: not a figure: 0,03`."""
    return [f"{_place(problem)}: {say(f'card.problem.{problem.code}', value=problem.value)}" for problem in problems]


def _place(problem: Problem) -> str:
    place = (problem.line, problem.column) if problem.column else (problem.line,) if problem.line else ()
    return ":".join([problem.file, *map(str, place)])
