"""Follow-ups: a text that only makes sense together with the question before it.

`México` after being asked for the country, `¿y en Chile?`, `what if it's utility?`, `and after 30 hours?`, `con las
reglas de hoy`, `no, era plantilla`. What was remembered is changed in the one thing that is said; the rest stays.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from intents.reader.attributes import Attributes, attributes_of
from intents.reader.frames import frames_of
from intents.reader.marks import Mark, MarkKind, SpanSense
from intents.recognizer import Recognition
from intents.requests import (
    EstimateRequest,
    Message,
    RateItem,
    RateRequest,
    Request,
    RuleRequest,
    ScenarioRequest,
    Volume,
    When,
)
from intents.understanding import COMPARE_ERAS, Text
from pricing.types import TEMPLATE_CATEGORIES, Category, EventType, Status

_SHORT = 14
"""A follow-up has at most so many words."""
_BARE = 5
"""Without a lead word, a text of more words than this is a question of its own."""


class Remembered(Struct, frozen=True, kw_only=True):
    """What the last answer of a conversation left open."""

    request: Request
    needs: tuple[str, ...] = ()
    """What was asked back."""


def follow_up(text: Text, recognition: Recognition, remembered: Remembered) -> Request | None:
    """Return the remembered request with what is said changed, or `None` if the text stands on its own."""
    if _compares(text, recognition) and isinstance(remembered.request, ScenarioRequest | EstimateRequest):
        return replace(remembered.request, compare_eras=True, language=text.setting.language)
    if not _belongs(text, recognition, remembered):
        return None
    changed = _changed(remembered.request, text)
    return None if changed == remembered.request else replace(changed, language=text.setting.language)


def _compares(text: Text, recognition: Recognition) -> bool:
    """`¿qué cambia para mí el 1 de octubre?` without a case of its own asks about the one before."""
    if text.all(MarkKind.QUANTITY) or frames_of(text.chunks) or text.when.today or text.when.era:
        return False  # `with today's rules` asks for the same under those alone
    about_change = recognition.kind == "rule" and text.when != When()
    norms = tuple(token.norm for token in text.marked.tokens)
    mine = any(norms[at : at + len(run)] == run for run in _runs("mine") for at in range(len(norms)))
    return recognition.intent == COMPARE_ERAS or (about_change and mine)


def _belongs(text: Text, recognition: Recognition, remembered: Remembered) -> bool:
    words = len(text.marked.tokens)
    if words > _SHORT or not _says_something(text):
        return False
    answers = bool(set(remembered.needs) & _offers(text)) and words <= _BARE + 3
    own = recognition.believed and recognition.kind in ("offtopic", "rule") and words > _BARE + 3
    return answers or (_leads(text) and not own) or (words <= _BARE and not frames_of(text.chunks))


def _offers(text: Text) -> set[str]:
    kinds = {mark.kind for mark in text.marked.marks}
    offers = {
        MarkKind.COUNTRY: "country",
        MarkKind.PHONE: "country",
        MarkKind.CATEGORY: "category",
        MarkKind.QUANTITY: "quantity",
    }
    found = {name for kind, name in offers.items() if kind in kinds}
    return found | ({"category"} if text.categories else set()) | ({"when"} if text.when != When() else set())


def _says_something(text: Text) -> bool:
    return bool(_offers(text)) or bool(_span(text)) or _describes(_attributes(text))


def _leads(text: Text) -> bool:
    norms = tuple(token.norm for token in text.marked.tokens if token.norm.isalnum())
    return any(norms[: len(lead)] == lead for lead in _runs("lead"))


@cache
def _runs(name: str) -> tuple[tuple[str, ...], ...]:
    table = tomllib.loads(files("intents.reader").joinpath("words/followups.toml").read_text("utf-8"))
    return tuple(tuple(run.split()) for run in table[name])


def _attributes(text: Text) -> Attributes:
    whole = Attributes()
    for chunk in text.chunks:
        whole = whole.with_more(attributes_of(chunk))
    return whole


def _describes(what: Attributes) -> bool:
    return what.names_message or what.failed or what.entry_point is not None or what.elsewhere


def _span(text: Text) -> Mark | None:
    spans = text.marked.of(MarkKind.SPAN)
    return spans[0] if spans else None


def _changed(request: Request, text: Text) -> Request:
    shared: dict[str, Any] = {}
    if text.countries:
        shared["country"] = text.countries[0]
    phones = text.marked.of(MarkKind.PHONE)
    if phones:
        shared["phone"] = phones[0].value
    if text.when != When():
        shared["when"] = text.when
    changed: Request = replace(request, **shared)
    if isinstance(changed, ScenarioRequest):
        return _scenario(changed, text)
    if isinstance(changed, RateRequest):
        return replace(changed, items=_items(changed.items, text), dates=())
    if isinstance(changed, EstimateRequest):
        return replace(changed, volumes=_volumes(changed.volumes, text))
    return changed if isinstance(changed, RuleRequest) else request


def _items(items: tuple[RateItem, ...], text: Text) -> tuple[RateItem, ...]:
    countries: tuple[str | None, ...] = text.countries or tuple(dict.fromkeys(item.country for item in items))
    categories: tuple[Category | None, ...] = text.categories or tuple(dict.fromkeys(item.category for item in items))
    pairs = product(countries or (None,), categories or (None,))
    return tuple(RateItem(country=country, category=category) for country, category in pairs)


def _volumes(volumes: tuple[Volume, ...], text: Text) -> tuple[Volume, ...]:
    change: dict[str, Any] = {}
    if text.countries:
        change["country"] = text.countries[0]
    if text.categories:
        change["category"] = text.categories[0]
    quantities = text.marked.of(MarkKind.QUANTITY)
    if quantities:
        change |= {"low": quantities[0].value.low, "high": quantities[0].value.high}
        if not volumes:
            return (Volume(**change),)
    return tuple(replace(volume, **change) for volume in volumes)


def _scenario(request: ScenarioRequest, text: Text) -> ScenarioRequest:
    if request.asked is None:
        return request
    messages = list(request.messages)
    messages[request.asked] = _message(messages, request.asked, text)
    return replace(request, messages=tuple(messages))


def _message(messages: list[Message], asked: int, text: Text) -> Message:
    message, what = messages[asked], _attributes(text)
    span = _span(text)
    if span is not None and asked > 0 and span.value.sense is not SpanSense.AGO:
        message = replace(message, at=messages[asked - 1].at + span.value.length, timed=True)
    category = text.categories[0] if text.categories else None
    if category in TEMPLATE_CATEGORIES:
        message = replace(message, type=EventType.TEMPLATE, category=category, evident=False)
    elif what.template:
        message = replace(message, type=EventType.TEMPLATE)
    elif what.freeform or category is Category.SERVICE:
        message = replace(message, type=EventType.FREEFORM, category=None, evident=False)
    return replace(message, status=Status.FAILED) if what.failed else message
