"""The zip is what Google's console restores, and comes back as the agent it was made of."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from msgspec.structs import replace

from bot.dialogflow import joining
from bot.settings import Secret, Settings
from intents.dialogflow import archive, unarchive
from intents.dialogflow.agent import Agent, AgentIntent, Part, notation
from tests.cases.load import cases
from tests.intents.dialogflow.running import small_agent

SHAPES = cases("dialogflow/export.toml")


def _files(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: json.loads(opened.read(name)) for name in opened.namelist()}


def _zip(files: dict[str, object]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content if isinstance(content, str) else json.dumps(content))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The files of a small agent with a webhook."""
    return _files(archive.write(small_agent(webhook=True), webhook_url="https://cuanto.example/dialogflow/webhook"))


def test_the_whole_agent_comes_back(whole_agent: Agent) -> None:
    """Reading what was written gives the same agent, phrase for phrase."""
    assert unarchive.read(archive.write(whole_agent)) == whole_agent


def test_the_same_agent_gives_the_same_bytes() -> None:
    """A reviewer sees a change only where something changed."""
    assert archive.write(small_agent()) == archive.write(small_agent())
    assert archive.write(small_agent()) != archive.write(small_agent(most=5))


def test_files_are_named_as_the_console_names_them(files: dict[str, Any]) -> None:
    """An agent, a package, one file an intent and one more for its phrases in each language, the same for entities."""
    assert set(SHAPES["files"]) <= set(files)
    assert not any("Fallback" in name and "usersays" in name for name in files)
    assert not any("Welcome" in name and "usersays" in name for name in files)


@pytest.mark.parametrize("shape", SHAPES["shapes"], ids=lambda shape: str(shape["file"]))
def test_each_file_has_the_keys_of_the_console(files: dict[str, Any], shape: dict[str, Any]) -> None:
    """Every kind of object has exactly the keys that an export of the console's has."""
    content = files[shape["file"]]
    for step in shape.get("path", []):
        content = content[step]
    assert sorted(content) == sorted(shape["keys"])


def test_what_the_files_say(files: dict[str, Any]) -> None:
    """Languages, the webhook's address, parameters, contexts, events and replies stand where the console looks."""
    agent, lookup = files["agent.json"], files["intents/rate.lookup.json"]
    assert (agent["language"], agent["supportedLanguages"]) == ("es", ["en"])
    assert agent["webhook"] == agent["webhook"] | {
        "url": "https://cuanto.example/dialogflow/webhook",
        "available": True,
    }
    assert lookup["webhookUsed"]
    assert lookup["events"] == [{"name": "rate_lookup"}]
    (response,) = lookup["responses"]
    assert response["affectedContexts"] == [{"name": "rate_lookup-followup", "lifespan": 2, "parameters": {}}]
    assert {one["name"]: one["dataType"] for one in response["parameters"]} == {
        "country": "@country",
        "category": "@category",
        "when": "@era",
    }
    assert [(one["lang"], one["speech"]) for one in response["messages"]] == [
        ("es", ["por ahora no"]),
        ("en", ["not now"]),
    ]


def test_annotated_parts(files: dict[str, Any]) -> None:
    """An annotated part names its entity and its parameter and was made by hand; the others are plain."""
    phrases = files["intents/rate.lookup_usersays_es.json"]
    parts = [part for phrase in phrases for part in phrase["data"]]
    marked = [part for part in parts if "meta" in part]
    assert {"text": "mexico", "meta": "@country", "alias": "country", "userDefined": True} in marked
    assert all(part["userDefined"] for part in marked)
    assert not any(part["userDefined"] for part in parts if part not in marked)
    assert {phrase["lang"] for phrase in phrases} == {"es"}


def test_follow_ups_name_their_question(files: dict[str, Any]) -> None:
    """By the id of the question's file, so that the console shows them under it."""
    parent, child = (files[f"intents/{name}.json"] for name in ("rate.lookup", "rate.lookup - followup"))
    assert child["parentId"] == child["rootParentId"] == parent["id"]
    assert child["contexts"] == ["rate_lookup-followup"]
    assert "parentId" not in parent


def test_ids_are_unique(files: dict[str, Any]) -> None:
    """No two intents, entities, parameters or phrases share one."""
    ids = [content["id"] for content in files.values() if isinstance(content, dict) and "id" in content]
    ids += [
        phrase["id"] for content in files.values() if isinstance(content, list) for phrase in content if "id" in phrase
    ]
    assert len(ids) == len(set(ids)) > 20


def test_no_secret_leaves_with_it() -> None:
    """The webhook's address is in the file, its token is not, nor is any key."""
    settings = Settings(dialogflow_webhook_token=Secret("a-secret-token"), cuanto_base_url="https://cuanto.example")
    content = archive.write(small_agent(webhook=True), webhook_url=joining.webhook_url(settings))
    files = _files(content)
    text = json.dumps(files)
    assert "a-secret-token" not in text
    assert files["agent.json"]["webhook"]["url"] == "https://cuanto.example/dialogflow/webhook"
    assert files["agent.json"]["webhook"]["headers"] == {}
    assert not any("key" in key.lower() for key in files["agent.json"])


def test_no_webhook_without_its_address() -> None:
    """An agent that asks nobody says so."""
    settings = _files(archive.write(small_agent()))["agent.json"]
    assert settings["webhook"]["url"] == ""
    assert settings["webhook"]["available"] is False


def test_an_export_of_the_console_is_read() -> None:
    """What we do not manage is passed over; old forms are understood."""
    export = SHAPES["console"]
    found = unarchive.read(_zip({name: json.loads(text) for name, text in export.items()}))
    assert found.languages == ("es", "en", "es-es")
    intent = found.intents["Saludo"]
    assert [notation(phrase) for phrase in intent.phrases["es"]] == ["hola [Ana](@sys.given-name:nombre)", "buenas"]
    assert intent.replies == {"es": ("¡Hola!", "¡Buenas!"), "en": ("Hi!",)}
    assert intent.outputs == {"saludo-followup": 2}
    assert found.intents["Saludo - yes"].parent == "Saludo"
    assert found.entities["sabor"].entries["es"] == {"vainilla": ("vainilla", "vainillita")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        _zip({"intents/a.json": {}}),
        _zip({"agent.json": "{"}),
        _zip({"agent.json": {}}),
        _zip({"agent.json": {"language": "es"}, "intents/a.json": {"responses": []}}),
        _zip({"agent.json": {"language": "es"}, "intents/a.json": {"name": "a", "responses": [{"messages": 7}]}}),
        _zip({"agent.json": []}),
    ],
    ids=["empty", "text", "no agent", "broken", "no language", "no name", "no messages", "list"],
)
def test_what_is_no_agent_is_refused(content: bytes) -> None:
    """Whatever is wrong with a file, it is one kind of error, which says that the zip is not valid."""
    with pytest.raises(ValueError, match="Invalid agent zip"):
        unarchive.read(content)


def test_a_bomb_is_refused() -> None:
    """A file that unpacks to more than any agent has is not unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("agent.json", " " * (unarchive.MOST_BYTES + 1))
    with pytest.raises(ValueError, match="Too large"):
        unarchive.read(buffer.getvalue())


def test_names_with_signs_and_empty_intents() -> None:
    """Texts of any script survive, and an intent without phrases has no file for them."""
    odd = AgentIntent(
        name="rate.año_nuevo",
        phrases={"es": ((Part("¿cuánto? 😀 "), Part("ñandú", "country", "country")),), "en": ()},
        replies={"es": ('dijo "no"',), "en": ("日本",)},
    )
    agent = replace(small_agent(), intents={odd.name: odd})
    files = _files(archive.write(agent))
    assert "intents/rate.año_nuevo_usersays_es.json" in files
    assert "intents/rate.año_nuevo_usersays_en.json" not in files
    assert unarchive.read(archive.write(agent)) == agent
