"""The same question with one thing set: buttons and links, put as the follow-up that a person would write."""

from __future__ import annotations

from datetime import date

from bot.cli import options
from bot.ids import new_id, read_id
from bot.store.port import Kept, UnknownAnswer
from bot.web.chosen import chosen
from bot.web.countries import said
from bot.web.parts import Parts
from bot.web.problems import Problem
from intents.followup import Remembered
from locales.translate import translator
from pricing.types import Category

_MOST_DIGITS = 15


def follow_up_text(slot: str, value: str, language: str) -> str:
    """Return what setting one thing is in words; 422 for a slot or value that is none."""
    say = translator(language)
    if slot == "country":
        code = str(chosen(options.country, value, "value"))
        return say("web.again.country", country=said(code, language))
    if slot == "category":
        name = say.find(f"category.{chosen(Category, value, 'value')}")
        return say("web.again.category", category=name)
    if slot == "when":
        return _when(value, language)
    if slot == "quantity" and value.isdecimal() and len(value) <= _MOST_DIGITS:
        return say("web.again.quantity", quantity=value)
    raise Problem(422, "invalid_field", field="slot")


def _when(value: str, language: str) -> str:
    say = translator(language)
    if value == "today":
        return say("web.again.today")
    rules = str(chosen(options.rules, value, "value"))
    if len(rules) == len("2024-11"):
        month = say(f"web.month.{int(rules[5:])}")
        return say("web.again.month", month=month, year=rules[:4])
    return say("web.again.day", day=date.fromisoformat(rules).isoformat())


async def seed(made_of: Parts, from_id: str, slot: str, conversation: str) -> Kept:
    """Let a conversation refer to a kept answer, as if that had just been given in it."""
    id = read_id(from_id)
    if id is None:
        raise UnknownAnswer
    kept = await made_of.store.get(id)
    remembered = Remembered(request=kept.request, needs=(slot,))
    await made_of.store.remember(conversation, remembered, made_of.clock())
    return kept


def conversation_of(token: str) -> tuple[str, str]:
    """Return the token of a page's conversation, a new one unless it is usable, and the name it has in the store."""
    usable = read_id(token) or new_id()
    return usable, f"web:{usable}"
