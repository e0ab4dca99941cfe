"""Amounts and currencies: `$50`, `200 usd`, `100 dólares`, `in euros`, `pesos mexicanos`."""

from __future__ import annotations

from decimal import Decimal

from intents.reader.lists import WordList, word_list, words
from intents.reader.marks import Mark, MarkKind, Money
from intents.reader.numbers import STARTS, Number, number
from intents.reader.reading import Reading, Rule
from intents.reader.runs import runs

_NAMES = word_list("currencies", "names", str)
_BESIDE: WordList[str] = WordList(runs("currencies", "names") + runs("currencies", "beside"))
_SIGNS = words("currencies", "before", "before") | {"us$", "mx$", "ar$", "r$", "s/", "s/.", "u$s", "u$d", "col$"}
_MONEY_SCALES = words("currencies", "scales", "money")
_CENTS = frozenset(("cents", "cent", "centavos", "centimos"))
_OF = frozenset(("de", "of"))


def money(reading: Reading, start: int) -> Mark | None:
    """An amount with its currency before or after it."""
    sign = _sign_before(reading, start)
    count = number(reading, start if sign is None else sign[1])
    if count is None or count.article:
        return None
    name = _name_after(reading, count)
    if sign is None and name is None and _MONEY_SCALES.isdisjoint(reading.words[start : count.end]):
        return None
    code = name[0] if name is not None and name[0] != "unknown" else sign[0] if sign is not None else "unknown"
    end = count.end if name is None else name[1]
    value = count.value if _CENTS.isdisjoint(reading.words[count.end : end]) else count.value / 100
    return Mark(MarkKind.MONEY, Money(_plain(value), None if code == "unknown" else code), start, end)


def currency(reading: Reading, start: int) -> Mark | None:
    """A currency without an amount; `pesos` alone does not say whose."""
    found = _NAMES.find(reading.words, start)
    if found is None or reading.words[start] in ("$", "s"):
        return None
    return Mark(MarkKind.CURRENCY, None if found[0] == "unknown" else found[0], start, found[1])


def _sign_before(reading: Reading, start: int) -> tuple[str, int] | None:
    found = _BESIDE.find(reading.words, start)
    if found is None or "".join(reading.words[start : found[1]]) not in _SIGNS:
        return None
    return found if reading.is_figure(found[1]) else None


def _name_after(reading: Reading, count: Number) -> tuple[str, int] | None:
    place = count.end
    if reading.words[place] in _OF and count.value >= 10**6:  # un millón de pesos
        place += 1
    return _BESIDE.find(reading.words, place)


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


RULES = (Rule(money, _BESIDE.firsts | STARTS, figures=True), Rule(currency, _NAMES.firsts))
