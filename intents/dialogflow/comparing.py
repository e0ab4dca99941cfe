"""What is out of step between two agents: the live one, and the one that our files describe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Phrase, notation, text_of

Thing = TypeVar("Thing")


class Sign(StrEnum):
    """What becomes of something."""

    CREATE = "+"
    DELETE = "-"
    CHANGE = "~"


class Detail(Struct, frozen=True):
    """One thing within an intent or entity that comes, goes or changes."""

    sign: Sign
    field: str
    """Name of the field of `AgentIntent` or `AgentEntity` it belongs to."""
    value: str
    """What comes or goes; what it becomes, where it changes."""
    language: str = ""
    entry: str = ""
    """Of an entity: the value whose synonym it is."""
    before: str = ""
    text: str = ""
    """Of a phrase: what it says, without annotations."""


class Change(Struct, frozen=True):
    """One intent, entity or language that comes, goes or changes."""

    sign: Sign
    kind: str
    """`language`, `entity` or `intent`."""
    name: str
    details: tuple[Detail, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Which fields differ."""
        return frozenset(detail.field for detail in self.details)


class Plan(Struct, frozen=True):
    """Everything to be done, in the order in which it can be done."""

    changes: tuple[Change, ...] = ()

    def of(self, kind: str, sign: Sign) -> tuple[Change, ...]:
        """Return the changes of one kind and sign."""
        return tuple(change for change in self.changes if change.kind == kind and change.sign is sign)

    @property
    def deletions(self) -> tuple[Change, ...]:
        """Return what the live agent has and we do not."""
        return tuple(change for change in self.changes if change.sign is Sign.DELETE)


def compare(live: Agent, wanted: Agent) -> Plan:
    """Return what makes the live agent the wanted one; only the languages of the wanted one count."""
    languages = wanted.languages
    return Plan(
        (
            *(Change(Sign.CREATE, "language", name) for name in languages if name not in live.languages),
            *_changes("entity", live.entities, wanted.entities, lambda a, b: _of_entity(a, b, languages)),
            *_changes("intent", live.intents, wanted.intents, lambda a, b: _of_intent(a, b, languages)),
        )
    )


def _changes(
    kind: str,
    live: Mapping[str, Thing],
    wanted: Mapping[str, Thing],
    details: Callable[[Thing, Thing], Iterable[Detail]],
) -> Iterator[Change]:
    for name, thing in wanted.items():
        if name not in live:
            yield Change(Sign.CREATE, kind, name)
        elif found := tuple(details(live[name], thing)):
            yield Change(Sign.CHANGE, kind, name, found)
    yield from (Change(Sign.DELETE, kind, name) for name in live if name not in wanted)


def _of_entity(live: AgentEntity, wanted: AgentEntity, languages: tuple[str, ...]) -> Iterator[Detail]:
    for language in languages:
        before, after = live.entries.get(language, {}), wanted.entries.get(language, {})
        for value in dict.fromkeys((*after, *before)):
            for sign, synonym in _moved(before.get(value, ()), after.get(value, ())):
                yield Detail(sign, "entries", synonym, language, value)


def _of_intent(live: AgentIntent, wanted: AgentIntent, languages: tuple[str, ...]) -> Iterator[Detail]:
    for field in ("action", "fallback", "webhook"):
        was, becomes = getattr(live, field), getattr(wanted, field)
        if was != becomes:
            yield Detail(Sign.CHANGE, field, str(becomes), before=str(was))
    for field, write in _LISTS.items():
        for sign, value in _moved(write(live), write(wanted)):
            yield Detail(sign, field, value)
    for language in languages:
        before, after = _noted(live.phrases.get(language, ())), _noted(wanted.phrases.get(language, ()))
        for sign, value in _moved(before, after):
            yield Detail(sign, "phrases", value, language, text={**before, **after}[value])
        for sign, value in _moved(live.replies.get(language, ()), wanted.replies.get(language, ())):
            yield Detail(sign, "replies", value, language)


_LISTS: Mapping[str, Callable[[AgentIntent], Iterable[str]]] = {
    "events": lambda intent: intent.events,
    "inputs": lambda intent: intent.inputs,
    "outputs": lambda intent: (f"{name} ({turns})" for name, turns in intent.outputs.items()),
    "parameters": lambda intent: (f"{one.name}: @{one.entity}{'[]' if one.many else ''}" for one in intent.parameters),
}
"""Fields that are sets, and how each member is written."""


def _noted(phrases: Iterable[Phrase]) -> dict[str, str]:
    """Phrases as they are written out, and what they say."""
    return {notation(phrase): text_of(phrase) for phrase in phrases}


def _moved(before: Iterable[str], after: Iterable[str]) -> Iterator[tuple[Sign, str]]:
    """What comes and what goes between two sets, each in its own order."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    yield from ((Sign.CREATE, value) for value in new if value not in old)
    yield from ((Sign.DELETE, value) for value in old if value not in new)
