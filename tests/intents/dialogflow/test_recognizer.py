"""The real client asks, over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from grpc import StatusCode

from intents.catalog import UNKNOWN
from intents.dialogflow.account import Account
from intents.dialogflow.errors import (
    DialogflowError,
    Failed,
    NoAgent,
    NotAllowed,
    QuotaUsedUp,
    Refused,
    TooSlow,
    Unreachable,
)
from intents.dialogflow.names import AgentPath, session_id
from intents.dialogflow.reading import THRESHOLD
from intents.dialogflow.recognizer import DialogflowRecognizer
from intents.dialogflow.standin.faults import Fault
from intents.dialogflow.standin.talking import Talk
from intents.recognizer import Recognition, Utterance
from tests.intents.dialogflow.running import PATH, Running, small_agent

LOOKUP = "cuanto cuesta marketing en mexico"
BUDGET = 0.4
"""Seconds: less than in production, so that waiting takes less."""


@asynccontextmanager
async def asking(account: Account, budget: float = 2.0) -> AsyncIterator[DialogflowRecognizer]:
    """A recognizer with its connection."""
    recognizer = DialogflowRecognizer(account, budget=budget)
    try:
        yield recognizer
    finally:
        await recognizer.close()


async def _asked(running: Running, text: str = LOOKUP, language: str = "es", **fields: object) -> Recognition:
    async with asking(running.account()) as recognizer:
        return await recognizer.recognize(Utterance(text=text, language=language, **fields))


def _talk(running: Running, conversation: str, path: AgentPath = PATH) -> Talk:
    return running.standin.world.tenant(path).talks[session_id(conversation)]


async def test_text_and_language_in_intent_and_parameters_out(whole: Running) -> None:
    """Everything that an answer needs comes back, under our names and codes."""
    found = await _asked(whole, "¿Cuánto cuestan 10 mil mensajes de marketing en México?")
    assert (found.name, found.intent, found.threshold) == ("dialogflow", "estimate.bill", THRESHOLD)
    assert found.confidence > THRESHOLD
    assert found.slots == {"country": ("MX",), "category": ("marketing",), "quantity": ("10000",)}


async def test_the_other_language(whole: Running) -> None:
    """English is matched with English phrases and words."""
    found = await _asked(whole, "how much is a utility template to the UK", "en")
    assert (found.intent, found.slots) == ("rate.lookup", {"country": ("GB",), "category": ("utility",)})


@pytest.mark.parametrize("locale", ["es-419", "es_MX", "es-ES", "en-GB", "en_US"])
async def test_a_locale_is_asked_as_its_language(fresh: Running, locale: str) -> None:
    """The agent speaks languages; whatever locale comes in, the query is understood."""
    text = LOOKUP if locale.startswith("es") else "what's the price of a marketing template to mexico"
    found = await _asked(fresh, text, locale)
    assert found.intent in ("rate.lookup", UNKNOWN)
    assert fresh.standin.calls == ["DetectIntent"]


async def test_what_nothing_takes_is_unknown(whole: Running) -> None:
    """The fallback intent is no intent of ours, and is not believed."""
    found = await _asked(whole, "qwer zxcv poiu")
    assert (found.intent, found.believed) == (UNKNOWN, False)


async def test_a_conversation_has_its_own_session(fresh: Running) -> None:
    """The same conversation has one, of 36 signs and without its name; another one has another."""
    for conversation in ("slack:C1:U1", "slack:C1:U1", "telegram:77"):
        await _asked(fresh, session=conversation)
    sessions = set(fresh.standin.world.tenant(PATH).talks)
    assert sessions == {session_id("slack:C1:U1"), session_id("telegram:77")}
    assert all(len(id) == 36 and "slack" not in id for id in sessions)


async def test_questions_of_nobody_share_nothing(fresh: Running) -> None:
    """Without a conversation, each question is alone."""
    await _asked(fresh)
    await _asked(fresh)
    assert len(fresh.standin.world.tenant(PATH).talks) == 2


async def test_what_we_asked_back_goes_along(fresh: Running) -> None:
    """The contexts of what is missing, and the one of the question, which Google may have forgotten meanwhile."""
    await _asked(fresh, session="c", contexts=("needs_country",), about="smalltalk.greeting")
    assert "needs_country" not in _talk(fresh, "c").contexts, "a context of one turn is over after it"
    found = await _asked(fresh, "México", session="d", contexts=("needs_country",), about="rate.lookup")
    assert (found.intent, found.slots) == ("rate.lookup", {"country": ("MX",)})


async def test_a_follow_up_brings_what_was_said_before(fresh: Running) -> None:
    """The category of the question before comes back in its context, and is read from there."""
    async with asking(fresh.account()) as recognizer:
        await recognizer.recognize(Utterance(text=LOOKUP, language="es", session="c"))
        found = await recognizer.recognize(Utterance(text="¿y en Perú?", language="es", session="c"))
    assert found.intent == "rate.lookup"
    assert found.slots == {"country": ("PE",), "category": ("marketing",)}


async def test_contexts_of_others_do_not_reach_in(fresh: Running) -> None:
    """What somebody else is asked about does not make a bare country an answer here."""
    async with asking(fresh.account()) as recognizer:
        await recognizer.recognize(Utterance(text=LOOKUP, language="es", session="c"))
        found = await recognizer.recognize(Utterance(text="¿y en Perú?", language="es", session="d"))
    assert "marketing" not in found.slots.get("category", ())


@pytest.mark.parametrize("length", [1, 255, 256, 257, 2000, 8000])
async def test_texts_of_any_length_are_answered(fresh: Running, length: int) -> None:
    """Google never gets more than it takes, and never nothing."""
    text = ("cuanto cuesta marketing en mexico? " * 300)[:length]
    await _asked(fresh, text)
    assert fresh.standin.calls == ["DetectIntent"]


@pytest.mark.parametrize(
    "text", ["💸💸💸 ¿precio? " * 40, "👩‍👩‍👧‍👦" * 60, "precio \ud83d", "é" * 256, "\x00marketing\x00"]
)
async def test_emoji_and_odd_signs_are_answered(fresh: Running, text: str) -> None:
    """Whatever somebody types can be sent."""
    await _asked(fresh, text)
    assert fresh.standin.calls == ["DetectIntent"]


async def test_a_region_is_in_every_name() -> None:
    """The agent of the location answers, not the global one."""
    belgium = AgentPath(PATH.project, "europe-west1")
    running = Running(small_agent())
    try:
        async with asking(running.account(belgium)) as recognizer:
            found = await recognizer.recognize(Utterance(text=LOOKUP, language="es", session="c"))
        assert found.intent == "rate.lookup"
        assert set(running.standin.world.tenant(belgium).talks) == {session_id("c")}
        assert running.standin.world.tenant(PATH).talks == {}
    finally:
        running.close()


async def test_phone_numbers_do_not_leave(fresh: Running) -> None:
    """The stand-in never sees a customer's number."""
    seen: list[str] = []
    tenant = fresh.standin.world.tenant(PATH)
    match = tenant.models["es"].match
    tenant.models["es"].match = lambda text, *rest: seen.append(text) or match(text, *rest)
    await _asked(fresh, "cuanto cuesta marketing al +52 55 1234 5678")
    assert seen == ["cuanto cuesta marketing al +52 50 0000 0000"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (StatusCode.RESOURCE_EXHAUSTED, QuotaUsedUp),
        (StatusCode.UNAUTHENTICATED, NotAllowed),
        (StatusCode.PERMISSION_DENIED, NotAllowed),
        (StatusCode.INVALID_ARGUMENT, Refused),
        (StatusCode.FAILED_PRECONDITION, Refused),
        (StatusCode.NOT_FOUND, NoAgent),
        (StatusCode.DEADLINE_EXCEEDED, TooSlow),
        (StatusCode.INTERNAL, Failed),
        (StatusCode.UNKNOWN, Failed),
        (StatusCode.UNIMPLEMENTED, Failed),
        (StatusCode.ABORTED, Failed),
        (StatusCode.CANCELLED, Failed),
        (StatusCode.DATA_LOSS, Failed),
    ],
)
async def test_a_no_is_an_error_of_ours_and_asked_once(
    fresh: Running, status: StatusCode, kind: type[DialogflowError]
) -> None:
    """Every status has its error; none of these is worth asking again for."""
    fresh.standin.faults.always("DetectIntent", Fault(status=status))
    with pytest.raises(kind):
        await _asked(fresh)
    assert fresh.standin.calls == ["DetectIntent"]


async def test_a_broken_connection_is_tried_once_more(fresh: Running) -> None:
    """The second try answers, and the question does not notice."""
    fresh.standin.faults.plan("DetectIntent", Fault(status=StatusCode.UNAVAILABLE))
    assert (await _asked(fresh)).intent == "rate.lookup"
    assert fresh.standin.calls == ["DetectIntent"] * 2


async def test_but_not_twice(fresh: Running) -> None:
    """Two tries, and that is it: the library by itself would go on for minutes."""
    fresh.standin.faults.always("DetectIntent", Fault(status=StatusCode.UNAVAILABLE))
    with pytest.raises(Unreachable):
        await _asked(fresh)
    assert fresh.standin.calls == ["DetectIntent"] * 2


async def test_what_takes_too_long_is_given_up(fresh: Running) -> None:
    """Within the budget, although the answer would come later."""
    fresh.standin.faults.always("DetectIntent", Fault(seconds=5))
    async with asking(fresh.account(), BUDGET) as recognizer:
        with pytest.raises(TooSlow):
            await asyncio.wait_for(recognizer.recognize(Utterance(text=LOOKUP, language="es")), 5 * BUDGET)


async def test_a_second_try_stays_within_the_budget(fresh: Running) -> None:
    """What is left after the first one is all it gets."""
    slow = Fault(seconds=BUDGET / 2, status=StatusCode.UNAVAILABLE)
    fresh.standin.faults.plan("DetectIntent", slow, Fault(seconds=5))
    async with asking(fresh.account(), BUDGET) as recognizer:
        with pytest.raises((TooSlow, Unreachable)):
            await asyncio.wait_for(recognizer.recognize(Utterance(text=LOOKUP, language="es")), 5 * BUDGET)


async def test_nobody_there(fresh: Running) -> None:
    """A connection that is refused is an outage, at once."""
    fresh.stop()
    with pytest.raises(Unreachable):
        await _asked(fresh)


async def test_somebody_there_again() -> None:
    """After a restart at the same address the same connection is used again, soon."""
    first = Running(small_agent())
    port = int(first.address.rpartition(":")[2])
    async with asking(first.account()) as recognizer:
        utterance = Utterance(text=LOOKUP, language="es")
        assert (await recognizer.recognize(utterance)).intent == "rate.lookup"
        first.close()
        with pytest.raises(Unreachable):
            await recognizer.recognize(utterance)
        second = Running(small_agent(), port=port)
        for _ in range(100):
            try:
                assert (await recognizer.recognize(utterance)).intent == "rate.lookup"
                break
            except Unreachable:
                await asyncio.sleep(0.1)
        else:
            pytest.fail("still away after ten seconds")
        second.close()


async def test_credentials_that_are_not_there(tmp_path: Path) -> None:
    """Without a file, or with one that is none, nothing is sent to anybody."""
    nonsense = tmp_path / "key.json"
    nonsense.write_text("{}")
    for file in (tmp_path / "missing.json", nonsense):
        async with asking(Account(path=PATH, credentials_file=str(file))) as recognizer:
            with pytest.raises(NotAllowed):
                await recognizer.recognize(Utterance(text=LOOKUP, language="es"))


async def test_what_was_wrong_once_may_be_right_later(tmp_path: Path, fresh: Running) -> None:
    """A failed start is not remembered: the next question tries again."""
    recognizer = DialogflowRecognizer(Account(path=PATH, credentials_file=str(tmp_path / "missing.json")))
    with pytest.raises(NotAllowed):
        await recognizer.recognize(Utterance(text=LOOKUP, language="es"))
    recognizer._account = fresh.account()
    assert (await recognizer.recognize(Utterance(text=LOOKUP, language="es"))).intent == "rate.lookup"
    await recognizer.close()


async def test_many_questions_at_once(fresh: Running) -> None:
    """One connection carries them all."""
    async with asking(fresh.account()) as recognizer:
        utterances = [Utterance(text=LOOKUP, language="es", session=f"c{number}") for number in range(50)]
        found = await asyncio.gather(*map(recognizer.recognize, utterances))
    assert {one.intent for one in found} == {"rate.lookup"}
    assert len(fresh.standin.world.tenant(PATH).talks) == 50
