"""Builds the agent from our files: catalog, phrases and word lists, with follow-ups, welcome and fallback."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from intents import catalog
from intents.catalog import LANGUAGES, Catalog, Intent
from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Parameter, Phrase
from intents.dialogflow.annotating import annotated
from intents.dialogflow.blueprint import Blueprint, EntitySource, context_of, event_of, load
from intents.entities import entities
from intents.phrases import Phrase as Written


class Wording(Struct, frozen=True):
    """What the agent says by itself, by language; our texts are kept elsewhere and handed in."""

    unanswered: Mapping[str, tuple[str, ...]]
    """Where our webhook is not asked, or does not answer."""
    welcome: Mapping[str, tuple[str, ...]]
    fallback: Mapping[str, tuple[str, ...]]


def build(phrases: Iterable[Written], wording: Wording, *, webhook: bool, known: Catalog | None = None) -> Agent:
    """Return the agent that our files describe; `webhook`: whether Google asks ours for the replies."""
    by_intent: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for phrase in phrases:
        by_intent[phrase.intent][phrase.language].append(phrase.text)
    blueprint = load()
    intents = [_welcome(blueprint, wording, webhook), _fallback(blueprint, wording, webhook)]
    for name, intent in (known or catalog.load()).intents.items():
        intents.append(_question(name, intent, by_intent[name], wording, webhook))
        if intent.slots:
            intents.append(_followup(name, intent, wording, webhook))
    return Agent(
        languages=LANGUAGES,
        intents={intent.name: intent for intent in intents},
        entities={name: _entity(name, source) for name, source in blueprint.entities.items()},
    )


def _question(
    name: str, intent: Intent, phrases: Mapping[str, list[str]], wording: Wording, webhook: bool
) -> AgentIntent:
    return AgentIntent(
        name=name,
        action=name,
        webhook=webhook,
        events=(event_of(name),),
        outputs={context_of(name): load().followup.turns} if intent.slots else {},
        parameters=_parameters(intent),
        phrases={
            language: tuple(annotated(text, intent.slots) for text in phrases.get(language, ()))
            for language in LANGUAGES
        },
        replies=wording.unanswered,
    )


def _followup(name: str, intent: Intent, wording: Wording, webhook: bool) -> AgentIntent:
    return AgentIntent(
        name=name + load().followup.suffix,
        action=name,
        webhook=webhook,
        inputs=(context_of(name),),
        outputs={context_of(name): load().followup.turns},
        parent=name,
        parameters=_parameters(intent),
        phrases={language: tuple(_said(language, intent)) for language in LANGUAGES},
        replies=wording.unanswered,
    )


def _said(language: str, intent: Intent) -> Iterator[Phrase]:
    """Every pattern with two values, in turn, so that each pattern and each value is seen."""
    followup = load().followup
    for slot, patterns in followup.patterns[language].items():
        values = followup.values[language][slot]
        for place, pattern in enumerate(patterns if slot in intent.slots else ()):
            for value in (values[place % len(values)], values[(place + 1) % len(values)]):
                yield annotated(pattern.format(value), (slot,))


def _parameters(intent: Intent) -> tuple[Parameter, ...]:
    return tuple(sorted(Parameter(slot, load().parameters[slot]) for slot in intent.slots))


def _welcome(blueprint: Blueprint, wording: Wording, webhook: bool) -> AgentIntent:
    welcome = blueprint.welcome
    return AgentIntent(
        name=welcome.name,
        action=welcome.action,
        events=(welcome.event,),
        webhook=webhook,
        phrases=dict.fromkeys(LANGUAGES, ()),
        replies=wording.welcome,
    )


def _fallback(blueprint: Blueprint, wording: Wording, webhook: bool) -> AgentIntent:
    fallback = blueprint.fallback
    return AgentIntent(
        name=fallback.name,
        action=fallback.action,
        fallback=True,
        webhook=webhook,
        phrases=dict.fromkeys(LANGUAGES, ()),
        replies=wording.fallback,
    )


def _entity(name: str, source: EntitySource) -> AgentEntity:
    return AgentEntity(name=name, entries={language: entries_of(language, source) for language in LANGUAGES})


def entries_of(language: str, source: EntitySource) -> dict[str, tuple[str, ...]]:
    """Return the values of an entity with their synonyms, from our word lists."""
    found: dict[str, dict[str, None]] = {}
    for listed, section in source.lists:
        for value, words in entities(language, listed).get(section, {}).items():
            found.setdefault(value, {}).update(dict.fromkeys(words))
    return {value: tuple(words) for value, words in found.items()}
