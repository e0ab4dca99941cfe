"""The service: memory, choices, tickets and links around an answer; and answers when the store is out of order."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.store.port import MEMORY, Choices, StoreBroken, StoreBusy, StoreError, StoreFull, StoreGone
from tests.bot.servicing import BASE, CHEAPER, NOW, PRICE, Listening, Office, question

ERRORS = (StoreBusy("x"), StoreFull("x"), StoreGone("x"), StoreBroken("x"))


@pytest.fixture
def office() -> Office:
    """A service over the fake store."""
    return Office()


async def test_answer_is_that_of_the_use_case(office: Office) -> None:
    """Everything but the link is what the answerer gives for the same question."""
    served = await office.service.ask(question())
    plain = office.answerer.answer(question())
    assert served.answer.text == plain.text
    assert {**served.answer.object, "link": None} == plain.object


async def test_answer_is_kept_and_linked(office: Office) -> None:
    """The link ends in the id that the answer was kept under, and stands in the reply and in the object."""
    served = await office.service.ask(question())
    assert served.id is not None
    assert served.link == f"{BASE}/a/{served.id}" == office.service.link(served.id)
    assert served.answer.reply.link == served.answer.object["link"] == served.link
    kept = await office.fake.get(served.id)
    assert kept.object == served.answer.object
    assert (kept.question, kept.language, kept.kept_at, kept.asked_at) == (PRICE, "es", NOW, NOW)
    assert served.problem is None


async def test_nothing_is_kept_where_nobody_wants_a_link(office: Office) -> None:
    """Without keeping there is no link, but the conversation is remembered all the same."""
    served = await office.service.ask(question(), keep=False)
    assert (served.id, served.link, served.problem) == (None, None, None)
    assert served.answer.object["link"] is None
    assert office.fake.kept == {}
    assert await office.fake.recall("slack:C1:1", NOW) is not None


@pytest.mark.parametrize("text", ["", "  ¿?  ", "x" * 8001])
async def test_what_is_no_question_is_not_kept(office: Office, text: str) -> None:
    """An empty text and one beyond all measure are answered without leaving anything behind."""
    served = await office.service.ask(question(text))
    assert served.answer.text
    assert served.link is None
    assert office.fake.kept == {}


async def test_follow_up_refers_to_the_question_before(office: Office) -> None:
    """In one conversation a bare `¿y en Chile?` asks for the same price there; in another one it does not."""
    await office.service.ask(question())
    assert (await office.service.ask(question(CHEAPER))).answer.object["verdict"]["country"] == "CL"
    elsewhere = await office.service.ask(question(CHEAPER, conversation="slack:C1:2"))
    alone = await office.service.ask(question(CHEAPER, conversation=""))
    expected = office.answerer.answer(question(CHEAPER)).object["verdict"]
    assert elsewhere.answer.object["verdict"] == alone.answer.object["verdict"] == expected


@pytest.mark.parametrize(("later", "known"), [(MEMORY - timedelta(microseconds=1), True), (MEMORY, False)])
async def test_memory_ends_by_the_clock_of_the_service(office: Office, later: timedelta, known: bool) -> None:
    """A day after the last question it is forgotten, whatever moment the questions themselves were asked for."""
    await office.service.ask(question(now=NOW - timedelta(days=900)))
    office.clock.now = NOW + later
    served = await office.service.ask(question(CHEAPER))
    assert (served.answer.object["verdict"]["category"] == "marketing") is known


async def test_nobody_is_remembered_without_a_conversation(office: Office) -> None:
    """A question of no conversation (the web form) leaves no memory."""
    await office.service.ask(question(conversation=""))
    assert (await office.fake.stats()).conversations == 0


async def test_choices_of_the_person_apply(office: Office) -> None:
    """Language, country and rules that somebody chose hold for their questions, and for nobody else's."""
    await office.fake.choose("slack:T1:U1", Choices(language="en", country="ES", era="2025-07"), NOW)
    mine = (await office.service.ask(question("precio de marketing", conversation="a"))).answer.object
    theirs = (await office.service.ask(question("precio de marketing", conversation="b", person="x"))).answer.object
    assert (mine["lang"], mine["verdict"]["country"], mine["era"]) == ("en", "ES", "2025-07")
    assert (theirs["lang"], theirs["verdict"]["country"], theirs["era"]) == ("es", None, "2023-06")


async def test_what_the_question_sets_wins_over_choices(office: Office) -> None:
    """What was said with the question itself counts more than what was chosen once."""
    await office.fake.choose("slack:T1:U1", Choices(language="en", country="ES", era="2025-07"), NOW)
    asked = question("precio de marketing", language="es", country="MX", rules="2024-11")
    answered = (await office.service.ask(asked)).answer.object
    assert (answered["lang"], answered["verdict"]["country"], answered["era"]) == ("es", "MX", "2024-11")


async def test_tickets_of_question_and_text_are_attached(office: Office) -> None:
    """A ticket named in the text and one given beside it both lead to the answer."""
    served = await office.service.ask(question(f"{PRICE} ticket zd 1234", ticket="sup-7"))
    assert served.id is not None
    assert (await office.fake.get(served.id)).tickets == ("SUP-7", "ZD-1234")
    assert [kept.id for kept in await office.fake.find("ZD-1234")] == [served.id]


async def test_number_of_a_ticket_is_not_counted(office: Office) -> None:
    """The same question with a ticket in it has the same answer: its number is no volume."""
    with_ticket = await office.service.ask(question(f"{PRICE} ticket 5000"), keep=False)
    without = await office.service.ask(question(PRICE, conversation="other"), keep=False)
    assert with_ticket.answer.object == without.answer.object


async def test_ticket_that_is_none_is_a_mistake_of_the_channel(office: Office) -> None:
    """Something else in the place of a ticket is not passed over."""
    with pytest.raises(ValueError, match="ticket"):
        await office.service.ask(question(ticket="hola"))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
async def test_answer_goes_out_without_the_store(office: Office, error: StoreError) -> None:
    """Whatever is wrong with the store, the answer is the same, without a link, and the outage is counted."""
    office.fake.broken = error
    served = await office.service.ask(question())
    assert served.answer.object == office.answerer.answer(question()).object
    assert (served.id, served.link, served.problem) == (None, None, error.code)
    for operation in ("choices", "recall", "remember", "keep"):
        assert office.counted("store_failures_total", operation=operation, code=error.code) == 1


async def test_links_are_given_again_when_the_store_is_back(office: Office) -> None:
    """An outage leaves nothing behind: the next question is kept and remembered as before."""
    office.fake.broken = StoreGone("x")
    await office.service.ask(question())
    office.fake.broken = None
    await office.service.ask(question())
    served = await office.service.ask(question(CHEAPER))
    assert served.id in office.fake.kept
    assert served.answer.object["verdict"]["country"] == "CL"


async def test_questions_of_a_conversation_wait_for_each_other() -> None:
    """A follow-up that comes before the first answer is ready still refers to it."""
    recognizer = Listening()
    office = Office(recognizer=recognizer)
    recognizer.gates[PRICE] = asyncio.Event()
    first = asyncio.create_task(office.service.ask(question()))
    second = asyncio.create_task(office.service.ask(question(CHEAPER)))
    other = await office.service.ask(question("hola", conversation="slack:C1:2"))
    assert other.answer.text
    assert not second.done()
    recognizer.gates[PRICE].set()
    assert (await second).answer.object["verdict"]["country"] == "CL"
    assert (await first).answer.object["verdict"]["country"] == "MX"


async def test_question_that_is_given_up_lets_the_next_one_through() -> None:
    """Cancelling a question, waiting or being answered, blocks no other of its conversation."""
    recognizer = Listening()
    office = Office(recognizer=recognizer)
    recognizer.gates[PRICE] = asyncio.Event()
    stuck = [asyncio.create_task(office.service.ask(question())) for _ in range(2)]
    await asyncio.sleep(0)
    waiting = asyncio.create_task(office.service.ask(question("hola")))
    await asyncio.sleep(0)
    for task in stuck:
        task.cancel()
    assert (await waiting).answer.text
    assert all(task.cancelled() for task in stuck)


async def test_recognizer_hears_the_conversation() -> None:
    """It is asked with language, session and what was asked back, and without the ticket."""
    recognizer = Listening()
    office = Office(recognizer=recognizer)
    await office.service.ask(question("¿cuánto cuesta una conversación de marketing? ticket ZD-9"))
    await office.service.ask(question("México"))
    first, second = recognizer.heard
    assert (first.text, first.language, first.session) == (
        "¿cuánto cuesta una conversación de marketing?", "es", "slack:C1:1",
    )  # fmt: skip
    assert second.contexts == ("needs_country",)


async def test_answers_are_counted_and_measured(office: Office) -> None:
    """Each answer is one more of its channel, kind, language and recognizer, and its time is in the histogram."""
    for text in (PRICE, CHEAPER, "hola"):
        await office.service.ask(question(text))
    labels = {"channel": "slack", "language": "es", "recognizer": "embedded"}
    assert office.counted("questions_total", kind="rate", **labels) == 2
    assert office.counted("questions_total", kind="smalltalk", **labels) == 1
    assert office.counted("question_seconds_count", channel="slack") == 3
