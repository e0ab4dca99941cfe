"""Everything that can be pressed under an answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store.port import Tally
from tests.bot.slack.conftest import Desk, buttons, text_of
from tests.bot.slack.test_asking import BOTH, PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import Failure, FakeSlack

OPEN = {"es": "¿cuánto cuesta mandar una plantilla de marketing?", "en": "how much is a marketing template?"}


async def asked(desk: Desk, slack: FakeSlack, text: str) -> dict[str, Any]:
    """Ask in a channel and return the answer."""
    await desk.event(payloads.event(payloads.mention(text, ts="1.1")))
    return slack.messages[-1]


def only_id(desk: Desk) -> str:
    """Return the id of the only answer that is kept."""
    [id] = desk.office.fake.kept
    return id


@BOTH
async def test_missing_country_is_one_press_away(desk: Desk, slack: FakeSlack, language: str) -> None:
    """Pressing a country answers the same question for it, in the thread of the question, in its language."""
    message = await asked(desk, slack, OPEN[language])
    found = buttons(message)
    await desk.interact(payloads.press(found["choice:country:MX"], slack.response_url(), ts=message["ts"]))
    answer = slack.messages[-1]
    assert first(answer) == PRICES[language][1]
    assert answer["thread_ts"] == "1.1"


@BOTH
async def test_missing_category_is_one_press_away(desk: Desk, slack: FakeSlack, language: str) -> None:
    """The same for a category, in a story."""
    texts = {
        "es": "ayer a las 10 mandé una plantilla a un cliente en España. ¿cuánto me cobran?",
        "en": "yesterday at 10 am I sent a template to a customer in Spain. what am I charged?",
    }
    message = await asked(desk, slack, texts[language])
    found = buttons(message)
    await desk.interact(payloads.press(found["choice:category:marketing"], slack.response_url(), ts=message["ts"]))
    assert desk.office.fake.kept
    assert "marketing" in text_of(slack.messages[-1]).lower()
    assert "0.0615" in text_of(slack.messages[-1]).replace("0,0615", "0.0615")


@BOTH
async def test_todays_rules_are_one_press_away(desk: Desk, slack: FakeSlack, language: str) -> None:
    """The answer under today's rules names today's price and offers them no more."""
    message = await asked(desk, slack, PRICES[language][0])
    await desk.interact(payloads.press(buttons(message)["choice:when:today"], slack.response_url(), ts=message["ts"]))
    answer = slack.messages[-1]
    assert "0.0397" in first(answer).replace(",", ".")
    assert "choice:when:today" not in buttons(answer)


async def test_button_of_an_older_answer_means_that_answer(desk: Desk, slack: FakeSlack) -> None:
    """Whatever was asked in the thread since, a button sets one thing on the answer it stands under."""
    old = await asked(desk, slack, OPEN["es"])
    await desk.event(payloads.event(payloads.mention("¿cuánto cuesta utilidad en Perú?", ts="1.2", thread="1.1")))
    await desk.interact(payloads.press(buttons(old)["choice:country:MX"], slack.response_url(), ts=old["ts"]))
    assert first(slack.messages[-1]) == PRICES["es"][1]


async def test_private_answers_stay_private(desk: Desk, slack: FakeSlack) -> None:
    """A button under a private answer is answered privately."""
    await desk.form(payloads.command(OPEN["es"], slack.response_url()))
    pressed = buttons(slack.whispers[-1])["choice:country:MX"]
    await desk.interact(payloads.press(pressed, slack.response_url("r2"), private=True, thread=None))
    assert slack.messages == []
    assert first(slack.whispers[-1]) == PRICES["es"][1]
    assert (slack.whispers[-1]["to"], slack.whispers[-1]["response_type"]) == ("r2", "ephemeral")


async def test_share_shows_a_private_answer_to_the_channel(desk: Desk, slack: FakeSlack) -> None:
    """Sharing names who shared, keeps the link, and offers no sharing again."""
    await desk.form(payloads.command(PRICES["es"][0], slack.response_url()))
    pressed = buttons(slack.whispers[-1])["share"]
    await desk.interact(payloads.press(pressed, slack.response_url(), private=True, thread=None))
    [message] = slack.messages
    assert message["channel"] == "C1"
    assert first(message) == PRICES["es"][1]
    assert "<@U1>" in text_of(message)
    assert "share" not in buttons(message)
    assert f"/a/{only_id(desk)}" in message["text"]


async def test_share_where_the_bot_is_no_member(desk: Desk, slack: FakeSlack) -> None:
    """Slack's own address for answers works in every channel."""
    await desk.form(payloads.command(PRICES["es"][0], slack.response_url()))
    slack.fail("chat.postMessage", Failure(body={"ok": False, "error": "not_in_channel"}))
    pressed = buttons(slack.whispers[-1])["share"]
    await desk.interact(payloads.press(pressed, slack.response_url("r2"), private=True, thread=None))
    assert slack.whispers[-1]["response_type"] == "in_channel"
    assert first(slack.whispers[-1]) == PRICES["es"][1]


@BOTH
async def test_other_language_shows_the_same_answer(desk: Desk, slack: FakeSlack, language: str) -> None:
    """The same link and price, in the other language, for whoever presses."""
    other = {"es": "en", "en": "es"}[language]
    message = await asked(desk, slack, PRICES[language][0])
    await desk.interact(payloads.press(buttons(message)["language"], slack.response_url(), ts=message["ts"]))
    [whisper] = slack.whispers
    assert first(whisper) == PRICES[other][1]
    assert f"/a/{only_id(desk)}" in whisper["text"]
    assert whisper["response_type"] == "ephemeral"


async def test_copy_shows_the_link_alone(desk: Desk, slack: FakeSlack) -> None:
    """Ready to be copied, for one person."""
    message = await asked(desk, slack, PRICES["es"][0])
    await desk.interact(payloads.press(buttons(message)["copy"], slack.response_url(), ts=message["ts"]))
    assert f"```https://cuanto.example/a/{only_id(desk)}```" in slack.whispers[0]["text"]


@pytest.mark.parametrize(("written", "named"), [("zd 1234", "ZD-1234"), ("https://x.zendesk.com/tickets/77", "ZD-77")])
async def test_ticket_is_attached(desk: Desk, slack: FakeSlack, written: str, named: str) -> None:
    """The form takes a name or a link, and says what the answer is attached to."""
    message = await asked(desk, slack, PRICES["es"][0])
    await desk.interact(payloads.press(buttons(message)["ticket"], slack.response_url(), ts=message["ts"]))
    [opened] = slack.called("views.open")
    done = await desk.interact(payloads.submission(opened["view"], {"ticket": {"name": {"value": written}}}))
    assert done.json()["response_action"] == "update"
    assert named in text_of(done.json()["view"])
    assert (await desk.office.fake.get(only_id(desk))).tickets == (named,)


async def test_what_is_no_ticket_is_refused_in_the_form(desk: Desk, slack: FakeSlack) -> None:
    """The form stays open and says what it takes."""
    message = await asked(desk, slack, PRICES["en"][0])
    await desk.interact(payloads.press(buttons(message)["ticket"], slack.response_url(), ts=message["ts"]))
    view = slack.called("views.open")[0]["view"]
    done = await desk.interact(payloads.submission(view, {"ticket": {"name": {"value": "hello"}}}))
    assert done.json() == {
        "response_action": "errors",
        "errors": {"ticket": "That is no ticket. ZD-1234, 1234 or the link of the ticket will do."},
    }


async def test_ratings_are_kept_and_counted(desk: Desk, slack: FakeSlack) -> None:
    """One per person, the last one counts; metrics count every press."""
    found = buttons(await asked(desk, slack, PRICES["es"][0]))
    for button, user in (("good", "U1"), ("bad", "U1"), ("good", "U2")):
        await desk.interact(payloads.press(found[button], slack.response_url(), user=user))
    assert await desk.office.fake.tally(only_id(desk)) == Tally(good=1, bad=1)
    assert desk.office.counted("feedback_total", channel="slack", verdict="good") == 2
    assert desk.office.counted("feedback_total", channel="slack", verdict="bad") == 1


@pytest.mark.parametrize("name", ["copy", "language", "ticket", "choice:when:today"])
async def test_button_of_a_deleted_answer_says_so(desk: Desk, slack: FakeSlack, name: str) -> None:
    """Nothing is shown of it, and whoever pressed is told."""
    found = buttons(await asked(desk, slack, PRICES["es"][0]))
    await desk.office.fake.delete(only_id(desk), desk.office.clock())
    await desk.interact(payloads.press(found[name], slack.response_url()))
    assert slack.whispers[0]["text"] == "Esa respuesta ya no existe."
    assert len(slack.messages) == 1


@pytest.mark.parametrize("value", ["", "x", "a|b", "|country|", "|nonsense|x", "id|language|fr"])
async def test_foreign_values_do_nothing(desk: Desk, slack: FakeSlack, value: str) -> None:
    """A value that no button of ours has is acknowledged and ignored."""
    button = {"type": "button", "action_id": "choice:nonsense:x", "value": value}
    response = await desk.interact(payloads.press(button, slack.response_url()))
    assert response.status_code == 200
    assert desk.office.counted("events_total", channel="slack", outcome="failed") == 0
