"""What people changed in the console becomes a change to our files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from intents import catalog
from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Parameter, Part, text_of
from intents.dialogflow.comparing import compare
from intents.dialogflow.pulling import Pulled, pull
from intents.entities import entities
from intents.phrases import load

NEW = (Part("a cómo está la promo en "), Part("Perú", "country", "country"))


def _with(agent: Agent, name: str, **fields: object) -> Agent:
    return replace(agent, intents={**agent.intents, name: replace(agent.intents[name], **fields)})


def _pulled(ours: Agent, live: Agent, folder: Path = catalog.HOME) -> Pulled:
    return pull(compare(live, ours), live, folder)


def _changed(pulled: Pulled) -> list[str]:
    """The lines that come and go."""
    lines = pulled.diff().splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our sources."""
    for name in ("phrases", "entities"):
        shutil.copytree(catalog.HOME / name, tmp_path / name)
    shutil.copy(catalog.HOME / "catalog.toml", tmp_path)
    return tmp_path


def test_nothing_changed(whole_agent: Agent) -> None:
    """An agent in step has nothing to pull."""
    pulled = _pulled(whole_agent, whole_agent)
    assert (pulled.files, pulled.notes, pulled.diff()) == ({}, (), "")


def test_a_new_phrase_and_a_deleted_one(whole_agent: Agent, folder: Path) -> None:
    """Both are one line of the file of their kind; written, the files say what the agent says."""
    lookup = whole_agent.intents["rate.lookup"]
    first, *others = lookup.phrases["es"]
    live = _with(whole_agent, "rate.lookup", phrases={**lookup.phrases, "es": (*others, NEW)})
    pulled = _pulled(whole_agent, live, folder)
    assert pulled.notes == ()
    assert list(pulled.files) == ["phrases/es/rate.toml"]
    assert _changed(pulled) == [f'-    "{text_of(first)}",', '+    "a cómo está la promo en Perú",']
    pulled.write(folder)
    said = {one.text for one in load(folder / "phrases") if (one.intent, one.language) == ("rate.lookup", "es")}
    assert said == {text_of(phrase) for phrase in (*others, NEW)}


def test_the_diff_names_files_as_they_are_called_here(whole_agent: Agent) -> None:
    """So that it can be applied where it is read."""
    lookup = whole_agent.intents["rate.lookup"]
    live = _with(whole_agent, "rate.lookup", phrases={**lookup.phrases, "en": (*lookup.phrases["en"], NEW)})
    assert _pulled(whole_agent, live).diff().startswith("--- a/intents/phrases/en/rate.toml\n+++ b/intents/phrases/en/")


def test_another_annotation_is_only_told(whole_agent: Agent) -> None:
    """Our files hold no annotations: they follow from the word lists."""
    lookup = whole_agent.intents["rate.lookup"]
    first, *others = lookup.phrases["es"]
    plain = (Part(text_of(first)),)
    live = _with(whole_agent, "rate.lookup", phrases={**lookup.phrases, "es": (plain, *others)})
    pulled = _pulled(whole_agent, live)
    assert pulled.files == {}
    assert [(note.code, note.value) for note in pulled.notes] == [("annotation", text_of(first))]


def test_a_new_intent_of_a_known_kind(whole_agent: Agent, folder: Path) -> None:
    """It comes into the catalog with its slots, and its phrases into both files; the whole can be read back."""
    new = AgentIntent(
        name="rate.black_friday",
        parameters=(Parameter("country", "country"), Parameter("sabor", "sys.any")),
        phrases={"es": (NEW, NEW), "en": ((Part("black friday price"),),)},
    )
    live = replace(whole_agent, intents={**whole_agent.intents, new.name: new})
    pulled = _pulled(whole_agent, live, folder)
    assert pulled.notes == ()
    assert set(pulled.files) == {"catalog.toml", "phrases/es/rate.toml", "phrases/en/rate.toml"}
    pulled.write(folder)
    known = catalog.decode((folder / "catalog.toml").read_text("utf-8"))
    assert known.intents["rate.black_friday"].slots == ("country",)
    said = [one.text for one in load(folder / "phrases") if one.intent == "rate.black_friday"]
    assert said == ["a cómo está la promo en Perú", "black friday price"]


@pytest.mark.parametrize("name", ["promo.navidad", "Navidad", "rate", "rate.black friday"])
def test_an_intent_without_a_kind_has_no_place(whole_agent: Agent, name: str) -> None:
    """Only kinds of answers that we have can be given; the name has to say which."""
    live = replace(whole_agent, intents={**whole_agent.intents, name: AgentIntent(name=name)})
    pulled = _pulled(whole_agent, live)
    assert pulled.files == {}
    assert [(note.code, note.name) for note in pulled.notes] == [("foreign_intent", name)]


def test_a_missing_intent_is_for_people_to_decide(whole_agent: Agent) -> None:
    """It may have been deleted there, or never pushed: no file is changed for it."""
    fewer = {name: one for name, one in whole_agent.intents.items() if name != "rule.calls"}
    pulled = _pulled(whole_agent, replace(whole_agent, intents=fewer))
    assert pulled.files == {}
    assert [(note.code, note.name) for note in pulled.notes] == [("missing", "rule.calls")]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"action": "x"}, "changed_action"),
        ({"webhook": True}, "changed_webhook"),
        ({"fallback": True}, "changed_fallback"),
        ({"events": ("rate_lookup", "x")}, "changed_events"),
        ({"inputs": ("x",)}, "changed_inputs"),
        ({"outputs": {}}, "changed_outputs"),
        ({"parameters": ()}, "changed_parameters"),
        ({"replies": {"es": ("Pregunte a Ana",), "en": ()}}, "changed_replies"),
    ],
)
def test_what_is_not_in_these_files_is_told(whole_agent: Agent, fields: dict[str, object], code: str) -> None:
    """Each with the place where it is decided."""
    pulled = _pulled(whole_agent, _with(whole_agent, "rate.lookup", **fields))
    assert pulled.files == {}
    assert {note.code for note in pulled.notes} == {code}


def test_phrases_of_follow_ups_are_told(whole_agent: Agent) -> None:
    """They are made of patterns, which somebody has to change."""
    name = "rate.lookup - followup"
    said = whole_agent.intents[name].phrases
    pulled = _pulled(whole_agent, _with(whole_agent, name, phrases={**said, "es": (*said["es"], NEW)}))
    assert pulled.files == {}
    assert {note.code for note in pulled.notes} == {"changed_phrases"}


def _entity(agent: Agent, name: str, language: str, code: str, words: tuple[str, ...]) -> Agent:
    entity = agent.entities[name]
    entries = {**entity.entries, language: {**entity.entries[language], code: words}}
    return replace(agent, entities={**agent.entities, name: AgentEntity(name=name, entries=entries)})


def test_a_new_synonym(whole_agent: Agent, folder: Path) -> None:
    """It joins the names of its value."""
    words = whole_agent.entities["country"].entries["es"]["MX"]
    live = _entity(whole_agent, "country", "es", "MX", (*words, "tierra azteca"))
    pulled = _pulled(whole_agent, live, folder)
    assert list(pulled.files) == ["entities/es/countries.toml"]
    (before, after) = _changed(pulled)
    assert after == before.replace("-", "+", 1)[:-1] + ", tierra azteca'"


def test_a_deleted_synonym_goes_from_its_own_list(whole_agent: Agent, folder: Path) -> None:
    """A city is not looked for among the names of countries."""
    city = entities("es", "cities")["names"]["MX"][0]
    words = tuple(word for word in whole_agent.entities["country"].entries["es"]["MX"] if word != city)
    pulled = _pulled(whole_agent, _entity(whole_agent, "country", "es", "MX", words), folder)
    assert list(pulled.files) == ["entities/es/cities.toml"]
    assert pulled.notes == ()


def test_a_new_value_is_told(whole_agent: Agent) -> None:
    """A code that we do not know cannot be priced."""
    pulled = _pulled(whole_agent, _entity(whole_agent, "country", "es", "XX", ("Narnia",)))
    assert pulled.files == {}
    assert [(note.code, note.value) for note in pulled.notes] == [("unknown_value", "XX: Narnia")]


def test_entities_of_the_console_are_told(whole_agent: Agent) -> None:
    """There is no list for them here."""
    live = replace(whole_agent, entities={**whole_agent.entities, "sabor": AgentEntity(name="sabor")})
    assert [(note.code, note.name) for note in _pulled(whole_agent, live).notes] == [("foreign_entity", "sabor")]


def test_a_word_that_the_list_cannot_hold(whole_agent: Agent) -> None:
    """Words are separated by commas: one with a comma is left to people."""
    words = whole_agent.entities["country"].entries["es"]["MX"]
    pulled = _pulled(whole_agent, _entity(whole_agent, "country", "es", "MX", (*words, "México, lindo")))
    assert pulled.files == {}
    assert [note.code for note in pulled.notes] == ["by_hand"]
