"""The builder: messages picked from lists instead of written, put into words that the reader reads back exactly.

One way through the service for both, so that what is built and what is written can never be priced differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from msgspec import Struct

from bot.cli import options
from bot.web.chosen import chosen
from bot.web.countries import said
from bot.web.problems import Problem
from locales.translate import Translator, translator

FROM_CUSTOMER = ("inbound", "ctwa_ad", "page_cta")
FROM_BUSINESS = ("marketing", "utility", "authentication", "freeform")
ROWS = 3
"""So many are offered at first."""
MOST_ROWS = 12


class Row(Struct, frozen=True, kw_only=True):
    """One message as it was picked: what, on which day of the week from Monday (0) on, at what time."""

    what: str
    day: int
    at: time


class Picks(Struct, frozen=True, kw_only=True):
    """What the lists of the builder offer, in words."""

    customer: list[tuple[str, str]]
    business: list[tuple[str, str]]
    days: list[str]
    rows: int = ROWS
    most_rows: int = MOST_ROWS


def picks(language: str) -> Picks:
    """Return what can be picked."""
    say = translator(language)
    return Picks(
        customer=[(what, say(f"web.pick.{what}")) for what in FROM_CUSTOMER],
        business=[(what, say(f"web.pick.{what}")) for what in FROM_BUSINESS],
        days=[say(f"web.day.{day}") for day in range(7)],
    )


def built_text(form: Mapping[str, str], language: str) -> str:
    """Return a form as a question; 422 for values that the lists do not have, or if no message was picked."""
    say = translator(language)
    rows = [row for number in range(1, MOST_ROWS + 1) if (row := _row(form, number))]
    if not rows:
        raise Problem(422, "nothing_built")
    told = "; ".join(_said(row, say) for row in rows)
    ending = _ending(form.get("country", ""), form.get("day", ""), language)
    return f"{told[:1].upper()}{told[1:]}. {ending}"


def _row(form: Mapping[str, str], number: int) -> Row | None:
    what = form.get(f"what{number}", "")
    if not what:
        return None
    day = form.get(f"day{number}", "0")
    if what not in (*FROM_CUSTOMER, *FROM_BUSINESS) or day not in "0123456" or len(day) != 1:
        raise Problem(422, "invalid_field", field=f"what{number}")
    at = chosen(time.fromisoformat, form.get(f"time{number}") or "10:00", f"time{number}")
    return Row(what=what, day=int(day), at=at)


def _said(row: Row, say: Translator) -> str:
    half = "am" if row.at.hour < 12 else "pm"  # a bare hour is taken for the likelier half of the day
    clock = f"{row.at.hour % 12 or 12}:{row.at.minute:02} {half}"
    return say("web.built.row", day=say(f"web.day.{row.day}"), time=clock, what=say(f"web.built.{row.what}"))


def _ending(country: str, day: str, language: str) -> str:
    say = translator(language)
    parts = []
    if country:
        code = str(chosen(options.country, country, "country"))
        parts.append(say("web.built.country", country=said(code, language)))
    if day:
        parts.append(say("web.built.rules", day=chosen(options.rules, day, "day")))
    first = ", ".join(parts)
    return " ".join(
        part for part in (f"{first[:1].upper()}{first[1:]}." if first else "", say("web.built.asks")) if part
    )
