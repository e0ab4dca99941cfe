"""Tables of prices: a column stands only where its cells differ."""

from __future__ import annotations

from bot.compose.prices import no_price_lines
from bot.compose.wording import Wording, capital, per_message
from bot.findings import Item
from bot.replies import Block, BlockKind
from pricing.types import NoPrice, Price


def price_table(items: tuple[Item, ...], wording: Wording) -> list[Block]:
    """Return the items as rows, with a note for each cell that is not published."""
    columns = {
        "place": [wording.place(item.country, item.market) or "" for item in items],
        "category": [wording.category(item.category) if item.category else "" for item in items],
        "card": [_card(item, wording) for item in items],
    }
    shown = {name: cells for name, cells in columns.items() if len(set(filter(None, cells))) > 1}
    shown["price"] = _prices(items, wording)
    return [Block(kind=BlockKind.TABLE, rows=rows_of(shown, wording), lines=notes_of(items, wording))]


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


def price_cell(price: Price | NoPrice, wording: Wording) -> str:
    """Return the figure, or that there is none."""
    return wording.rate(price) if isinstance(price, Price) else wording.say("price.none.cell")


def _card(item: Item, wording: Wording) -> str:
    return wording.write.day(item.price.card) if item.price.card else ""


def notes_of(items: tuple[Item, ...], wording: Wording) -> tuple[str, ...]:
    """Return why some of the items have no price, each reason once."""
    missing = [(item, item.price) for item in items if isinstance(item.price, NoPrice)]
    return tuple(
        dict.fromkeys(line for item, price in missing for line in no_price_lines(price, item.country, wording))
    )


def rows_of(columns: dict[str, list[str]], wording: Wording) -> tuple[tuple[str, ...], ...]:
    """Return columns as rows under their headings."""
    head = tuple(wording.say(f"rate.head.{name}") for name in columns)
    return (head, *zip(*columns.values(), strict=True))
