"""Whoever asks never notices that Dialogflow is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from intents.catalog import UNKNOWN
from intents.dialogflow.breaker import FAILURES, PAUSE, Breaker
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
from intents.dialogflow.fallback import LEFT_ALONE, UNKNOWN_INTENT, FallbackRecognizer
from intents.embedded import EmbeddedRecognizer
from intents.recognizer import Recognition, Utterance

SAID = Recognition(name="dialogflow", intent="rate.lookup", confidence=0.9, threshold=0.4)
QUESTION = Utterance(text="¿cuánto cuesta marketing en México?", language="es")
EMBEDDED = EmbeddedRecognizer()
ERRORS = (Unreachable, TooSlow, QuotaUsedUp, NotAllowed, NoAgent, Refused, Failed)


class Scripted:
    """Answers or fails as it is told; a listener notes what was observed."""

    def __init__(self) -> None:
        self.answer: Callable[[], Recognition] = lambda: SAID
        self.asked = 0
        self.closed = False
        self.told: list[tuple[str, ...]] = []
        self.now = 0.0
        breaker = Breaker(lambda: self.now)
        self.recognizer = FallbackRecognizer(self, EMBEDDED, breaker, self)

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Answer."""
        self.asked += 1
        await asyncio.sleep(0)
        return self.answer()

    async def close(self) -> None:
        """Note it."""
        self.closed = True

    def fails(self, kind: type[DialogflowError]) -> None:
        """From now on it does."""

        def fail() -> Recognition:
            raise kind("as told")

        self.answer = fail

    def fell_back(self, reason: str, detail: str) -> None:
        """Note it."""
        self.told.append((reason, detail))

    def left_alone(self) -> None:
        """Note it."""
        self.told.append(("-- left alone",))

    def is_back(self) -> None:
        """Note it."""
        self.told.append(("-- back",))

    async def ask(self, utterance: Utterance = QUESTION) -> Recognition:
        """Ask one question."""
        return await self.recognizer.recognize(utterance)


@pytest.fixture
def there() -> Scripted:
    """A Dialogflow that answers."""
    return Scripted()


async def test_dialogflow_answers(there: Scripted) -> None:
    """What it says is the answer, and nobody is told anything."""
    assert await there.ask() == SAID
    assert there.told == []


@pytest.mark.parametrize("kind", ERRORS)
async def test_the_embedded_recognizer_answers_in_its_place(there: Scripted, kind: type[DialogflowError]) -> None:
    """Whatever goes wrong, the answer is the embedded one's, and the reason is told."""
    there.fails(kind)
    assert await there.ask() == EMBEDDED.recognize(QUESTION)
    assert there.told[0] == (kind.code, "as told")


async def test_what_fails_again_and_again_is_left_alone(there: Scripted) -> None:
    """After three failures it is not asked any more; after the pause it is, and then everything is as before."""
    there.fails(Unreachable)
    for _ in range(FAILURES + 5):
        assert (await there.ask()).name == "embedded"
    assert there.asked == FAILURES
    assert there.told[FAILURES - 1 : FAILURES + 2] == [
        ("-- left alone",),
        ("unreachable", "as told"),
        (LEFT_ALONE, ""),
    ]
    there.now += PAUSE
    there.answer = lambda: SAID
    assert await there.ask() == SAID
    assert await there.ask() == SAID
    assert there.told[-1] == ("-- back",)


async def test_it_is_still_away_after_the_pause(there: Scripted) -> None:
    """One question tries it, and the next ones do not wait for another failure."""
    there.fails(TooSlow)
    for _ in range(FAILURES):
        await there.ask()
    there.now += PAUSE
    for _ in range(4):
        assert (await there.ask()).name == "embedded"
    assert there.asked == FAILURES + 1
    assert there.told.count(("-- left alone",)) == 1


async def test_only_one_tries_at_a_time(there: Scripted) -> None:
    """Of many questions after the pause one goes to Dialogflow; the others are answered at once."""
    there.fails(Unreachable)
    for _ in range(FAILURES):
        await there.ask()
    there.now += PAUSE
    there.answer = lambda: SAID
    found = await asyncio.gather(*(there.ask() for _ in range(10)))
    assert [one.name for one in found].count("dialogflow") == 1
    assert there.asked == FAILURES + 1


async def test_a_refused_question_is_nobodys_outage(there: Scripted) -> None:
    """However many are refused, Dialogflow is asked again."""
    there.fails(Refused)
    for _ in range(3 * FAILURES):
        await there.ask()
    assert there.asked == 3 * FAILURES


async def test_a_cancelled_trial_does_not_keep_it_shut(there: Scripted) -> None:
    """Somebody who does not wait for the answer leaves the trial to the next one."""
    there.fails(Unreachable)
    for _ in range(FAILURES):
        await there.ask()
    there.now += PAUSE
    task = asyncio.create_task(there.ask())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    there.answer = lambda: SAID
    assert await there.ask() == SAID


async def test_an_intent_that_only_the_console_has(there: Scripted) -> None:
    """The question is answered as well as we can, and its name is told, so that somebody pulls it."""
    there.answer = lambda: replace(SAID, intent="promo.navidad")
    found = await there.ask()
    assert found == EMBEDDED.recognize(QUESTION)
    assert there.told == [(UNKNOWN_INTENT, "promo.navidad")]
    for _ in range(2 * FAILURES):
        await there.ask()
    assert there.asked == 1 + 2 * FAILURES, "Dialogflow itself is well"


@pytest.mark.parametrize("confidence", [0.0, 0.39, 0.4, 1.0])
async def test_dialogflows_word_counts(there: Scripted, confidence: float) -> None:
    """Believed or not, it is what Dialogflow said: nobody is asked for another opinion."""
    there.answer = lambda: replace(SAID, confidence=confidence)
    assert await there.ask() == there.answer()
    there.answer = lambda: replace(SAID, intent=UNKNOWN, confidence=0.0)
    assert (await there.ask()).name == "dialogflow"


async def test_a_story_gets_its_second_best(there: Scripted) -> None:
    """Google names none, and the rule behind a story is found among them."""
    there.answer = lambda: replace(SAID, intent="scenario.single")
    found = await there.ask()
    assert (found.name, found.intent) == ("dialogflow", "scenario.single")
    assert found.alternatives == EMBEDDED.recognize(QUESTION).alternatives


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
async def test_nothing_is_not_sent(there: Scripted, text: str) -> None:
    """There is nothing to recognize in it."""
    found = await there.ask(replace(QUESTION, text=text))
    assert found.name == "embedded"
    assert (there.asked, there.told) == (0, [])


async def test_closing(there: Scripted) -> None:
    """The connection is let go of."""
    await there.recognizer.close()
    assert there.closed


@given(st.lists(st.sampled_from((None, *ERRORS)), max_size=30), st.lists(st.floats(0, 2 * PAUSE), max_size=30))
def test_there_is_always_an_answer(outcomes: list[type[DialogflowError] | None], pauses: list[float]) -> None:
    """Whatever happens in whatever order, every question is answered by one of the two."""

    async def all_of_them() -> None:
        there = Scripted()
        for place, kind in enumerate(outcomes):
            if kind:
                there.fails(kind)
            else:
                there.answer = lambda: SAID
            before = there.asked
            found = await there.ask()
            assert found.name == ("dialogflow" if there.asked > before and kind is None else "embedded")
            there.now += pauses[place] if place < len(pauses) else 0

    asyncio.run(all_of_them())
