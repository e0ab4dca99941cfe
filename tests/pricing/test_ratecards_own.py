"""The account's own rate cards and volume tiers: what is accepted, and that every mistake is named with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pricing.cards import Card
from pricing.errors import InvalidRateCard, Problem
from pricing.own.folder import files_in, read_files
from pricing.ratecards import RateBook
from pricing.types import Category, NoPrice, Price
from tests.cases.load import cases

WRONG = cases("rates/own_wrong.toml")["case"]
RIGHT = cases("rates/own_right.toml")["case"]
GOOD = "Market,Currency,Marketing,Utility,Authentication\nSpain,USD,0.0707,0.0200,0.0200\n"


def problems_of(*files: Path) -> list[Problem]:
    """Return what is wrong with files that must not be accepted."""
    with pytest.raises(InvalidRateCard) as caught:
        read_files(files)
    return list(caught.value.problems)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["why"])
def test_every_mistake_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    """Each mistake of a file is reported, in one go, with its line, column and text; and nothing else is."""
    file = tmp_path / case.get("name", "USD 2026-10-01.csv")
    file.write_text(case["content"], "utf-8")
    found = [[one.code, one.line, one.column, one.value] for one in problems_of(file)]
    assert found == case["problems"]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["why"])
def test_a_wrong_file_spoils_the_folder(case: dict[str, Any], tmp_path: Path) -> None:
    """A folder is used whole or not at all: a good card beside a wrong one is not used either."""
    (tmp_path / "GBP 2026-10-01.csv").write_text(GOOD.replace("USD", "GBP"), "utf-8")
    (tmp_path / case.get("name", "USD 2026-10-01.csv")).write_text(case["content"], "utf-8")
    with pytest.raises(InvalidRateCard) as caught:
        RateBook.with_own(tmp_path)
    assert len(caught.value.problems) == len(case["problems"])


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["why"])
def test_accepted(case: dict[str, Any], tmp_path: Path) -> None:
    """A good folder gives the prices that stand in it, under its own name, and leaves the others alone."""
    for name, content in case["files"].items():
        (tmp_path / name).write_text(content, "utf-8")
    book = RateBook.with_own(tmp_path)
    for wanted in case["price"]:
        answer = book.quote(
            wanted["market"], Category(wanted["category"]), wanted["currency"], wanted["day"], wanted.get("before", 0)
        )
        if "none" in wanted:
            assert isinstance(answer, NoPrice)
            assert answer.reason == wanted["none"]
        else:
            assert isinstance(answer, Price)
            assert (answer.amount, answer.source) == (Decimal(wanted["amount"]), wanted["source"])
            assert answer.tier_from == wanted.get("tier")
            assert (answer.basis == "own") == (answer.source != "packaged")


def test_two_files_of_one_day(tmp_path: Path) -> None:
    """Two cards of one day and currency contradict each other; the second is reported with the name of the first."""
    for name in ("a 2026-10-01.csv", "b 2026-10-01.csv"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    assert problems_of(*files_in(tmp_path)) == [Problem("duplicate_card", "b 2026-10-01.csv", value="a 2026-10-01.csv")]


def test_two_files_of_tiers(tmp_path: Path) -> None:
    """One market's tiers in two files contradict each other."""
    content = "Market,Category,Currency,From,To,Rate\nSpain,Utility,USD,0,,0.0200\n"
    for name in ("a 2026-10-01.csv", "b 2026-10-01.csv"):
        (tmp_path / name).write_text(content, "utf-8")
    assert problems_of(*files_in(tmp_path)) == [Problem("duplicate_tiers", "b 2026-10-01.csv", value="Spain utility")]


def test_not_text(tmp_path: Path) -> None:
    """A file in another encoding is named with the line where that shows."""
    file = tmp_path / "2026-10-01.csv"
    file.write_bytes(GOOD.encode() + "México".encode("latin-1"))
    assert problems_of(file) == [Problem("not_utf8", "2026-10-01.csv", 3)]


def test_byte_order_mark(tmp_path: Path) -> None:
    """Spreadsheets put a mark in front of UTF-8; it is no part of the first heading."""
    file = tmp_path / "2026-10-01.csv"
    file.write_text(GOOD, "utf-8-sig")
    (card,) = read_files([file])
    assert card.info.currency == "USD"


def test_windows_line_ends(tmp_path: Path) -> None:
    """Lines may end as Windows ends them; the places of mistakes stay right."""
    file = tmp_path / "2026-10-01.csv"
    file.write_bytes((GOOD + "Peru,USD,x,0.03,0.03\n").replace("\n", "\r\n").encode())
    assert problems_of(file) == [Problem("bad_number", "2026-10-01.csv", 3, 3, "x")]


def test_not_csv(tmp_path: Path) -> None:
    """A field larger than any card is reported as not being CSV."""
    file = tmp_path / "2026-10-01.csv"
    file.write_text('Market,Currency\n"' + "x" * 200_000, "utf-8")
    assert problems_of(file) == [Problem("not_csv", "2026-10-01.csv", 2)]


def test_unreadable(tmp_path: Path) -> None:
    """A file that is not there is reported like any other mistake, beside those of the others."""
    wrong = tmp_path / "2026-10-01.csv"
    wrong.write_text("", "utf-8")
    assert [one.code for one in problems_of(tmp_path / "gone.csv", wrong)] == ["unreadable", "empty_file"]


@pytest.mark.parametrize(("name", "code"), [("", "no_files"), ("gone", "no_folder")])
def test_folder_without_cards(tmp_path: Path, name: str, code: str) -> None:
    """A folder that is not there or holds no card is a mistake of the setting, not an account without cards."""
    with pytest.raises(InvalidRateCard) as caught:
        RateBook.with_own(tmp_path / name)
    assert [one.code for one in caught.value.problems] == [code]
    assert str(tmp_path) in str(caught.value)


def test_for_account(tmp_path: Path) -> None:
    """Without a folder an account has the packaged cards; with one, its own besides."""
    (tmp_path / "2026-10-01.csv").write_text(GOOD.replace("USD", "GBP"), "utf-8")
    assert RateBook.for_account("") is RateBook.packaged()
    own = RateBook.for_account(str(tmp_path))
    assert [info.currency for info in own.cards() if info.source != "packaged"] == ["GBP"]
    assert len(own.cards()) == len(RateBook.packaged().cards()) + 1


def test_a_replaced_card_is_listed_once(tmp_path: Path) -> None:
    """An own card of a packaged day and currency stands in the list instead of it."""
    (tmp_path / "2026-10-01.csv").write_text(GOOD, "utf-8")
    book = RateBook.with_own(tmp_path)
    assert len(book.cards()) == len(RateBook.packaged().cards())
    assert book.cards()[-1].source == "2026-10-01.csv"


def test_nearest_may_be_an_own_figure(tmp_path: Path) -> None:
    """The nearest figure that is shown as information can be from an own card, under its own date."""
    (tmp_path / "2026-10-01.csv").write_text(GOOD.replace("USD", "GBP"), "utf-8")
    answer = RateBook.with_own(tmp_path).quote("Spain", Category.UTILITY, "GBP", date.fromisoformat("2026-09-30"))
    assert isinstance(answer, NoPrice)
    assert answer.nearest is not None
    assert (answer.nearest.source, answer.nearest.card) == ("2026-10-01.csv", date.fromisoformat("2026-10-01"))


def test_problems_as_text() -> None:
    """The error's own text names every problem with its place, for logs."""
    error = InvalidRateCard((Problem("bad_number", "a.csv", 3, 2, "x"), Problem("no_date", "a.csv")))
    assert str(error) == "a.csv:3:2: bad_number 'x'; a.csv:0:0: no_date ''"


@given(content=st.text(max_size=400))
@settings(max_examples=150)
def test_any_text(content: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in a file, it is a card or its mistakes are named; nothing else is raised."""
    file = tmp_path_factory.mktemp("own") / "2026-10-01.csv"
    file.write_text("Market,Currency,Marketing,Utility,Authentication\n" + content, "utf-8", errors="replace")
    named: list[Problem] = []
    cards: tuple[Card, ...] = ()
    try:
        cards = read_files([file])
    except InvalidRateCard as error:
        named = list(error.problems)
    assert bool(named) != bool(cards)
    assert all(one.file == file.name and one.line >= 0 for one in named)
