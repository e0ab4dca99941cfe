"""Money, dates, numbers and lists as each language writes them. Names and signs are CLDR's (see `locales.compile`).

Money is the currency's code and the figure, `USD 0.0436` and `USD 0,0436`: `$` means a dozen currencies to the people
who ask. Nothing is ever rounded. Spanish groups by spaces from five digits on. Dates name the month. The space inside
a figure is a no-break space, for channels that wrap lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from locales.translate import Translator, translator

NO_BREAK = "\u00a0"


class Formats:
    """How one language writes things."""

    def __init__(self, say: Translator) -> None:
        self._say = say
        self._signs = str.maketrans({",": say("calendar.group"), ".": say("calendar.decimal")})

    def number(self, value: Decimal | int) -> str:
        """Return a count in full: `12 000`, `12,000`; digits after the point only where there are any."""
        return self._figure(_trimmed(Decimal(value), 0))

    def rate(self, amount: Decimal, currency: str) -> str:
        """Return a unit price with the digits it is printed with: `USD 0.0200` stays so."""
        return self._money(_trimmed(amount, max(2, _places(amount))), currency)

    def total(self, amount: Decimal, currency: str) -> str:
        """Return a sum with two digits after the point where that is exact, otherwise with at least four."""
        exact = _trimmed(amount, 0)
        places = 2 if len(exact.partition(".")[2]) <= 2 else 4
        return self._money(_trimmed(amount, places), currency)

    def difference(self, amount: Decimal, currency: str) -> str:
        """Return what a sum changes by, with its sign in front: `+USD 13.08`, `−USD 120.00`."""
        sign = "+" if amount > 0 else "−" if amount < 0 else ""
        return sign + self.total(abs(amount), currency)

    def day(self, value: date) -> str:
        """Return a date that cannot be misread: `1 oct 2024`, `1 Oct 2024`."""
        return f"{value.day}{NO_BREAK}{self._say(f'calendar.month.{value.month}')}{NO_BREAK}{value.year}"

    def clock(self, value: datetime) -> str:
        """Return the time of day: `09:05`."""
        return f"{value:%H:%M}"

    def weekday(self, value: date) -> str:
        """Return the short name of the day of the week: `lun`, `Mon`."""
        return self._say(f"calendar.weekday.{value.weekday()}")

    def instant(self, value: datetime) -> str:
        """Return day, time and offset: `lun 23 nov 2026 09:05 UTC−6`; names of zones (`CST`) mean several."""
        return f"{self.weekday(value)} {self.day(value)} {self.clock(value)}{NO_BREAK}{_offset(value)}"

    def all_of(self, parts: Sequence[str]) -> str:
        """Return `a, b y c`; Spanish says `e` before an `i`."""
        return self._joined(parts, "list.and")

    def any_of(self, parts: Sequence[str]) -> str:
        """Return `a, b o c`; Spanish says `u` before an `o`."""
        return self._joined(parts, "list.or")

    def country(self, code: str) -> str:
        """Return a country's name by its ISO code, or the code where it has none."""
        return self._say.find(f"country.{code}") or code

    def in_country(self, code: str) -> str:
        """Return a country's name as it stands after `in`: `the Netherlands`."""
        return self._say.find(f"country.{code}.in") or self.country(code)

    def market(self, name: str) -> str:
        """Return the name of a market; one of an account's own card is shown as it stands there."""
        return self._say.find(f"market.{name}") or name

    def _joined(self, parts: Sequence[str], key: str) -> str:
        if len(parts) < 2:
            return "".join(parts)
        clash = _clashes(parts[-1], self._say.find(f"{key}.clashes") or "")
        return self._say(f"{key}.clash" if clash else key, first=", ".join(parts[:-1]), last=parts[-1])

    def _money(self, figure: str, currency: str) -> str:
        return f"{currency}{NO_BREAK}{self._figure(figure)}"

    def _figure(self, figure: str) -> str:
        whole, point, rest = figure.partition(".")
        grouped = whole if len(whole.lstrip("-")) < self._grouped_from else f"{int(whole):,}"
        return (grouped + point + rest).translate(self._signs)

    @property
    def _grouped_from(self) -> int:
        return int(self._say("list.grouped_from"))


@cache
def formats(language: str) -> Formats:
    """Return how `es` or `en` writes things; raises `UnknownLanguage`."""
    return Formats(translator(language))


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _trimmed(amount: Decimal, places: int) -> str:
    """Write a number in full, with at least so many digits after the point and no further zeros."""
    whole, _, rest = f"{amount:f}".partition(".")
    rest = rest.rstrip("0").ljust(places, "0")
    return f"{whole}.{rest}" if rest else whole


def _offset(value: datetime) -> str:
    minutes = round((value.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def _clashes(word: str, starts: str) -> bool:
    sound = word.lower()
    return any(sound.startswith(start) for start in starts.split()) and not sound.startswith(("hie", "hia"))
