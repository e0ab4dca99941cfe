"""`python -m tests.score`: how many of the questions the real command answers right, by language and kind."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.scoring import NOW, QUESTIONS, Line, Mark, load, load_cards, mark

KINDS = ("scenario", "category", "rate", "estimate", "rule", "offtopic", "smalltalk")
COMMAND = (str(Path(sys.executable).with_name("cuanto")), "ask", "--batch", "-", "--now", NOW)


def main(arguments: Sequence[str] | None = None) -> int:
    """Asks, judges and prints the table; the last line sums it up. Exit status 1 if a question got no answer."""
    options = parse(arguments)
    questions = load(options.file or sorted(QUESTIONS.glob("*.jsonl")))
    answers, cards = ask(questions), load_cards()
    marks = [mark(question, answers.get(question["id"]), cards) for question in questions]
    lines = [*table(marks), "", *(details(marks) if options.show else ()), summary(marks)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if len(answers) == len(questions) else 1


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.score", description=__doc__)
    parser.add_argument("--show", action="store_true", help="list the wrong answers and the invented prices")
    parser.add_argument("--file", type=Path, action="append", help="another question file; may be given again")
    return parser.parse_args(arguments)


def ask(questions: Iterable[Line]) -> dict[str, Line]:
    """The command's answers by question id. Only id and text are sent: the language is for the command to find."""
    lines = [json.dumps({"id": question["id"], "text": question["text"]}) for question in questions]
    done = subprocess.run(COMMAND, input="\n".join(lines) + "\n", capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(f"exit status {done.returncode}\n{done.stderr}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {answer["id"]: answer for answer in answers}


def table(marks: Sequence[Mark]) -> list[str]:
    """Right answers out of all, one row a language, one column a kind."""
    languages = sorted({mark.question["lang"] for mark in marks})
    head = "".join(f"{kind:>12}" for kind in (*KINDS, "all"))
    return [f"  {head}", *(f"{lang}{row([m for m in marks if m.question['lang'] == lang])}" for lang in languages)]


def row(marks: Sequence[Mark]) -> str:
    """The cells of one language."""
    columns = [[m for m in marks if m.question["kind"] == kind] for kind in KINDS]
    return "".join(f"{f'{right(column)}/{len(column)}':>12}" for column in (*columns, marks))


def right(marks: Iterable[Mark]) -> int:
    """How many are right."""
    return sum(mark.right for mark in marks)


def details(marks: Iterable[Mark]) -> list[str]:
    """The wrong answers and what is wrong with them."""
    bad = [mark for mark in marks if mark.faults or mark.invented]
    return [line for mark in bad for line in (describe(mark), "")]


def describe(mark: Mark) -> str:
    """One wrong answer: the question, then its faults."""
    question = mark.question
    found = [*mark.faults, *(f"invented price: {price}" for price in mark.invented)]
    return "\n    ".join([f"{question['id']} {question['kind']}: {question['text']}", *found])


def summary(marks: Sequence[Mark]) -> str:
    """The last line."""
    share = 100 * right(marks) / max(len(marks), 1)
    invented = sum(len(mark.invented) for mark in marks)
    return f"questions: {right(marks)}/{len(marks)} right ({share:.1f}%), invented prices: {invented}"


if __name__ == "__main__":
    raise SystemExit(main())
