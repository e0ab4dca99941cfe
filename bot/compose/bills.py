"""Tables of bills: what volumes come to, part by part or era by era. A column stands only where it says something."""

from __future__ import annotations

from bot.compose.amounts import span, sum_span
from bot.compose.tables import notes_of, price_cell, rows_of
from bot.compose.wording import Wording
from bot.findings import EraLine, Item
from bot.replies import Block, BlockKind
from pricing.types import Price


def bill_table(items: tuple[Item, ...], wording: Wording) -> list[Block]:
    """Return what a bill is made of, one row a part."""
    columns = {
        "place": [wording.place(item.country, item.market) or "" for item in items],
        "category": [wording.category(item.category) if item.category else "" for item in items],
        "count": [span(item.low, item.high, wording) for item in items],
        "charged": [span(item.billable_low, item.billable_high, wording) for item in items],
        "price": [price_cell(item.price, wording) if item.category else "" for item in items],
        "total": [total_span(item, wording) for item in items],
    }
    if columns["charged"] == columns["count"]:
        del columns["charged"]
    shown = {name: cells for name, cells in columns.items() if any(cells)}
    return [Block(kind=BlockKind.TABLE, rows=rows_of(shown, wording), lines=notes_of(items, wording))]


def era_table(lines: tuple[EraLine, ...], currency: str, wording: Wording) -> list[Block]:
    """Return one row an era."""
    missing = wording.say("price.none.cell")
    columns = {
        "rules": [wording.say.find(f"era.short.{line.era}") or line.era for line in lines],
        "card": [wording.write.day(line.card) if line.card else "" for line in lines],
        "opens": [wording.write.number(line.opens) for line in lines],
        "charged": [wording.write.number(line.charged) for line in lines],
        "total": [missing if line.total is None else wording.write.total(line.total, currency) for line in lines],
        "difference": [
            "" if line.difference is None else wording.write.difference(line.difference, currency) for line in lines
        ],
    }
    shown = {name: cells for name, cells in columns.items() if any(cell not in ("", "0") for cell in cells)}
    return [Block(kind=BlockKind.TABLE, rows=rows_of(shown, wording))]


def total_span(item: Item, wording: Wording) -> str:
    """Return what a part costs: a sum, a range of two, or nothing where it has no price."""
    if not isinstance(item.price, Price) or item.total_low is None:
        return ""
    return sum_span(item.total_low, item.total_high, item.price.currency, wording)
