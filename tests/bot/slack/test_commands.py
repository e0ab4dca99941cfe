"""The words of `/cuanto`, and the builder."""

from __future__ import annotations

import pytest

from bot.store.port import Choices, StoreBusy
from tests.bot.slack.conftest import Desk, buttons, text_of
from tests.bot.slack.test_asking import BOTH, PRICES, first
from tests.fakes.slack import payloads
from tests.fakes.slack.server import FakeSlack


async def told(desk: Desk, slack: FakeSlack, text: str) -> str:
    """Give a command and return what is whispered."""
    await desk.form(payloads.command(text, slack.response_url()))
    assert slack.whispers[-1]["response_type"] == "ephemeral"
    return str(slack.whispers[-1]["text"])


@pytest.mark.parametrize("text", ["help", "ayuda", "", "  ", "HELP"])
async def test_help(desk: Desk, slack: FakeSlack, text: str) -> None:
    """Help names every way to ask."""
    said = await told(desk, slack, text)
    assert all(word in said for word in ("/cuanto idioma", "/cuanto era", "/cuanto armar", "Price this message"))


@pytest.mark.parametrize(
    ("text", "chosen", "says"),
    [
        ("idioma en", "en", "Answers are in English"),
        ("language español", "es", "se responde en español"),
        ("idioma auto", None, "lo decide cada pregunta"),
    ],
)
async def test_language_is_chosen(desk: Desk, slack: FakeSlack, text: str, chosen: str | None, says: str) -> None:
    """The choice is kept for the person, wins over the text, and can be taken back."""
    assert says in await told(desk, slack, text)
    assert (await desk.office.fake.choices("slack:T1:U1")).language == chosen
    asked = "en" if chosen == "es" else "es"
    await told(desk, slack, PRICES[asked][0])
    assert first(slack.whispers[-1]) == PRICES[chosen or asked][1]


@pytest.mark.parametrize(
    ("text", "era", "says"),
    [
        ("era 2025-07", "2025-07", "con las reglas de 2025-07"),
        ("era 2026-11-01", "2026-11-01", "con las reglas de 2026-11-01"),
        ("era no", None, "las reglas por omisión"),
        ("era 1999-01", None, "No hay reglas de «1999-01»"),
        ("era 1999-01", None, "2022-02, 2023-06, 2024-11, 2025-04, 2025-07, 2026-10."),
        ("era <!channel>", None, "las reglas por omisión"),
        ("era", None, "las reglas por omisión"),
    ],
)
async def test_era_is_chosen(desk: Desk, slack: FakeSlack, text: str, era: str | None, says: str) -> None:
    """An era or a day with rules is kept; anything else is refused in words."""
    assert says in await told(desk, slack, text)
    assert (await desk.office.fake.choices("slack:T1:U1")).era == era


async def test_era_holds_for_questions_without_a_date(desk: Desk, slack: FakeSlack) -> None:
    """Once chosen, it is what a question that says no date is answered by, and asking names it."""
    await told(desk, slack, "era 2026-10")
    await told(desk, slack, PRICES["es"][0])
    assert "USD 0,0397 por mensaje" in first(slack.whispers[-1])
    assert "2026-10" in await told(desk, slack, "era")


async def test_choices_do_not_undo_each_other(desk: Desk, slack: FakeSlack) -> None:
    """A language and an era are kept side by side."""
    await told(desk, slack, "era 2025-07")
    await told(desk, slack, "idioma en")
    assert await desk.office.fake.choices("slack:T1:U1") == Choices(language="en", era="2025-07")


async def test_store_out_of_order_is_said(desk: Desk, slack: FakeSlack) -> None:
    """A choice that could not be kept is not claimed to be; a question is answered all the same."""
    desk.office.fake.broken = StoreBusy("x")
    assert "no se puede guardar" in await told(desk, slack, "idioma es")
    await told(desk, slack, PRICES["es"][0])
    assert first(slack.whispers[-1]) == PRICES["es"][1]
    assert "copy" not in buttons(slack.whispers[-1])


@pytest.mark.parametrize("text", ["ayuda con marketing en México", "era de marketing en México", "no"])
async def test_words_inside_questions_are_questions(desk: Desk, slack: FakeSlack, text: str) -> None:
    """Only the words by themselves are commands."""
    said = await told(desk, slack, text)
    assert "/cuanto idioma" not in said
    assert "reglas por omisión" not in said


async def test_follow_up_of_a_private_answer(desk: Desk, slack: FakeSlack) -> None:
    """What one person asks privately in a channel is a conversation, theirs only."""
    await told(desk, slack, PRICES["es"][0])
    await told(desk, slack, "¿y en Chile?")
    assert first(slack.whispers[-1]).startswith("Marketing en Chile")
    await desk.form(payloads.command("¿y en Perú?", slack.response_url(), user="U2"))
    assert "Marketing" not in first(slack.whispers[-1])


def filled(*messages: tuple[str, str, str], country: str = "MX", rules: str | None = None) -> dict[str, object]:
    """Return the fields of the builder as Slack sends them."""
    values: dict[str, object] = {}
    for index, (kind, date, time) in enumerate(messages):
        values[f"kind{index}"] = {"kind": {"type": "static_select", "selected_option": {"value": kind}}}
        values[f"date{index}"] = {"date": {"type": "datepicker", "selected_date": date}}
        values[f"time{index}"] = {"time": {"type": "timepicker", "selected_time": time}}
    chosen = {"value": country} if country else None
    values["country"] = {"builder_country": {"type": "external_select", "selected_option": chosen}}
    values["rules"] = {"rules": {"type": "static_select", "selected_option": rules and {"value": rules}}}
    return values


@BOTH
async def test_builder_answers_privately_where_it_was_opened(desk: Desk, slack: FakeSlack, language: str) -> None:
    """Every kind of message that can be chosen is understood as what was chosen, at the time that was chosen."""
    slack.locales["U1"] = language
    await told_nothing(desk, slack, "armar")
    view = slack.called("views.open")[-1]["view"]
    longer = view
    for _ in range(4):
        await desk.interact(payloads.view_press(longer, "builder_more"))
        longer = slack.called("views.update")[-1]["view"]
    kinds = ("ad", "freeform", "inbound", "marketing", "utility", "authentication")
    times = ("00:15", "05:30", "11:59", "12:00", "17:45", "23:59")
    story = [(kind, f"2026-11-{10 + index}", times[index]) for index, kind in enumerate(kinds)]
    response = await desk.interact(payloads.submission(longer, filled(*story)))
    assert response.status_code == 200
    [kept] = desk.office.fake.kept.values()
    assert kept
    events = kept.object["events"]
    assert [event["at"][:16] for event in events] == [f"{date}T{time}" for _, date, time in story]
    assert [event["type"] for event in events] == ["inbound", "freeform", "inbound", "template", "template", "template"]
    assert [event["category"] for event in events[3:]] == ["marketing", "utility", "authentication"]
    assert kept.object["verdict"]["country"] == "MX"
    assert kept.language == language
    assert slack.whispers[-1]["response_type"] == "ephemeral"


async def told_nothing(desk: Desk, slack: FakeSlack, text: str) -> None:
    """Give a command that opens a form."""
    await desk.form(payloads.command(text, slack.response_url()))
    assert slack.whispers == []


async def test_builder_from_home_answers_in_the_conversation(desk: Desk, slack: FakeSlack) -> None:
    """The question stands there in words, the answer in its thread, under the rules that were chosen."""
    await desk.event(payloads.event(payloads.opened()))
    await desk.interact(payloads.home_press(buttons(slack.called("views.publish")[0]["view"])["build"]))
    view = slack.called("views.open")[0]["view"]
    story = [("inbound", "2026-11-10", "10:00"), ("utility", "2026-11-10", "11:00")]
    await desk.interact(payloads.submission(view, filled(*story, rules="2025-07")))
    question, answer = slack.messages
    assert "plantilla de utilidad el 2026-11-10 a las 11:00 am" in question["text"]
    assert answer["thread_ts"] == question["ts"]
    [kept] = desk.office.fake.kept.values()
    assert kept
    assert (kept.object["era"], kept.object["verdict"]["charged"]) == ("2025-07", False)


async def test_builder_without_country_stays_open(desk: Desk, slack: FakeSlack) -> None:
    """What is missing is named at its field."""
    await told_nothing(desk, slack, "armar")
    view = slack.called("views.open")[0]["view"]
    story = [("inbound", "2026-11-10", "10:00"), ("utility", "2026-11-10", "11:00")]
    response = await desk.interact(payloads.submission(view, filled(*story, country="")))
    assert response.json() == {"response_action": "errors", "errors": {"country": "Falta este dato."}}


@pytest.mark.parametrize(("typed", "code"), [("méx", "MX"), ("chi", "CL"), ("zzz", None)])
async def test_builder_finds_countries(desk: Desk, slack: FakeSlack, typed: str, code: str | None) -> None:
    """What is typed finds countries by their names, at most a hundred of them."""
    await told_nothing(desk, slack, "armar")
    view = slack.called("views.open")[0]["view"]
    response = await desk.interact(payloads.suggestion(view, "builder_country", typed))
    options = [option["value"] for option in response.json()["options"]]
    assert (code in options) if code else options == []
    assert len(options) <= 100


async def test_builder_ends_at_its_last_message(desk: Desk, slack: FakeSlack) -> None:
    """Messages can be added until Slack's forms would be full."""
    await told_nothing(desk, slack, "armar")
    view = slack.called("views.open")[-1]["view"]
    while "builder_more" in buttons(view):
        await desk.interact(payloads.view_press(view, "builder_more"))
        view = slack.called("views.update")[-1]["view"]
    assert "Mensaje 8" in text_of(view)
    assert len(view["blocks"]) <= 100
