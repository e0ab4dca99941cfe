"""Every way to ask, in both languages."""

from __future__ import annotations

import pytest

from bot.slack.scopes import manifest
from tests.bot.slack.conftest import Desk, buttons, text_of
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack

PRICES = {
    "es": ("¿cuánto cuesta marketing en México?", "Marketing en México: USD 0,0436 por conversación."),
    "en": ("how much is marketing in Mexico?", "Marketing in Mexico: USD 0.0436 per conversation."),
}
BOTH = pytest.mark.parametrize("language", ["es", "en"])


def first(message: dict[str, object]) -> str:
    """Return the first line that a person reads, without its stars."""
    return text_of(message).split("\n")[0].strip("*")


@BOTH
async def test_mention_is_answered_in_its_thread(desk: Desk, slack: FakeSlack, language: str) -> None:
    """The verdict is the first line, the link leads to the kept answer, and the request is acknowledged."""
    text, verdict = PRICES[language]
    response = await desk.event(payloads.event(payloads.mention(text, ts="1.1")))
    assert response.status_code == 200
    [message] = slack.messages
    assert (message["channel"], message["thread_ts"]) == ("C1", "1.1")
    assert first(message) == verdict
    [kept] = desk.office.fake.kept.values()
    assert f"/a/{kept.id}" in message["text"]


@BOTH
async def test_direct_message_is_answered_in_its_thread(desk: Desk, slack: FakeSlack, language: str) -> None:
    """Each message to the agent begins a conversation of its own."""
    text, verdict = PRICES[language]
    await desk.event(payloads.event(payloads.direct(text, ts="3.3")))
    [message] = slack.messages
    assert (message["channel"], message["thread_ts"], first(message)) == ("D1", "3.3", verdict)


@BOTH
async def test_command_is_answered_privately(desk: Desk, slack: FakeSlack, language: str) -> None:
    """Only the person who gave it sees the answer, with a button that shares it."""
    text, verdict = PRICES[language]
    await desk.form(payloads.command(text, slack.response_url()))
    [whisper] = slack.whispers
    assert (whisper["response_type"], whisper["replace_original"]) == ("ephemeral", False)
    assert first(whisper) == verdict
    assert "share" in buttons(whisper)
    assert slack.messages == []


@pytest.mark.parametrize(
    ("text", "kind", "prices"),
    [
        ("Hola Ana, tu pedido 123 va en camino", "Utilidad", "Precio en México"),
        ("50% off everything this weekend only, buy now!", "Marketing", "Price in Mexico"),
    ],
)
async def test_shortcut_says_category_and_price(
    desk: Desk, slack: FakeSlack, text: str, kind: str, prices: str
) -> None:
    """The message's own text is judged, in its language; a country gives the price of that category."""
    await desk.interact(payloads.shortcut(text, slack.response_url()))
    [whisper] = slack.whispers
    assert whisper["response_type"] == "ephemeral"
    assert first(whisper).startswith(kind)
    offered = next(button for button in buttons(whisper).values() if button["text"]["text"] == prices)
    await desk.interact(payloads.press(offered, slack.response_url("r2"), private=True))
    assert "MX" in offered["value"]
    assert "USD" in first(slack.whispers[-1])


@BOTH
async def test_thread_goes_on_with_the_question(desk: Desk, slack: FakeSlack, language: str) -> None:
    """A reply without a mention, in a thread that was answered, refers to the question before."""
    more = {"es": "¿y en Chile?", "en": "and in Chile?"}[language]
    await desk.event(payloads.event(payloads.mention(PRICES[language][0], ts="1.1")))
    await desk.event(payloads.event(payloads.said(more, ts="1.2", thread="1.1")))
    assert len(slack.messages) == 2
    assert "Chile" in first(slack.messages[1])
    assert slack.messages[1]["thread_ts"] == "1.1"


async def test_threads_do_not_mix(desk: Desk, slack: FakeSlack) -> None:
    """What one thread is about means nothing in another."""
    await desk.event(payloads.event(payloads.mention("¿cuánto cuesta marketing en México?", ts="1.1")))
    await desk.event(payloads.event(payloads.mention("¿y en Chile?", ts="2.1")))
    assert "marketing" not in first(slack.messages[1]).lower()


@pytest.mark.parametrize(
    "event",
    [
        payloads.said("¿cuánto cuesta marketing en México?", ts="1.1", thread=None),
        payloads.said("¿y en Chile?", ts="1.2", thread="0.9"),
        payloads.said("<@UBOT> ¿y en Chile?", ts="1.2", thread="1.1"),
    ],
    ids=["outside threads", "in a thread of others", "mention arrives as its own event"],
)
async def test_other_talk_is_left_alone(desk: Desk, slack: FakeSlack, event: dict[str, object]) -> None:
    """Nobody is answered who did not ask us."""
    response = await desk.event(payloads.event(event))
    assert response.status_code == 200
    assert slack.messages == []


async def test_chatter_in_a_thread_is_neither_answered_nor_kept(desk: Desk, slack: FakeSlack) -> None:
    """People thank each other in a thread of ours: that leaves no message and no answer behind."""
    await desk.event(payloads.event(payloads.mention("¿cuánto cuesta marketing en México?", ts="1.1")))
    await desk.event(payloads.event(payloads.said("¡muchas gracias!", ts="1.2", thread="1.1")))
    assert len(slack.messages) == 1
    assert len([kept for kept in desk.office.fake.kept.values() if kept]) == 1


@BOTH
async def test_home_shows_examples_and_the_builder(desk: Desk, slack: FakeSlack, language: str) -> None:
    """The home tab speaks the language that Slack is set to; an example is answered where people write to the app."""
    slack.locales["U1"] = {"es": "es-LA", "en": "en-GB"}[language]
    await desk.event(payloads.event(payloads.opened()))
    [published] = slack.called("views.publish")
    assert published["user_id"] == "U1"
    found = buttons(published["view"])
    assert "build" in found
    await desk.interact(payloads.home_press(found["example:price"]))
    question, answer = slack.messages
    assert ("México" if language == "es" else "Mexico") in question["text"]
    assert answer["thread_ts"] == question["ts"]
    assert first(answer) == PRICES[language][1]


async def test_language_chosen_at_home_holds(desk: Desk, slack: FakeSlack) -> None:
    """The home tab turns to the language that was pressed, and answers follow it."""
    await desk.event(payloads.event(payloads.opened()))
    found = buttons(slack.called("views.publish")[0]["view"])
    await desk.interact(payloads.home_press(found["home:en"]))
    assert "Build a scenario" in text_of(slack.called("views.publish")[1]["view"])
    await desk.event(payloads.event(payloads.direct(PRICES["es"][0])))
    assert first(slack.messages[-1]) == PRICES["en"][1]


async def test_agent_offers_questions(desk: Desk, slack: FakeSlack) -> None:
    """Opening the conversation with the agent pins four questions, of no thread."""
    await desk.event(payloads.event(payloads.opened("messages")))
    [offered] = slack.called("assistant.threads.setSuggestedPrompts")
    assert len(offered["prompts"]) == 4
    assert "thread_ts" not in offered


@BOTH
async def test_workflow_step_gives_figures(desk: Desk, slack: FakeSlack, language: str) -> None:
    """The step ends with verdict, figures and link, under its own token; what is unknown is empty."""
    text = {"es": "¿cuánto cuesta marketing?", "en": "how much is marketing?"}[language]
    country = {"es": "México", "en": "Mexico"}[language]
    await desk.event(payloads.event(payloads.step({"question": text, "country": country})))
    [done] = slack.called("functions.completeSuccess")
    outputs = done["outputs"]
    assert done["function_execution_id"] == "Fx1"
    assert set(outputs) == set(manifest()["functions"]["price_scenario"]["output_parameters"])
    assert (outputs["price"], outputs["currency"], outputs["category"]) == ("0.0436", "USD", "marketing")
    assert outputs["verdict"] == PRICES[language][1]
    assert "/a/" in outputs["link"]
    assert {call.token for call in slack.calls if call.method == "functions.completeSuccess"} == {
        "xwfp-token-of-the-step"
    }


async def test_workflow_step_without_question_fails_in_words(desk: Desk, slack: FakeSlack) -> None:
    """Nothing is answered to nothing."""
    await desk.event(payloads.event(payloads.step({"question": " ", "language": "en"})))
    assert slack.called("functions.completeError")[0]["error"] == "The question is missing."
    assert slack.called("functions.completeSuccess") == []
