"""The agent is what our files say, in the form that Google takes."""

from __future__ import annotations

import re

import pytest

from intents import catalog, phrases
from intents.catalog import LANGUAGES
from intents.dialogflow.agent import SYSTEM, Agent, Part, joined, notation, text_of
from intents.dialogflow.annotating import annotated
from intents.dialogflow.blueprint import context_of, load
from intents.dialogflow.messages import to_entity, to_intent
from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin import limits
from intents.entities import entities
from pricing.types import Category, EntryPoint
from tests.intents.dialogflow.running import small_agent

SLOTS = ("country", "category", "quantity", "when", "entry_point")


def test_every_phrase_of_every_intent_is_there(whole_agent: Agent) -> None:
    """The texts of the phrases are those of the files, in their order: annotating loses nothing."""
    written: dict[tuple[str, str], list[str]] = {}
    for one in phrases.load():
        written.setdefault((one.intent, one.language), []).append(one.text)
    for language in LANGUAGES:
        for name in catalog.load().intents:
            said = [text_of(phrase) for phrase in whole_agent.intents[name].phrases[language]]
            assert said == written[name, language]


def test_google_takes_all_of_it(whole_agent: Agent) -> None:
    """No limit of Google's is broken by any intent or entity in either language."""
    for language in LANGUAGES:
        for entity in whole_agent.entities.values():
            limits.entity(to_entity(entity, language))
        for intent in whole_agent.intents.values():
            limits.intent(to_intent(intent, language, AgentPath("p")), whole_agent.entities)


def test_annotations_fill_declared_parameters(whole_agent: Agent) -> None:
    """Each annotated part fills a parameter of its intent with that parameter's entity, which exists."""
    seen = set()
    for intent in whole_agent.intents.values():
        declared = {parameter.name: parameter.entity for parameter in intent.parameters}
        for phrase in (one for said in intent.phrases.values() for one in said):
            for part in (part for part in phrase if part.entity):
                assert declared[part.alias] == part.entity
                assert part.entity.startswith(SYSTEM) or part.entity in whole_agent.entities
                seen.add(part.alias)
    assert seen == set(SLOTS)


def test_each_slot_of_the_catalog_is_a_parameter(whole_agent: Agent) -> None:
    """Intents have exactly the parameters that the catalog gives them slots for."""
    for name, intent in catalog.load().intents.items():
        assert {parameter.name for parameter in whole_agent.intents[name].parameters} == set(intent.slots)


def test_what_has_slots_can_be_followed_up(whole_agent: Agent) -> None:
    """Each such intent opens the context that its follow-up listens to, and both keep it open; others have neither."""
    for name, intent in catalog.load().intents.items():
        followup = whole_agent.intents.get(f"{name} - followup")
        assert (followup is not None) is bool(intent.slots)
        assert (context_of(name) in whole_agent.intents[name].outputs) is bool(intent.slots)
        if followup:
            assert followup.inputs == (context_of(name),)
            assert followup.parent == name
            assert followup.action == name
            assert context_of(name) in followup.outputs
            assert all(followup.phrases[language] for language in LANGUAGES)


def test_follow_ups_say_what_the_intent_can_take(whole_agent: Agent) -> None:
    """`México`, `and in Spain?` and the like, for the slots of the intent and no others."""
    said = [notation(phrase) for phrase in whole_agent.intents["rate.lookup - followup"].phrases["es"]]
    assert "[México](@country:country)" in said
    assert not any("quantity" in phrase for phrase in said)
    bills = [notation(phrase) for phrase in whole_agent.intents["estimate.bill - followup"].phrases["en"]]
    assert any("quantity" in phrase for phrase in bills)


def test_welcome_and_fallback_take_the_place_of_googles(whole_agent: Agent) -> None:
    """Under the names that every new agent has: one greets on the event, the other is for what nothing else takes."""
    welcome, fallback = (whole_agent.intents[f"Default {name} Intent"] for name in ("Welcome", "Fallback"))
    assert welcome.events == ("WELCOME",)
    assert not welcome.fallback
    assert fallback.fallback
    assert [name for name, one in whole_agent.intents.items() if one.fallback] == ["Default Fallback Intent"]
    for intent in (welcome, fallback):
        assert all(intent.replies[language] for language in LANGUAGES)
        assert not any(intent.phrases.values())


def test_values_are_canonical(whole_agent: Agent) -> None:
    """Entities hold the codes that the rest of the project works with, the same in both languages."""
    known = {
        "category": set(Category),
        "entry_point": set(EntryPoint),
        "era": {"today", "default", *(code for code in entities("es", "eras")["names"] if code[0].isdigit())},
    }
    for name, entity in whole_agent.entities.items():
        spanish, english = (set(entity.entries[language]) for language in LANGUAGES)
        if name == "country":
            assert all(re.fullmatch("[A-Z]{2}", code) for code in spanish | english)
        else:
            assert spanish == english
            assert spanish <= known[name]


def test_every_word_list_is_in_an_entity(whole_agent: Agent) -> None:
    """Names, nationalities and cities all lead to their country."""
    mexico = whole_agent.entities["country"].entries["es"]["MX"]
    for name in ("countries", "demonyms", "cities"):
        assert set(entities("es", name)["names"]["MX"]) <= set(mexico)


def test_the_webhook_is_asked_for_all_or_for_none() -> None:
    """One switch for the whole agent."""
    for webhook in (True, False):
        assert {intent.webhook for intent in small_agent(webhook=webhook).intents.values()} == {webhook}


def test_the_blueprint_knows_the_catalog() -> None:
    """Every slot has a parameter, every follow-up pattern and value belongs to a slot."""
    blueprint = load()
    assert set(blueprint.parameters) == set(catalog.load().slots)
    for language in LANGUAGES:
        patterns, values = blueprint.followup.patterns[language], blueprint.followup.values[language]
        assert set(patterns) == set(values) <= set(catalog.load().slots)
        assert all(pattern.count("{}") == 1 for said in patterns.values() for pattern in said)


@pytest.mark.parametrize(
    ("text", "slots", "written"),
    [
        ("marketing en México", SLOTS, "[marketing](@category:category) en [México](@country:country)"),
        ("marketing en México", ("country",), "marketing en [México](@country:country)"),
        ("marketing en México", (), "marketing en México"),
        ("10 mil a Perú y Chile", SLOTS, None),
        ("en julio de 2025", SLOTS, "en julio de 2025"),
        ("con las reglas de hoy", SLOTS, "[con las reglas de hoy](@era:when)"),
        ("hola", SLOTS, "hola"),
        ("", SLOTS, ""),
    ],
)
def test_annotating(text: str, slots: tuple[str, ...], written: str | None) -> None:
    """What fills a slot of the intent is annotated; dates are not, the agent has no entity for them."""
    found = annotated(text, slots)
    assert text_of(found) == text
    if written is None:
        written = "[10 mil](@sys.number:quantity) a [Perú](@country:country) y [Chile](@country:country)"
    assert notation(found) == written


def test_parts_without_annotation_are_put_together() -> None:
    """A phrase has one form, however it was cut."""
    assert joined([Part("a"), Part(""), Part("b"), Part("c", "x", "y"), Part("d")]) == (
        Part("ab"),
        Part("c", "x", "y"),
        Part("d"),
    )
