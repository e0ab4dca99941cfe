"""The builder's form: one group of fields a message, a country, the rules; and what was filled in, as a question."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from bot.slack.limits import Json
from bot.slack.marking import plain_text
from locales.formats import formats
from locales.translate import Translator, translator
from pricing.parameters import eras

CALLBACK = "builder"
KINDS = ("inbound", "ad", "freeform", "marketing", "utility", "authentication")
"""What a message may be; sentences are `slack.builder.said.…`."""
MOST_MESSAGES = 8
_COUNTRIES = 100
"""Slack's limit for the options that a menu offers at a time."""


class Draft(Struct, frozen=True, kw_only=True):
    """What the form remembers beside its fields."""

    language: str
    messages: int = 2
    channel: str = ""
    response_url: str = ""

    def written(self) -> str:
        """Return it as the form carries it."""
        return msgspec.json.encode(self).decode()


def draft(view: Json) -> Draft:
    """Return what a form carries."""
    return msgspec.json.decode(str(view.get("private_metadata") or "{}"), type=Draft)


def form(drafted: Draft, today: str) -> Json:
    """Return the form; `today` fills in the dates."""
    say = translator(drafted.language)
    rows = [block for index in range(drafted.messages) for block in _message(index, say, today)]
    more = {
        "type": "button",
        "action_id": "builder_more",
        "text": plain_text(say("slack.builder.more")),
        "value": "more",
    }
    added = [{"type": "actions", "block_id": "more", "elements": [more]}] if drafted.messages < MOST_MESSAGES else []
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": drafted.written(),
        "title": plain_text(say("slack.builder.title")),
        "submit": plain_text(say("slack.builder.submit")),
        "close": plain_text(say("slack.close")),
        "blocks": [*rows, *added, _country(say), _rules(say)],
    }


def _message(index: int, say: Translator, today: str) -> list[Json]:
    kinds = [_option(say(f"slack.builder.kind.{kind}"), kind) for kind in KINDS]
    what = {
        "type": "static_select",
        "action_id": "kind",
        "options": kinds,
        "initial_option": kinds[0 if index == 0 else 3],
    }
    day = {"type": "datepicker", "action_id": "date", "initial_date": today}
    hour = {"type": "timepicker", "action_id": "time", "initial_time": f"{10 + index:02}:00"}
    return [
        _input(f"kind{index}", say("slack.builder.message", number=index + 1), what),
        _input(f"date{index}", say("slack.builder.date"), day),
        _input(f"time{index}", say("slack.builder.time"), hour),
    ]


def _country(say: Translator) -> Json:
    menu = {
        "type": "external_select",
        "action_id": "builder_country",
        "min_query_length": 1,
        "placeholder": plain_text(say("slack.builder.country_hint")),
    }
    return _input("country", say("slack.builder.country"), menu)


def _rules(say: Translator) -> Json:
    options = [_option(say(f"era.{era.name}"), era.name) for era in eras()]
    menu = {"type": "static_select", "action_id": "rules", "options": options}
    return _input("rules", say("slack.builder.rules"), menu) | {"optional": True}


def _input(block: str, label: str, element: Json) -> Json:
    return {"type": "input", "block_id": block, "label": plain_text(label), "element": element}


def _option(label: str, value: str) -> Json:
    return {"text": plain_text(label[:75]), "value": value}


def matching(query: str, language: str, codes: list[str]) -> list[Json]:
    """Return the countries whose name begins with or holds what was typed, those that begin with it first."""
    write, typed = formats(language), query.casefold()
    names = sorted((write.country(code), code) for code in codes)
    first = [(name, code) for name, code in names if name.casefold().startswith(typed)]
    others = [(name, code) for name, code in names if typed in name.casefold() and (name, code) not in first]
    return [_option(name, code) for name, code in [*first, *others][:_COUNTRIES]]


def missing(view: Json) -> str | None:
    """Return the block of the first field that has to be filled in and is not."""
    wanted = [f"{field}{index}" for index in range(draft(view).messages) for field in ("kind", "date", "time")]
    return next((block for block in [*wanted, "country"] if not _value(view, block)), None)


def question(view: Json) -> str:
    """Return what was filled in as a question in words, in the language of the form."""
    drafted = draft(view)
    say, write = translator(drafted.language), formats(drafted.language)
    told = [_told(view, index, say) for index in range(drafted.messages)]
    rules = _value(view, "rules")
    country = say("slack.builder.said.country", country=write.country(_value(view, "country")))
    under = [say("slack.builder.said.rules", era=rules)] if rules else []
    return " ".join([*under, *told, country, say("slack.builder.said.asked")])


def _told(view: Json, index: int, say: Translator) -> str:
    """One message in words."""
    kind, date, time = (_value(view, f"{field}{index}") for field in ("kind", "date", "time"))
    return say(f"slack.builder.said.{kind}", date=date, time=_clock(time))


def _clock(time: str) -> str:
    """A time of 24 hours with its half of the day: a bare hour is read as the likelier one."""
    hour, minute = int(time[:2]), time[3:5]
    return f"{hour % 12 or 12}:{minute} {'am' if hour < 12 else 'pm'}"


def _value(view: Json, block: str) -> str:
    """What a field holds; fields of Slack's name it differently by kind."""
    fields: dict[str, Any] = view["state"]["values"].get(block) or {}
    for state in fields.values():
        chosen = state.get("selected_option") or {}
        return chosen.get("value") or state.get("selected_date") or state.get("selected_time") or ""
    return ""
