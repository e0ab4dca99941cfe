"""Reads the folder with the account's own rate cards and volume tiers. It is used whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from pricing.cards import Card, CardInfo, packaged_card, packaged_infos
from pricing.errors import InvalidRateCard, Problem
from pricing.own.cards import heading_of_card, read_card
from pricing.own.ladders import ladders
from pricing.own.sheets import Sheet
from pricing.own.tiers import Tiers, heading_of_tiers, read_tiers

_Key = tuple[str, date]


def read_folder(folder: Path) -> tuple[Card, ...]:
    """Return the cards of every `*.csv` in a folder. Raises `InvalidRateCard` with every mistake in all of them."""
    return read_files(files_in(folder))


def files_in(folder: Path) -> list[Path]:
    """Return the CSV files of a folder in order of name. Raises `InvalidRateCard` if there are none."""
    if not folder.is_dir():
        raise InvalidRateCard((Problem("no_folder", str(folder)),))
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    if not files:
        raise InvalidRateCard((Problem("no_files", str(folder)),))
    return files


def read_files(files: Iterable[Path]) -> tuple[Card, ...]:
    """Return the cards of the given files, with the tiers among them. Raises as `read_folder` does."""
    sheets = [_sheet(path) for path in files]
    cards: dict[_Key, Card] = {}
    tiers: list[tuple[Sheet, Tiers]] = []
    for sheet in sheets:
        _sort(sheet, cards, tiers)
    for sheet, found in tiers:
        _attach(sheet, found, cards)
    problems = tuple(problem for sheet in sheets for problem in sheet.problems)
    if problems:
        raise InvalidRateCard(problems)
    return tuple(cards.values())


def _sheet(path: Path) -> Sheet:
    try:
        return Sheet(path.name, path.read_bytes())
    except OSError as error:
        sheet = Sheet(path.name, b"")
        sheet.wrong("unreadable", value=error.strerror or "")
        return sheet


def _sort(sheet: Sheet, cards: dict[_Key, Card], tiers: list[tuple[Sheet, Tiers]]) -> None:
    """Read one file as what its heading says it is."""
    if sheet.problems:
        return
    if not sheet.rows:
        sheet.wrong("empty_file")
    elif (position := heading_of_tiers(sheet)) is not None:
        found = read_tiers(sheet, position)
        if found:
            tiers.append((sheet, found))
    elif (position := heading_of_card(sheet)) is not None:
        _add(sheet, read_card(sheet, position), cards)
    else:
        sheet.wrong("no_heading", sheet.rows[0], 0, sheet.rows[0].cells[0])


def _add(sheet: Sheet, card: Card | None, cards: dict[_Key, Card]) -> None:
    if card is None:
        return
    key = (card.info.currency, card.info.day)
    if key in cards:
        sheet.wrong("duplicate_card", value=cards[key].info.source)
    else:
        cards[key] = card


def _attach(sheet: Sheet, tiers: Tiers, cards: dict[_Key, Card]) -> None:
    """Give the card of the same day and currency its ladders; their first rate must be the card's own."""
    key = (tiers.currency, tiers.day)
    card = cards.get(key) or _packaged(key)
    if card is None:
        sheet.wrong("tiers_without_card", value=f"{tiers.day} {tiers.currency}")
        return
    for step in tiers.steps:
        cell = card.cells.get((step.market, step.category))
        if step.first <= 1 and (cell is None or cell.amount != step.rate):
            sheet.wrong("tier_list_rate", step.row, step.column, f"{step.rate}")
    found = ladders(sheet, tiers)
    for market, category in found.keys() & card.ladders.keys():
        sheet.wrong("duplicate_tiers", value=f"{market} {category}")
    cards[key] = replace(card, ladders=card.ladders | found)


def _packaged(key: _Key) -> Card | None:
    known: dict[_Key, CardInfo] = {(info.currency, info.day): info for info in packaged_infos()}
    return packaged_card(known[key]) if key in known else None
