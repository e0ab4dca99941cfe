"""Judging an answer: does it say what the rules decide, and does every price in it stand on a rate card?

Works on plain answer objects (decoded JSON), so that the same judgement serves the command's output and answers
produced in-process.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "cases" / "questions"
CARDS = ROOT / "pricing" / "rates" / "cards"
NOW = "2026-11-23T09:00:00+00:00"
"""The day the questions are asked on: "today" and "now" in them mean this one."""

Line = Mapping[str, Any]
Cards = Mapping[tuple[str, str], Mapping[tuple[str, str], str]]
"""(first day, currency) → (market, category) → the figure as printed; an empty cell is absent."""

FIELDS = (
    "opens",
    "category",
    "charged",
    "free_reason",
    "country",
    "quantity",
    "billable_quantity",
    "conversations_opened",
)
DECIDED = ("opens", "category", "charged", "free_reason", "conversations_opened")
COUNTS = ("quantity", "billable_quantity")
PER_PART = ("country", "category", *COUNTS)
NEIGHBOURS = {"rule", "scenario"}
WITHOUT_FIGURES = {"offtopic", "smalltalk"}
CARD_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_([A-Z]{3})")
BESIDE = ("market", "_note")
"""How the names of the columns end that hold no price."""
FIGURE = r"\d[\d.,]*"
SIGN = r"(?:[$€£₹]|US\$|(?<![a-z])(?:USD|EUR|GBP|INR|MXN|COP|CLP|PEN|ARS|BRL)(?![a-z]))"
UNIT = r"(?:d[oó]lar|dollar|euro|peso|sol(?:es)?\b|rupee|rupia|cent(?:avo|s)?\b|c[eé]ntimo|pound|libra)"
PRICE = re.compile(rf"{SIGN}\s*{FIGURE}|{FIGURE}\s*(?:{SIGN}|{UNIT})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is wrong with the answer to one question; nothing wrong is two empty tuples."""

    question: Line
    faults: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the answer says everything the expectation asks for."""
        return not self.faults


def load(paths: Iterable[Path]) -> list[Line]:
    """The questions of these JSON Lines files, in file order."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def load_cards(folder: Path = CARDS) -> Cards:
    """Every rate card of a folder, by first day and currency."""
    named = ((CARD_NAME.fullmatch(path.stem), path) for path in sorted(folder.glob("*.csv")))
    return {(name[1], name[2]): dict(cells(path)) for name, path in named if name}


def cells(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """The filled cells of one card."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            figures = ((column, cell) for column, cell in row.items() if cell and not column.endswith(BESIDE))
            yield from (((row["market"], category), cell) for category, cell in figures)


def mark(question: Line, answer: Line | None, cards: Cards) -> Mark:
    """Judges one answer; no answer at all, or an error in its place, is one fault."""
    if answer is None or "intent" not in answer:
        return Mark(question=question, faults=(f"no answer: {answer}",), invented=())
    found = (kind_faults, field_faults, part_faults, event_faults, need_faults, figure_faults)
    faults = tuple(fault for check in found for fault in check(question, answer))
    return Mark(question=question, faults=faults, invented=tuple(invented_prices(answer, cards)))


def kind_faults(question: Line, answer: Line) -> Iterator[str]:
    """The intent must be the question's kind; without a verdict, how a rule works and what happens are one thing."""
    kind, intent = question["kind"], answer["intent"]
    undecided = all(question["expect"].get(field) is None for field in DECIDED)
    if intent != kind and not (undecided and {kind, intent} <= NEIGHBOURS):
        yield f"intent {intent}, not {kind}"


def field_faults(question: Line, answer: Line) -> Iterator[str]:
    """Each expected field must be stated, by the verdict or by all the parts together."""
    for field in FIELDS:
        wanted = question["expect"].get(field)
        if wanted is not None and wanted not in (said := list(stated(answer, field))):
            yield f"{field} {said[0] if said else None}, not {wanted}"


def stated(answer: Line, field: str) -> Iterator[Any]:
    """The values an answer gives for a field: the verdict's, the one its parts share, the sum of their counts."""
    verdict, parts = answer.get("verdict") or {}, answer.get("items") or []
    if field == "conversations_opened":
        yield answer.get(field)
        return
    yield verdict.get(field)
    values = [part.get(field) for part in parts] if field in PER_PART else []
    if values and None not in values:
        yield from set(values) if len(set(values)) == 1 else ()
        yield from [sum(values)] if field in COUNTS else ()


def part_faults(question: Line, answer: Line) -> Iterator[str]:
    """Every expected part must have its own counterpart, in any order, and none may be left over."""
    wanted = question["expect"].get("items")
    if wanted is None:
        return
    left = list(answer.get("items") or [])
    for part in wanted:
        twin = next((other for other in left if fits(part, other)), None)
        if twin is None:
            yield f"no part {part}"
        else:
            left.remove(twin)
    yield from (f"a part too many: {part.get('country')} {part.get('category')}" for part in left)


def fits(wanted: Line, part: Line) -> bool:
    """Whether a part is the one expected; one message needs no count."""
    either_one = wanted.get("quantity") == 1 and part.get("quantity") is None
    pairs = ((name, value) for name, value in wanted.items() if value is not None)
    return all(part.get(name) == value or (name == "quantity" and either_one) for name, value in pairs)


def event_faults(question: Line, answer: Line) -> Iterator[str]:
    """A story must be read as the same number of messages, each doing what the rules say."""
    wanted = question.get("expect_events")
    if not wanted:
        return
    told = {event.get("index"): event for event in answer.get("events") or []}
    if len(told) != len(wanted):
        yield f"{len(told)} messages, not {len(wanted)}"
    for index, event in enumerate(wanted):
        for field, value in event.items():
            got = told.get(index, event).get(field)
            if value is not None and got != value:
                yield f"message {index}: {field} {got}, not {value}"


def need_faults(question: Line, answer: Line) -> Iterator[str]:
    """Where something is missing, at least one of the missing pieces must be asked back for."""
    wanted = question.get("needs_followup")
    if wanted and not set(wanted.split(",")) & set(answer.get("needs") or ()):
        yield f"asks for {answer.get('needs')}, not {wanted}"


def figure_faults(question: Line, answer: Line) -> Iterator[str]:
    """A declined question and a greeting are answered without any price."""
    if question["kind"] not in WITHOUT_FIGURES:
        return
    if price := PRICE.search(answer.get("text") or ""):
        yield f"a price in the text: {price[0]}"
    if (answer.get("verdict") or {}).get("amount") is not None:
        yield "a price in the verdict"


def invented_prices(answer: Line, cards: Cards) -> Iterator[str]:
    """The unit prices of an answer that are not what their card prints."""
    for where, card, priced in priced_parts(answer):
        amount = priced.get("amount")
        if amount is None or (priced.get("charged") is False and is_nothing(amount)):
            continue
        printed = cards.get((card or newest(cards), priced.get("currency") or "USD"), {})
        cell = printed.get((str(priced.get("market")), str(priced.get("category"))))
        if not isinstance(amount, str) or cell is None or number(amount) != number(cell):
            yield f"{where}: {amount} for {priced.get('market')} {priced.get('category')} on {card}, printed is {cell}"


def priced_parts(answer: Line) -> Iterator[tuple[str, str | None, Line]]:
    """Where an answer states unit prices, each with the card it names."""
    verdict, card = answer.get("verdict") or {}, answer.get("rate_card")
    yield "verdict", card, verdict
    shared = {"currency": verdict.get("currency")}
    yield from (("part", part.get("rate_card") or card, {**shared, **part}) for part in answer.get("items") or [])
    if today := answer.get("today"):
        yield "today", today.get("rate_card"), today
    placed = {**shared, "market": verdict.get("market")}
    yield from (("message", card, {**placed, **event}) for event in answer.get("events") or [])


def newest(cards: Cards) -> str:
    """The first day of the latest card: the one that today's rules use."""
    return max((day for day, _ in cards), default="")


def is_nothing(amount: object) -> bool:
    """Whether an amount is zero."""
    return number(amount) == 0


def number(amount: object) -> Decimal | None:
    """The amount as a number, or None where it is not one."""
    try:
        return Decimal(str(amount))
    except InvalidOperation:
        return None
