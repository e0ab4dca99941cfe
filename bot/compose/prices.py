"""Price lines: the figure, where and when it holds, and how well it is attested; or why there is none."""

from __future__ import annotations

from bot.compose.wording import Wording
from bot.findings import Finding, Summary
from bot.replies import Block, BlockKind
from pricing.types import NoPrice, Price


def price_block(finding: Finding, wording: Wording) -> list[Block]:
    """Return the block about the price of what was asked about; nothing where there is nothing to say of it."""
    summary, era = finding.summary, finding.era
    if summary.price is None or awaits_country(summary.price, finding.needs):
        return []
    lines = price_lines(summary.price, summary.country, era, wording) + sum_lines(summary, wording)
    return [Block(kind=BlockKind.PRICE, lines=tuple(lines))]


def awaits_country(price: Price | NoPrice | None, needs: tuple[str, ...]) -> bool:
    """Tell whether all that a price lacks is a country that is asked for anyway."""
    return isinstance(price, NoPrice) and price.reason == "no_country" and "country" in needs


def price_lines(price: Price | NoPrice, country: str | None, era: str, wording: Wording) -> list[str]:
    """Return one line for a figure with its source, or the reason why there is none with the nearest one known."""
    if isinstance(price, NoPrice):
        return no_price_lines(price, country, wording)
    parts = [wording.unit_rate(price, era), wording.category(price.category), wording.place(country, price.market)]
    return [" · ".join([part for part in parts if part] + sources(price, wording))]


def sources(price: Price, wording: Wording) -> list[str]:
    """Return card, basis and tier of a figure."""
    card = wording.say("price.source", card=wording.write.day(price.card))
    basis = wording.say.find(f"price.basis.{price.basis}", source=price.source)
    tier = price.tier_from and wording.say("price.tier", count=wording.write.number(price.tier_from))
    return [part for part in (card, basis, tier) if part]


def no_price_lines(price: NoPrice, country: str | None, wording: Wording) -> list[str]:
    """Return why there is no figure, and the nearest dated one as information, labelled as another date's."""
    key = f"price.none.{price.reason}" + (".card" if price.reason == "blank_cell" and price.card else "")
    card = wording.write.day(price.card) if price.card else ""
    found = wording.say.find(
        key, what=wording.what(country, price.market, price.category), card=card, currency=wording.currency
    )
    lines = [found or wording.say("price.none.other")]
    if price.nearest:
        nearest = price.nearest
        amount, other = wording.rate(nearest), wording.write.day(nearest.card)
        lines.append(wording.say("price.nearest", amount=amount, card=other))
    return lines


def sum_lines(summary: Summary, wording: Wording) -> list[str]:
    """Return the calculation of a total for more than one unit: `1300 − 1000 gratis = 300; 300 × … = …`."""
    price, count, total = summary.price, summary.billable_quantity, summary.total
    if not isinstance(price, Price) or count is None or total is None or summary.quantity in (None, 1):
        return []
    figures = {"count": wording.write.number(count), "rate": wording.rate(price)}
    figures["total"] = wording.write.total(total, price.currency)
    free = (summary.quantity or count) - count
    if not free:
        return [wording.say("price.times", **figures)]
    figures |= {"free": wording.write.number(free), "quantity": wording.write.number(free + count)}
    return [wording.say("price.times.free", **figures)]
