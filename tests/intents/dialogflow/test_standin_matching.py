"""What a query is matched to at the stand-in: phrases and synonyms as trained, the threshold, the fallback."""

from __future__ import annotations

from google.cloud.dialogflow_v2 import types
from google.protobuf.json_format import MessageToDict

from intents.dialogflow.standin.held import THRESHOLD
from tests.intents.dialogflow.running import PATH, Running, live
from tests.intents.dialogflow.wiring import LOOKUP, Wire


async def test_matching(wire: Wire) -> None:
    """A text gets an intent, its parameters, a reply, and how sure that is."""
    found = await wire.say(LOOKUP)
    assert (found.intent.display_name, found.action, found.intent_detection_confidence) == (
        "rate.lookup",
        "rate.lookup",
        1.0,
    )
    assert MessageToDict(types.QueryResult.pb(found).parameters) == {
        "country": ["MX"],
        "category": ["marketing"],
        "when": [],
    }
    assert (found.language_code, found.query_text, found.fulfillment_text) == ("es", LOOKUP, "por ahora no")
    assert found.intent.name == (await live(wire.running)).intent_name("rate.lookup")


async def test_what_is_pushed_counts_once_it_is_trained(wire: Wire) -> None:
    """A phrase that somebody adds is matched, also a little differently worded; before training it is not."""
    parts = [types.Intent.TrainingPhrase.Part(text="zarandaja piripitiflautica")]
    intent = types.Intent(
        display_name="promo.navidad", training_phrases=[types.Intent.TrainingPhrase(type_=1, parts=parts)]
    )
    await wire.shop.intents.create_intent(parent=PATH.agent, intent=intent, language_code="es")
    assert (await wire.say("Zarandaja piripitiflautica")).intent.is_fallback
    await wire.train()
    assert (await wire.say("Zarandaja piripitiflautica")).intent.display_name == "promo.navidad"
    near = await wire.say("zarandaja piripitiflautika")
    assert near.intent.display_name == "promo.navidad"
    assert 0.85 <= near.intent_detection_confidence < 1.0
    assert (await wire.say("zarandaja piripitiflautica", language="en")).intent.is_fallback


async def test_what_was_not_pushed_is_not_matched(wire: Wire) -> None:
    """The model knows the whole catalog; the agent answers with what it has."""
    found = await wire.say("¿cuánto pagaría al mes por 20 mil plantillas de marketing en Chile?")
    assert found.intent.display_name != "estimate.bill"


async def test_a_synonym_of_the_console_counts(wire: Wire) -> None:
    """An entity that somebody extended is recognized in the next text."""
    entity = (await live(wire.running)).entities["country"]["es"]
    (mexico,) = [entry for entry in entity.entities if entry.value == "MX"]
    mexico.synonyms.append("la tierra azteca")
    await wire.shop.entity_types.update_entity_type(
        types.UpdateEntityTypeRequest(entity_type=entity, language_code="es")
    )
    await wire.train()
    found = await wire.say("cuanto cuesta marketing en la tierra azteca")
    assert MessageToDict(types.QueryResult.pb(found).parameters)["country"] == ["MX"]


async def test_below_the_threshold_the_fallback_answers(wire: Wire) -> None:
    """The threshold is the agent's, and can be set."""
    text = "buenas, quería saber un poco de precios"
    sure = (await wire.say(text)).intent_detection_confidence
    assert sure > THRESHOLD
    agent = types.Agent(parent=PATH.owner, classification_threshold=1.0)
    await wire.shop.agents.set_agent(
        types.SetAgentRequest(agent=agent, update_mask={"paths": ["classification_threshold"]})
    )
    found = await wire.say(text)
    assert (found.intent.is_fallback, found.action) == (True, "input.unknown")


async def test_an_agent_without_a_fallback_says_nothing(empty: Running) -> None:
    """A new agent that nobody pushed to matches nothing."""
    connected = Wire(empty)
    found = await connected.say(LOOKUP)
    assert (found.intent.display_name, found.query_text) == ("", LOOKUP)
    await connected.channel.close()
