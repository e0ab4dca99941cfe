"""Tables of prices and bills: a column stands only where its cells differ or say something."""

from __future__ import annotations

from decimal import Decimal

from bot.compose.prices import no_price_lines
from bot.compose.wording import Wording, capital, per_message
from bot.findings import EraLine, Item
from bot.replies import Block, BlockKind
from pricing.types import NoPrice, Price

Columns = dict[str, list[str]]


def price_table(items: tuple[Item, ...], wording: Wording) -> list[Block]:
    """Return the items as rows, with a note for each cell that is not published."""
    columns = {
        "place": [wording.place(item.country, item.market) or "" for item in items],
        "category": [wording.category(item.category) if item.category else "" for item in items],
        "card": [_card(item, wording) for item in items],
    }
    shown = {name: cells for name, cells in columns.items() if len(set(filter(None, cells))) > 1}
    shown["price"] = _prices(items, wording)
    notes = tuple(dict.fromkeys(note for item in items for note in _notes(item, wording)))
    return [Block(kind=BlockKind.TABLE, rows=_rows(shown, wording), lines=notes)]


def _prices(items: tuple[Item, ...], wording: Wording) -> list[str]:
    """Return the figures, with their unit where conversations stand beside messages."""
    eras = {item.era for item in items if item.era}
    if len({per_message(era) for era in eras}) < 2:
        return [price_cell(item.price, wording) for item in items]
    return [
        wording.unit_rate(item.price, item.era)
        if isinstance(item.price, Price) and item.era
        else price_cell(item.price, wording)
        for item in items
    ]


def priced(items: tuple[Item, ...]) -> list[tuple[Item, Price]]:
    """Return the items that have a price, with it."""
    return [(item, item.price) for item in items if isinstance(item.price, Price)]


def sources_block(items: tuple[Item, ...], era: str, wording: Wording) -> list[Block]:
    """Return unit and card of figures that share them, to stand over their table."""
    units = {per_message(item.era or era) for item, _ in priced(items)}
    cards = {price.card for _, price in priced(items)}
    parts = [
        wording.say("rate.unit.message" if unit else "rate.unit.conversation") for unit in units if len(units) == 1
    ]
    parts += [wording.say("price.source", card=wording.write.day(card)) for card in cards if len(cards) == 1]
    return [Block(kind=BlockKind.PRICE, lines=(capital(" · ".join(parts)),))] if parts else []


def bill_table(items: tuple[Item, ...], wording: Wording) -> list[Block]:
    """Return what a bill is made of, one row a part."""
    columns = {
        "place": [wording.place(item.country, item.market) or "" for item in items],
        "category": [wording.category(item.category) if item.category else "" for item in items],
        "count": [span(item.low, item.high, wording) for item in items],
        "charged": [span(item.billable_low, item.billable_high, wording) for item in items],
        "price": [price_cell(item.price, wording) for item in items],
        "total": [total_span(item, wording) for item in items],
    }
    if columns["charged"] == columns["count"]:
        del columns["charged"]
    shown = {name: cells for name, cells in columns.items() if any(cells)}
    notes = tuple(dict.fromkeys(note for item in items for note in _notes(item, wording)))
    return [Block(kind=BlockKind.TABLE, rows=_rows(shown, wording), lines=notes)]


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
    return [Block(kind=BlockKind.TABLE, rows=_rows(shown, wording))]


def price_cell(price: Price | NoPrice, wording: Wording) -> str:
    """Return the figure, or that there is none."""
    return wording.rate(price) if isinstance(price, Price) else wording.say("price.none.cell")


def span(low: Decimal | None, high: Decimal | None, wording: Wording) -> str:
    """Return a count, or a range of two."""
    if low is None:
        return ""
    if high is None or high == low:
        return wording.write.number(low)
    return f"{wording.write.number(low)}–{wording.write.number(high)}"


def total_span(item: Item, wording: Wording) -> str:
    """Return what a part costs: a sum, a range of two, or nothing where it has no price."""
    if not isinstance(item.price, Price) or item.total_low is None:
        return ""
    return sum_span(item.total_low, item.total_high, item.price.currency, wording)


def sum_span(low: Decimal, high: Decimal | None, currency: str, wording: Wording) -> str:
    """Return a sum of money, or a range of two."""
    if high is None or high == low:
        return wording.write.total(low, currency)
    ends = wording.write.total(low, currency), wording.write.total(high, currency)
    return wording.say("estimate.range", low=ends[0], high=ends[1])


def _card(item: Item, wording: Wording) -> str:
    return wording.write.day(item.price.card) if item.price.card else ""


def _notes(item: Item, wording: Wording) -> list[str]:
    return no_price_lines(item.price, item.country, wording) if isinstance(item.price, NoPrice) else []


def _rows(columns: Columns, wording: Wording) -> tuple[tuple[str, ...], ...]:
    head = tuple(wording.say(f"rate.head.{name}") for name in columns)
    return (head, *zip(*columns.values(), strict=True))
