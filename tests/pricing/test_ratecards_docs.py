"""`docs/rates.md` says what is in the data, and its examples work."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pricing.cards import packaged_card, packaged_infos
from pricing.ratecards import RateBook
from pricing.tables import rows
from pricing.types import Category, Price

TEXT = (Path(__file__).parents[2] / "docs" / "rates.md").read_text("utf-8")
TABLE = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| ")]


def test_every_card_is_listed() -> None:
    """The table has a row for each card, in order, with what is really on it."""
    listed = [row[:6] for row in TABLE if re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[0])]
    expected = []
    for info in packaged_infos():
        cells = packaged_card(info).cells
        filled = sum(cell.amount is not None for cell in cells.values())
        blank = sum(cell.basis == "empty" for cell in cells.values())
        markets = len({market for market, _ in cells})
        expected.append([str(info.day), info.currency, info.unit.value, str(markets), str(filled), str(blank)])
    assert listed == expected


def test_every_basis_is_explained() -> None:
    """Each basis a figure can have stands in the table of bases, and no other."""
    explained = {row[0].strip("`") for row in TABLE if row[0].startswith("`")}
    assert explained == {basis for _, basis, _, _ in rows("notes.csv")} | {"own"}


def test_every_source_is_explained() -> None:
    """Each key that stands as evidence beside a figure is explained."""
    explained = {row[0] for row in TABLE if re.fullmatch(r"[MS]\d+[ab]?", row[0])}
    used = {key for _, _, evidence, _ in rows("notes.csv") for key in evidence.split()}
    assert used <= explained
    assert explained - used <= {"S11"}  # the one whose figure was not chosen


@pytest.fixture
def book(tmp_path: Path) -> RateBook:
    """The cards that the examples of the page make."""
    for number, example in enumerate(re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL)):
        (tmp_path / f"example {number}.csv").write_text(example, "utf-8")
    return RateBook.with_own(tmp_path)


@pytest.mark.parametrize(
    ("before", "amount", "tier"), [(0, "0.0152", None), (249_999, "0.0152", None), (250_000, "0.0144", 250_001)]
)
def test_examples_work(book: RateBook, before: int, amount: str, tier: int | None) -> None:
    """The example files are accepted and give the prices they show."""
    price = book.quote("Spain", Category.UTILITY, "GBP", date(2026, 11, 1), before)
    assert isinstance(price, Price)
    assert (price.amount, price.tier_from, price.basis) == (Decimal(amount), tier, "own")


def test_conflicts_that_were_left_open_are_blank() -> None:
    """Cells of which the page says that they are blank are."""
    book = RateBook.packaged()
    blank = [
        ("India", Category.AUTHENTICATION, date(2024, 6, 30)),
        ("Rest of Africa", Category.UTILITY, date(2024, 8, 1)),
        ("Rest of Africa", Category.UTILITY, date(2025, 6, 30)),
        ("North America", Category.AUTHENTICATION, date(2025, 7, 1)),
        ("Egypt", Category.AUTHENTICATION_INTERNATIONAL, date(2025, 7, 1)),
    ]
    for market, category, day in blank:
        assert not isinstance(book.quote(market, category, "USD", day), Price)


def test_gaps_are_as_many_as_said() -> None:
    """Eighteen markets have an authentication-international rate on the last card whose figure is not known."""
    card = packaged_card(packaged_infos()[-1])
    unknown = [key for key, cell in card.cells.items() if cell.basis == "empty"]
    assert len(unknown) == 18
    assert {category for _, category in unknown} == {Category.AUTHENTICATION_INTERNATIONAL}
