"""From what Google returns to a recognition: the catalog's intent, canonical values, how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from intents.catalog import LANGUAGES, UNKNOWN
from intents.dialogflow.agent import SYSTEM
from intents.dialogflow.blueprint import context_of, load
from intents.dialogflow.building import entries_of
from intents.dialogflow.names import catalog_name, last_of
from intents.recognizer import Recognition

NAME = "dialogflow"
THRESHOLD = 0.4
"""From where on an intent is believed. Google's own threshold is 0.3: what lies between is shown and not answered."""

Parameters = Mapping[str, Any]


def recognition(
    display_name: str, action: str, confidence: float, parameters: Parameters, contexts: Mapping[str, Parameters]
) -> Recognition:
    """Return the recognition; `contexts` are the active ones by id, with what they hold.

    A follow-up means what was said before too, where it says nothing new: that is in its question's context.
    """
    intent = catalog_name(display_name, action)
    values = slots(parameters)
    if display_name.endswith(load().followup.suffix):
        values = {**slots(contexts.get(context_of(intent), {})), **values}
    return Recognition(
        name=NAME,
        intent=intent,
        confidence=0.0 if intent == UNKNOWN else round(confidence, 4),
        threshold=THRESHOLD,
        slots=values,
    )


def slots(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    """Return the values that we know, by slot; a parameter or a value that we do not know is passed over."""
    found = {
        slot: tuple(dict.fromkeys(_known(slot, parameters[slot]))) for slot in load().parameters if slot in parameters
    }
    return {slot: values for slot, values in found.items() if values}


def contexts_by_id(contexts: Iterable[tuple[str, Parameters]]) -> dict[str, Parameters]:
    """Return what contexts hold by their ids; they come under Google's names."""
    return {last_of(name): parameters for name, parameters in contexts}


def _known(slot: str, given: Any) -> Iterator[str]:
    entity = load().parameters[slot]
    for value in given if isinstance(given, list | tuple) else (given,):
        if entity.startswith(SYSTEM):
            yield from _count(value)
        elif isinstance(value, str) and value in _values(entity):
            yield value


def _count(value: Any) -> Iterator[str]:
    """A count as a whole number; Google sends numbers as they are in JSON."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return
    if number.is_finite() and number >= 0 and number == number.to_integral_value():
        yield f"{number:f}".partition(".")[0]


@cache
def _values(entity: str) -> frozenset[str]:
    return frozenset(value for language in LANGUAGES for value in entries_of(language, load().entities[entity]))
