"""Google calls our webhook, and its users get our answers."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from google.cloud.dialogflow_v2 import types
from hypothesis import given
from hypothesis import strategies as st

from bot.fulfillment.told import BUTTONS, LABEL, PLATFORMS, WITH_BUTTONS, parts
from bot.store.port import StoreGone
from intents.followup import Remembered
from tests.bot.calling import HEADERS, SESSION, Hook, body
from tests.fakes.store import MemoryStore

NO_COUNTRY = "¿cuánto cuesta una plantilla de marketing?"


@pytest.fixture
def hook() -> Hook:
    """A webhook over a store in memory."""
    return Hook()


async def test_an_answer(hook: Hook) -> None:
    """The text, the same for each messenger, and the answer object with everything in it."""
    told = await hook.told()
    assert "0,0436" in told["fulfillmentText"]
    assert told["source"] == "cuanto"
    assert told["payload"]["verdict"]["amount"] == "0.0436"
    assert told["payload"]["recognizer"] == {
        "name": "dialogflow",
        "intent": "rate.lookup",
        "confidence": 0.9,
        "threshold": 0.4,
    }
    assert told["payload"]["link"] in told["fulfillmentText"]


@pytest.mark.parametrize(
    "call",
    [
        {},
        {"text": NO_COUNTRY},
        {"intent": "Default Fallback Intent", "action": "input.unknown"},
        {"text": "WELCOME", "intent": "Default Welcome Intent", "action": "input.welcome"},
        {"payload": {"cuanto": "recognizing"}},
        {"text": "qwer zxcv poiu", "intent": "Default Fallback Intent", "action": "input.unknown"},
    ],
)
async def test_google_reads_what_we_say(hook: Hook, call: dict[str, Any]) -> None:
    """Every response is a `WebhookResponse` of Google's own types, without a field that they do not have."""
    reply = await hook.handling.reply(HEADERS, body(**call))
    read = types.WebhookResponse.from_json(reply.body.decode())
    told = json.loads(reply.body)
    assert read.fulfillment_text == told.get("fulfillmentText", "")
    assert len(read.fulfillment_messages) == len(told.get("fulfillmentMessages", []))
    assert len(read.output_contexts) == len(told.get("outputContexts", []))
    assert read.followup_event_input.name == told.get("followupEventInput", {}).get("name", "")


async def test_we_read_what_google_says(hook: Hook) -> None:
    """A `WebhookRequest` of Google's own types, written the way its servers write it."""
    parameters = {"country": ["PE"], "category": ["marketing"], "quantity": 3.0}
    call = types.WebhookRequest(
        session=SESSION,
        response_id="1",
        query_result=types.QueryResult(
            query_text="¿y en Perú?",
            language_code="es",
            parameters=parameters,
            intent=types.Intent(name="projects/p/agent/intents/1", display_name="rate.lookup - followup"),
            intent_detection_confidence=0.75,
            output_contexts=[types.Context(name=f"{SESSION}/contexts/rate_lookup-followup", lifespan_count=2)],
        ),
        original_detect_intent_request=types.OriginalDetectIntentRequest(
            source="telegram", payload={"data": {"id": 1}}
        ),
    )
    reply = await hook.handling.reply(HEADERS, types.WebhookRequest.to_json(call).encode())
    assert json.loads(reply.body)["payload"]["verdict"]["amount"] == "0.0703"


async def test_a_text_for_each_platform(hook: Hook) -> None:
    """The first for whoever has none of its own, then one for each messenger, in pieces that it can show."""
    first, *others = [one for one in (await hook.told())["fulfillmentMessages"] if "text" in one]
    assert "platform" not in first
    assert {one["platform"] for one in others} == set(PLATFORMS)
    for one in others:
        (text,) = one["text"]["text"]
        assert len(text) <= PLATFORMS[one["platform"]]
    assert "\n" in first["text"]["text"][0]


async def test_lines_are_not_broken_for_a_terminal(hook: Hook) -> None:
    """Messengers break lines themselves."""
    told = await hook.told(text="¿por qué el marketing cuesta más?", intent="rule.why_marketing_costs_more")
    assert max(map(len, told["fulfillmentText"].split("\n"))) > 80


async def test_buttons_for_what_is_asked_back(hook: Hook) -> None:
    """Where a country is missing, the likeliest ones can be pressed; what is pressed answers the question."""
    told = await hook.told(text=NO_COUNTRY)
    buttons = [one for one in told["fulfillmentMessages"] if "quickReplies" in one]
    assert {one["platform"] for one in buttons} == set(WITH_BUTTONS)
    for one in buttons:
        assert one["quickReplies"]["title"] == "¿De qué país es el cliente? El precio sigue el código de su teléfono."
        labels = one["quickReplies"]["quickReplies"]
        assert "México" in labels
        assert len(labels) <= BUTTONS
        assert max(map(len, labels)) <= LABEL


async def test_no_buttons_where_nothing_is_missing(hook: Hook) -> None:
    """An answer that is whole offers none."""
    assert not any("quickReplies" in one for one in (await hook.told())["fulfillmentMessages"])


async def test_a_parameter_that_is_missing(hook: Hook) -> None:
    """The text says it anyway, and is read by ourselves."""
    told = await hook.told(parameters={"country": [], "category": ""})
    assert told["payload"]["verdict"]["amount"] == "0.0436"


async def test_a_word_that_only_the_console_knows(hook: Hook) -> None:
    """A synonym that somebody added there fills what we could not read."""
    text = "¿cuánto cuesta marketing en la tierra azteca?"
    assert (await hook.told(text=text))["payload"]["needs"] == ["country"]
    told = await hook.told(text=text, parameters={"country": ["MX"]})
    assert told["payload"]["verdict"]["country"] == "MX"


async def test_a_value_that_we_do_not_know(hook: Hook) -> None:
    """It is passed over, and what is missing is asked back: no price is made up."""
    told = await hook.told(text=NO_COUNTRY, parameters={"country": ["Narnia"]})
    assert told["payload"]["needs"] == ["country"]
    assert told["payload"]["verdict"]["amount"] is None


async def test_an_intent_that_only_the_console_has(hook: Hook) -> None:
    """The question is answered as far as we understand it by ourselves."""
    told = await hook.told(intent="promo.navidad", confidence=0.95)
    assert told["payload"]["verdict"]["amount"] == "0.0436"
    assert told["payload"]["recognizer"]["name"] == "embedded"


async def test_what_google_is_not_sure_of(hook: Hook) -> None:
    """Below the threshold it is not answered, and the answer says how sure Google was."""
    told = await hook.told(confidence=0.39)
    assert told["payload"]["recognizer"] == told["payload"]["recognizer"] | {"name": "dialogflow", "confidence": 0.39}
    assert told["payload"]["verdict"]["amount"] is None


async def test_what_google_did_not_understand_and_we_do(hook: Hook) -> None:
    """The right intent is called by its event, so that Google knows what the conversation is about."""
    told = await hook.told(intent="Default Fallback Intent", action="input.unknown", confidence=1.0)
    assert told == {
        "followupEventInput": {
            "name": "rate_lookup",
            "languageCode": "es",
            "parameters": {"question": "¿cuánto cuesta marketing en México?"},
        }
    }


async def test_the_call_that_the_event_leads_to(hook: Hook) -> None:
    """An event has no text; what was asked comes with it, and is answered."""
    told = await hook.told(
        text="rate_lookup",
        confidence=1.0,
        contexts={"rate_lookup": {"question": "¿cuánto cuesta marketing en México?"}},
    )
    assert "0,0436" in told["fulfillmentText"]


async def test_events_do_not_go_in_circles(hook: Hook) -> None:
    """What comes back from an event and is still not understood is answered so."""
    told = await hook.told(
        text="rate_lookup",
        intent="Default Fallback Intent",
        action="input.unknown",
        contexts={"rate_lookup": {"question": "¿cuánto cuesta marketing en México?"}},
    )
    assert "followupEventInput" not in told


async def test_what_nobody_understands(hook: Hook) -> None:
    """Both do not: it is said, with questions to try."""
    told = await hook.told(text="qwer zxcv poiu", intent="Default Fallback Intent", action="input.unknown")
    assert told["payload"]["intent"] == "smalltalk"
    assert told["fulfillmentText"]


@pytest.mark.parametrize(("language", "greeting"), [("es", "¡Hola!"), ("en-gb", "Hello"), ("es-419", "¡Hola!")])
async def test_a_welcome_is_in_the_language_of_the_messenger(hook: Hook, language: str, greeting: str) -> None:
    """Nobody has said a word yet whose language could be told."""
    told = await hook.told(
        text="WELCOME", intent="Default Welcome Intent", action="input.welcome", language=language, confidence=1.0
    )
    assert told["fulfillmentText"].startswith(greeting)


async def test_the_language_of_the_text_wins(hook: Hook) -> None:
    """Whatever the messenger is set to."""
    told = await hook.told(text="how much is marketing in Mexico?", language="es")
    assert told["payload"]["lang"] == "en"


async def test_our_own_recognizer_gets_nothing(hook: Hook) -> None:
    """It only wants to know the intent, and answers by itself; the question is not answered twice."""
    told = await hook.told(payload={"cuanto": "recognizing"})
    assert told == {}
    assert (await hook.office.fake.stats()).answers == 0


async def test_a_conversation_is_remembered(hook: Hook) -> None:
    """By Google's session, which no other conversation has."""
    await hook.told()
    kept: Remembered | None = await hook.office.fake.recall(f"dialogflow:{SESSION}", hook.office.clock())
    assert kept is not None
    assert kept.request.intent == "rate.lookup"


class Stuck(MemoryStore):
    """A store that never comes back."""

    async def recall(self, *_: Any, **__: Any) -> Remembered | None:
        """Wait for ever."""
        await asyncio.Event().wait()
        return None


async def test_google_does_not_wait_for_our_store() -> None:
    """A database that hangs costs the link and the memory, not the answer."""
    hook = Hook(Stuck(), patience=0.1)
    told = await asyncio.wait_for(hook.told(), 5)
    assert "0,0436" in told["fulfillmentText"]
    assert told["payload"]["link"] is None


async def test_a_broken_store_costs_nothing_else(hook: Hook) -> None:
    """An answer without a link."""
    hook.office.fake.broken = StoreGone("no database")
    told = await hook.told()
    assert "0,0436" in told["fulfillmentText"]


async def test_many_calls_at_once(hook: Hook) -> None:
    """Each gets its own answer."""
    texts = {"México": "0,0436", "Perú": "0,0703"}
    calls = [hook.told(text=f"¿cuánto cuesta marketing en {country}?") for country in [*texts] * 20]
    for country, told in zip([*texts] * 20, await asyncio.gather(*calls), strict=True):
        assert texts[country] in told["fulfillmentText"]


async def test_an_answer_that_is_too_large_goes_without_its_object(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Google takes 64 KiB; the text is what matters."""
    whole = await hook.told()
    monkeypatch.setattr("bot.fulfillment.told.MOST_BYTES", len(json.dumps(whole)) // 2)
    told = await hook.told()
    assert "payload" not in told
    assert told["fulfillmentText"].split("\n")[0] == whole["fulfillmentText"].split("\n")[0]


@given(st.text(st.sampled_from("ab \n"), max_size=200), st.integers(5, 50))
def test_pieces(text: str, most: int) -> None:
    """Pieces are short enough, none is empty, and together they say the text."""
    found = parts(text, most)
    assert all(0 < len(piece) <= most and piece.strip() for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())
