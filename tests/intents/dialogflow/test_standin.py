"""The stand-in takes and refuses what Google's server does, and keeps conversations as it does."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from google.api_core import exceptions as api
from google.api_core.exceptions import GoogleAPICallError
from google.cloud.dialogflow_v2 import types
from google.protobuf.json_format import MessageToDict

from intents.dialogflow import archive, unarchive
from intents.dialogflow.names import AgentPath
from tests.cases.load import cases
from tests.intents.dialogflow.running import PATH, Running, live, small_agent
from tests.intents.dialogflow.wiring import LOOKUP, Wire

REFUSED = cases("dialogflow/refused.toml")
STATUSES = {
    "INVALID_ARGUMENT": api.InvalidArgument,
    "FAILED_PRECONDITION": api.FailedPrecondition,
    "NOT_FOUND": api.NotFound,
}


def _filled(value: Any) -> Any:
    """A case with its long texts and contexts written out."""
    written = json.dumps(value)
    written = re.sub(r"\{text:(\d+)\}", lambda found: "x" * int(found[1]), written)
    return json.loads(re.sub(r"\{context:(\d+)\}", lambda found: PATH.context(f"c{found[1]}"), written))


async def _outcome(attempt: Any, status: str) -> None:
    """It is taken, or refused with this status and a reason."""
    if status == "OK":
        await attempt
        return
    with pytest.raises(STATUSES[status]) as caught:
        await attempt
    assert isinstance(caught.value, GoogleAPICallError)
    assert caught.value.message


@pytest.mark.parametrize("case", REFUSED["sessions"], ids=lambda case: str(case["name"]))
async def test_queries(wire: Wire, case: dict[str, Any]) -> None:
    """What a query may be: its text, its language, its session and its contexts."""
    case = _filled(case)
    name = case.get("path", PATH.session(case.get("session", "s")))
    context = types.Context(name=f"{name}/contexts/{case['context']}", lifespan_count=1) if "context" in case else None
    text = case.get("text", "x" * case.get("size", 0))
    request = types.DetectIntentRequest(
        session=name,
        query_params=types.QueryParameters(contexts=[context] if context else []),
        query_input=types.QueryInput(text=types.TextInput(text=text, language_code=case.get("language", "es"))),
    )
    await _outcome(wire.sessions.detect_intent(request, timeout=10, retry=None), case["status"])


@pytest.mark.parametrize("case", REFUSED["intents"], ids=lambda case: str(case["name"]))
async def test_intents(wire: Wire, case: dict[str, Any]) -> None:
    """What an intent may be; what is refused changes nothing."""
    before = (await live(wire.running)).agent
    intent = types.Intent(**{"display_name": "rate.new", **_filled(case)["intent"]})
    await _outcome(wire.shop.intents.create_intent(parent=PATH.agent, intent=intent), case["status"])
    assert ((await live(wire.running)).agent == before) is (case["status"] != "OK")


@pytest.mark.parametrize("case", REFUSED["entities"], ids=lambda case: str(case["name"]))
async def test_entities(wire: Wire, case: dict[str, Any]) -> None:
    """What an entity may be; what is refused changes nothing."""
    before = (await live(wire.running)).agent
    entity = types.EntityType(**{"display_name": "sabor", "kind": 1, **_filled(case)["entity"]})
    await _outcome(wire.shop.entity_types.create_entity_type(parent=PATH.agent, entity_type=entity), case["status"])
    assert ((await live(wire.running)).agent == before) is (case["status"] != "OK")


@pytest.mark.parametrize(("number", "taken"), [(2000, True), (2001, False)])
async def test_two_thousand_phrases(wire: Wire, number: int, taken: bool) -> None:
    """That many an intent may have in a language, and not one more."""
    parts = [types.Intent.TrainingPhrase.Part(text="a")]
    phrases = [types.Intent.TrainingPhrase(type_=1, parts=parts)] * number
    attempt = wire.shop.intents.create_intent(
        parent=PATH.agent, intent=types.Intent(display_name="x", training_phrases=phrases)
    )
    await _outcome(attempt, "OK" if taken else "INVALID_ARGUMENT")


async def test_a_batch_is_taken_whole_or_not_at_all(wire: Wire) -> None:
    """One intent that is refused keeps the others out."""
    batch = types.IntentBatch(intents=[types.Intent(display_name="a"), types.Intent(display_name="rate.lookup")])
    request = types.BatchUpdateIntentsRequest(parent=PATH.agent, intent_batch_inline=batch, language_code="es")
    with pytest.raises(api.FailedPrecondition, match="already exists"):
        await wire.shop.intents.batch_update_intents(request)
    assert "a" not in (await live(wire.running)).agent.intents


async def test_pages(wire: Wire) -> None:
    """A list comes in pages, and the client turns them."""
    pager = await wire.shop.intents.list_intents(types.ListIntentsRequest(parent=PATH.agent, page_size=3))
    sizes = [len(page.intents) async for page in pager.pages]
    assert sizes == [3, 3, 2]
    with pytest.raises(api.InvalidArgument):
        await wire.shop.intents.list_intents(types.ListIntentsRequest(parent=PATH.agent, page_token="x"))


async def test_phrases_are_shown_to_who_asks(wire: Wire) -> None:
    """Without the full view an intent comes without its phrases."""
    name = (await live(wire.running)).intent_name("rate.lookup")
    bare = await wire.shop.intents.get_intent(types.GetIntentRequest(name=name))
    full = await wire.shop.intents.get_intent(
        types.GetIntentRequest(name=name, intent_view=types.IntentView.INTENT_VIEW_FULL)
    )
    assert (len(bare.training_phrases), len(full.training_phrases)) == (0, 4)


async def test_one_by_one(wire: Wire) -> None:
    """Intents and entities are created, changed, fetched and deleted singly too."""
    intents, entities = wire.shop.intents, wire.shop.entity_types
    entity = await entities.create_entity_type(
        parent=PATH.agent, entity_type=types.EntityType(display_name="sabor", kind=1)
    )
    entity.entities = [types.EntityType.Entity(value="vainilla", synonyms=["vainilla"])]
    await entities.update_entity_type(entity_type=entity)
    assert (await entities.get_entity_type(name=entity.name)).entities[0].value == "vainilla"
    intent = await intents.create_intent(
        parent=PATH.agent,
        intent=types.Intent(
            display_name="x",
            parameters=[types.Intent.Parameter(display_name="s", entity_type_display_name="@sabor", value="$s")],
        ),
    )
    with pytest.raises(api.FailedPrecondition, match="in use"):
        await entities.delete_entity_type(name=entity.name)
    intent.action = "y"
    assert (await intents.update_intent(intent=intent, language_code="es")).action == "y"
    await intents.delete_intent(name=intent.name)
    with pytest.raises(api.NotFound):
        await intents.delete_intent(name=intent.name)
    await entities.delete_entity_type(name=entity.name)
    with pytest.raises(api.NotFound):
        await entities.get_entity_type(name=entity.name)


async def test_events(wire: Wire) -> None:
    """An event calls its intent; what it brings is in a context of its name."""
    assert (await wire.call("WELCOME")).intent.display_name == "Default Welcome Intent"
    found = await wire.call("rate_lookup", "t", question="¿cuánto?")
    assert (found.intent.display_name, found.query_text) == ("rate.lookup", "rate_lookup")
    held = {
        one.name.rpartition("/")[2]: MessageToDict(types.Context.pb(one).parameters) for one in found.output_contexts
    }
    assert held["rate_lookup-followup"]["country"] == []
    assert (await wire.call("nobody")).intent.display_name == ""


async def test_a_query_of_neither_kind(wire: Wire) -> None:
    """Neither a text nor an event."""
    with pytest.raises(api.InvalidArgument):
        await wire._detect(types.QueryInput(), "s", {})


async def test_export_and_restore(wire: Wire) -> None:
    """An agent leaves as a zip and comes back as it was; importing leaves the rest, restoring does not."""
    agents = wire.shop.agents
    exported = await (await agents.export_agent(types.ExportAgentRequest(parent=PATH.owner))).result()
    assert unarchive.read(exported.agent_content) == small_agent()
    fewer = archive.write(small_agent(("rule.inbound_free",)))
    await (await agents.import_agent(types.ImportAgentRequest(parent=PATH.owner, agent_content=fewer))).result()
    assert (await live(wire.running)).agent.intents.keys() == small_agent().intents.keys()
    await (await agents.restore_agent(types.RestoreAgentRequest(parent=PATH.owner, agent_content=fewer))).result()
    assert (await live(wire.running)).agent == small_agent(("rule.inbound_free",))
    assert (await wire.say(LOOKUP)).intent.display_name != "rate.lookup"


async def test_what_cannot_be_imported(wire: Wire) -> None:
    """No zip, and no zip of ours in a bucket."""
    agents = wire.shop.agents
    with pytest.raises(api.InvalidArgument, match="agent zip"):
        await agents.restore_agent(types.RestoreAgentRequest(parent=PATH.owner, agent_content=b"nonsense"))
    with pytest.raises(api.InvalidArgument):
        await agents.export_agent(types.ExportAgentRequest(parent=PATH.owner, agent_uri="gs://a/b"))


async def test_settings_of_the_agent(wire: Wire) -> None:
    """Languages and zone can be set, the default language and the name cannot."""
    agent = types.Agent(parent=PATH.owner, supported_language_codes=["en", "fr"], time_zone="Europe/Madrid")
    changed = await wire.shop.agents.set_agent(types.SetAgentRequest(agent=agent))
    assert (changed.default_language_code, list(changed.supported_language_codes)) == ("es", ["en", "fr"])
    assert changed.time_zone == "Europe/Madrid"
    with pytest.raises(api.InvalidArgument):
        await wire.shop.agents.set_agent(types.SetAgentRequest(agent=agent, update_mask={"paths": ["display_name"]}))


async def test_the_quota_is_used_up_and_comes_back() -> None:
    """So many queries a minute; the next minute begins on the minute."""
    running = Running(small_agent(), per_minute=2)
    connected = Wire(running)
    try:
        running.now = running.now.replace(second=59)
        await connected.say(LOOKUP)
        await connected.say(LOOKUP)
        with pytest.raises(api.ResourceExhausted, match="Quota exceeded"):
            await connected.say(LOOKUP)
        running.now += timedelta(seconds=1)
        await connected.say(LOOKUP)
    finally:
        await connected.channel.close()
        running.close()


async def test_one_project_only() -> None:
    """Where a project is named, others have no agent."""
    running = Running(small_agent(), project="another")
    connected = Wire(running)
    try:
        with pytest.raises(api.NotFound, match=PATH.project):
            await connected.say(LOOKUP)
    finally:
        await connected.channel.close()
        running.close()


async def test_unknown_operations(wire: Wire) -> None:
    """Nobody waits for something that was never begun."""
    with pytest.raises(api.NotFound):
        await wire.shop.agents.get_operation({"name": "projects/p/operations/1"})


async def test_names_must_agree_with_their_service(wire: Wire) -> None:
    """An intent is not fetched by the name of an entity."""
    name = (await live(wire.running)).entity_name("country")
    with pytest.raises(api.InvalidArgument):
        await wire.shop.intents.get_intent(name=name)
    with pytest.raises(api.InvalidArgument):
        await wire.shop.intents.list_intents(parent=AgentPath("p").session("s"))
