"""What `cuanto rates` shows, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.cli.rate_data import Change, Line
from locales.formats import NO_BREAK, Formats, formats
from locales.translate import Translator
from pricing.cards import CATEGORIES, PACKAGED, Card, CardInfo, Cell

_NONE, _NOT_KNOWN = "–", "?"
"""No such price, and a price that is known to exist but is not established."""
_TENTH = Decimal("0.1")


def rates(card: Card, lines: Sequence[Line], say: Translator) -> str:
    """Return lines of a card under its title; a single one with the source of each figure."""
    write = formats(say.language)
    title = _title(card.info, say, write)
    legend = _legend([cell for line in lines for cell in line.cells.values()], say)
    if len(lines) == 1:
        return "\n".join([title, "", *_one(lines[0], card.info.currency, say, write), *legend])
    head = [say("card.head.market"), *(say(f"category.{category}") for category in CATEGORIES)]
    rows = [
        [write.market(line.market), *(_cell(cell, card.info.currency, write) for cell in line.cells.values())]
        for line in lines
    ]
    return "\n".join([title, "", *aligned([head, *rows]), *legend])


def changes(before: Card, after: Card, found: Sequence[Change], say: Translator) -> str:
    """Return what changes between two cards, one row a figure."""
    write, currency = formats(say.language), after.info.currency
    title = say(
        "card.diff.title", before=write.day(before.info.day), after=write.day(after.info.day), currency=currency
    )
    notes = [] if before.info.unit == after.info.unit else [say("card.diff.units")]
    if not found:
        return "\n".join([_plain(title), *notes, "", say("card.diff.same")])
    head = [say("card.head.market"), say("card.head.category"), *map(write.day, (before.info.day, after.info.day)), ""]
    rows = [
        [
            write.market(change.market),
            say(f"category.{change.category}"),
            *(_cell(cell, currency, write) for cell in (change.before, change.after)),
            _difference(change, write),
        ]
        for change in found
    ]
    legend = _legend([cell for change in found for cell in (change.before, change.after)], say)
    return "\n".join([_plain(title), *notes, "", *aligned([head, *rows], left=2), *legend])


def cards(infos: Iterable[CardInfo], say: Translator) -> str:
    """Return which cards there are, one a row."""
    write = formats(say.language)
    head = [say(f"card.head.{name}") for name in ("from", "currency", "unit", "source")]
    rows = [
        [write.day(info.day), info.currency, say(f"card.unit.{info.unit}"), _source(info.source, say)] for info in infos
    ]
    return "\n".join(aligned([head, *rows], left=4))


def no_card(day: date, currency: str, say: Translator) -> str:
    """Return that no card of a currency is in force on a day."""
    return _plain(say("card.none", day=formats(say.language).day(day), currency=currency))


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return rows with their cells under each other: the first `left` columns to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(_padded(cell, width, at < left) for at, (cell, width) in enumerate(zip(row, widths, strict=True)))
        .rstrip()
        .replace(NO_BREAK, " ")
        for row in rows
    ]


def _padded(cell: str, width: int, left: bool) -> str:
    return cell.ljust(width) if left else cell.rjust(width)


def _title(info: CardInfo, say: Translator, write: Formats) -> str:
    unit, source = say(f"card.unit.{info.unit}"), _source(info.source, say)
    return _plain(say("card.title", day=write.day(info.day), currency=info.currency, unit=unit, source=source))


def _source(source: str, say: Translator) -> str:
    return say("card.packaged") if source == PACKAGED else source


def _one(line: Line, currency: str, say: Translator, write: Formats) -> list[str]:
    """Return a market's figures with what stands behind each."""
    rows = [
        [say(f"category.{category}"), _cell(cell, currency, write), _basis(cell, say), cell.evidence]
        for category, cell in line.cells.items()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        f"{name:<{widths[0]}}  {figure:>{widths[1]}}  {basis:<{widths[2]}}  {evidence}".rstrip()
        for name, figure, basis, evidence in rows
    ]
    return [write.market(line.market), *lines]


def _basis(cell: Cell, say: Translator) -> str:
    return say(f"card.basis.{cell.basis}") if cell.basis else ""


def _legend(cells: Iterable[Cell], say: Translator) -> list[str]:
    blank = [cell for cell in cells if cell.amount is None]
    signs = [
        say("card.legend.none", sign=_NONE) if any(not cell.basis for cell in blank) else "",
        say("card.legend.not_known", sign=_NOT_KNOWN) if any(cell.basis for cell in blank) else "",
    ]
    return ["", *filter(None, signs)] if any(signs) else []


def _cell(cell: Cell, currency: str, write: Formats) -> str:
    """Return a figure with all its digits, without the currency that the title names; or the sign of a blank cell."""
    if cell.amount is None:
        return _NOT_KNOWN if cell.basis else _NONE
    return write.rate(cell.amount, currency).removeprefix(f"{currency}{NO_BREAK}")


def _difference(change: Change, write: Formats) -> str:
    before, after = change.before.amount, change.after.amount
    if not before or after is None:
        return ""
    percent = ((after / before - 1) * 100).quantize(_TENTH, ROUND_HALF_UP)
    return f"{'+' if percent > 0 else ''}{write.number(percent)} %"


def _plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")
