"""The live agent becomes what our files describe, whatever state it was in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from google.cloud.dialogflow_v2 import types
from google.protobuf.field_mask_pb2 import FieldMask
from grpc import StatusCode
from msgspec.structs import replace

from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Part
from intents.dialogflow.comparing import Sign, compare
from intents.dialogflow.connection import Workshop, credentials_of, open_channel, open_workshop, sessions, workshop
from intents.dialogflow.errors import DialogflowError, NoAgent, NotAllowed, QuotaUsedUp, Refused, Unreachable
from intents.dialogflow.names import AgentPath
from intents.dialogflow.pushing import push
from intents.dialogflow.standin.faults import Fault
from intents.dialogflow.writing import PAUSES, Writer
from tests.intents.dialogflow.running import PATH, Running, live, pushed, small_agent

WRITES = ("BatchUpdateEntityTypes", "BatchUpdateIntents", "TrainAgent")


@asynccontextmanager
async def _shop(running: Running) -> AsyncIterator[Workshop]:
    async with open_workshop(running.account()) as shop:
        yield shop


async def _edit(running: Running, name: str, language: str = "es", **fields: object) -> None:
    """Change one intent as somebody would in the console."""
    found = await live(running)
    changed = types.Intent(found.intents[name][language])
    for field, value in fields.items():
        setattr(changed, field, value)
    async with _shop(running) as shop:
        request = types.UpdateIntentRequest(
            intent=changed, language_code=language, update_mask=FieldMask(paths=list(fields))
        )
        await shop.intents.update_intent(request)


def _phrase(text: str) -> types.Intent.TrainingPhrase:
    part = types.Intent.TrainingPhrase.Part(text=text)
    return types.Intent.TrainingPhrase(type_=types.Intent.TrainingPhrase.Type.EXAMPLE, parts=[part])


async def _detected(running: Running, text: str) -> str:
    account = running.account()
    channel = open_channel(account, credentials_of(account))
    try:
        query = types.QueryInput(text=types.TextInput(text=text, language_code="es"))
        request = types.DetectIntentRequest(session=PATH.session("s"), query_input=query)
        response = await sessions(channel).detect_intent(request, timeout=5, retry=None)
        return str(response.query_result.intent.display_name)
    finally:
        await channel.close()


async def test_a_new_agent_becomes_ours(empty: Running) -> None:
    """After the first push nothing is out of step, in either language, and the agent answers by it."""
    wanted = small_agent()
    done = await pushed(empty, wanted)
    assert {change.sign for change in done.plan.changes} == {Sign.CREATE}
    assert (await live(empty)).agent == wanted
    assert await _detected(empty, "cuanto cuesta marketing en mexico") == "rate.lookup"


async def test_pushing_twice_is_pushing_once(empty: Running) -> None:
    """The second push finds nothing to do and writes nothing, but trains: the first may not have come to that."""
    wanted = small_agent()
    await pushed(empty, wanted)
    empty.standin.calls.clear()
    done = await pushed(empty, wanted)
    assert done.plan.changes == ()
    assert [call for call in empty.standin.calls if call in WRITES] == ["TrainAgent"]


async def test_what_people_changed_is_put_back(fresh: Running) -> None:
    """Phrases, events, actions and contexts become ours again, and only what differed is written."""
    wanted = small_agent()
    await _edit(fresh, "rule.inbound_free", training_phrases=[_phrase("otra cosa")], action="otra.accion")
    await _edit(fresh, "rule.inbound_free", "en", training_phrases=[])
    await _edit(fresh, "rate.lookup", events=["otro"], output_contexts=[])
    fresh.standin.calls.clear()
    done = await pushed(fresh, wanted)
    assert {change.name for change in done.plan.changes} == {"rule.inbound_free", "rate.lookup"}
    assert (await live(fresh)).agent == wanted
    assert [call for call in fresh.standin.calls if call in WRITES] == [*["BatchUpdateIntents"] * 3, "TrainAgent"]


async def test_what_we_do_not_manage_stays(fresh: Running) -> None:
    """Priorities and rich replies that somebody made in the console survive, even where we change their intent."""
    card = types.Intent.Message(
        card=types.Intent.Message.Card(title="Tarifas"), platform=types.Intent.Message.Platform.TELEGRAM
    )
    text = types.Intent.Message(text=types.Intent.Message.Text(text=["otra respuesta"]))
    await _edit(fresh, "rate.lookup", priority=750_000, messages=[text, card], training_phrases=[])
    await pushed(fresh, small_agent())
    found = (await live(fresh)).intents["rate.lookup"]["es"]
    assert found.priority == 750_000
    assert [message.card.title for message in found.messages if "card" in message] == ["Tarifas"]
    assert (await live(fresh)).agent == small_agent()


async def test_deleting_is_asked_for(fresh: Running) -> None:
    """What only the agent has stays and is named; with `prune` it goes, intents before the entities they use."""
    flavour = AgentEntity(name="sabor", entries={"es": {"vainilla": ("vainilla",)}, "en": {}})
    foreign = AgentIntent(
        name="promo.navidad", phrases={"es": ((Part("promo de navidad"),),), "en": ()}, replies={"es": (), "en": ()}
    )
    more = replace(
        small_agent(),
        intents={**small_agent().intents, foreign.name: foreign},
        entities={**small_agent().entities, flavour.name: flavour},
    )
    await pushed(fresh, more)
    done = await pushed(fresh, small_agent())
    assert {change.name for change in done.left} == {"promo.navidad", "sabor"}
    assert set((await live(fresh)).agent.intents) - set(small_agent().intents) == {"promo.navidad"}
    done = await pushed(fresh, small_agent(), prune=True)
    assert done.left == ()
    assert (await live(fresh)).agent == small_agent()


async def test_a_question_that_goes_takes_its_follow_up_along(fresh: Running) -> None:
    """Deleting an intent deletes what follows it up; naming both is no mistake."""
    fewer = small_agent(("rule.inbound_free", "smalltalk.greeting"))
    await pushed(fresh, fewer, prune=True)
    assert (await live(fresh)).agent == fewer


async def test_a_language_is_switched_on() -> None:
    """An agent that only speaks Spanish learns English."""
    running = Running(replace(small_agent(), languages=("es",)))
    try:
        assert (await live(running)).agent.languages == ("es",)
        await pushed(running, small_agent())
        assert (await live(running)).agent == small_agent()
    finally:
        running.close()


async def test_an_agent_that_began_in_english(empty: Running) -> None:
    """The default language of an agent cannot be changed, and need not be."""
    empty.standin.world.tenant(PATH).held.languages = ["en"]
    await pushed(empty, small_agent())
    found = (await live(empty)).agent
    assert found.languages == ("en", "es")
    assert compare(found, small_agent()).changes == ()


@pytest.mark.parametrize(
    ("method", "good", "status"),
    [
        ("GetAgent", 1, StatusCode.INTERNAL),
        ("ListIntents", 3, StatusCode.UNAVAILABLE),
        ("BatchUpdateEntityTypes", 0, StatusCode.UNAVAILABLE),
        ("BatchUpdateEntityTypes", 1, StatusCode.INTERNAL),
        ("BatchUpdateIntents", 0, StatusCode.UNAVAILABLE),
        ("BatchUpdateIntents", 1, StatusCode.DEADLINE_EXCEEDED),
        ("BatchUpdateIntents", 2, StatusCode.UNAVAILABLE),
        ("TrainAgent", 0, StatusCode.UNAVAILABLE),
    ],
)
async def test_the_next_push_repairs_what_one_left(empty: Running, method: str, good: int, status: StatusCode) -> None:
    """Wherever a push breaks off, pushing again ends where an unbroken push would have."""
    empty.standin.faults.plan(method, *[Fault()] * good, Fault(status=status))
    with pytest.raises(DialogflowError):
        await pushed(empty, small_agent())
    await pushed(empty, small_agent())
    assert (await live(empty)).agent == small_agent()
    assert await _detected(empty, "cuanto cuesta marketing en mexico") == "rate.lookup"


async def test_a_used_up_quota_is_waited_for(empty: Running) -> None:
    """Nothing was done then, so that the same is asked again after a pause, longer each time."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    empty.standin.faults.plan("BatchUpdateIntents", *[Fault(status=StatusCode.RESOURCE_EXHAUSTED)] * 3)
    async with _shop(empty) as shop:
        await push(Writer(shop, sleep=sleep), PATH, small_agent(), prune=False)
    assert slept == list(PAUSES[:3])
    assert (await live(empty)).agent == small_agent()


async def test_a_quota_that_stays_used_up_is_an_error(empty: Running) -> None:
    """Not for ever."""
    empty.standin.faults.always("BatchUpdateEntityTypes", Fault(status=StatusCode.RESOURCE_EXHAUSTED))
    with pytest.raises(QuotaUsedUp):
        await pushed(empty, small_agent())


async def test_training_is_waited_for() -> None:
    """Only when the push is over does the agent answer by it; until then it answers as before."""
    running = Running(training=0.1)
    try:
        await pushed(running, small_agent())
        assert await _detected(running, "cuanto cuesta marketing en mexico") == "rate.lookup"
    finally:
        running.close()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (StatusCode.PERMISSION_DENIED, NotAllowed),
        (StatusCode.UNAUTHENTICATED, NotAllowed),
        (StatusCode.NOT_FOUND, NoAgent),
        (StatusCode.INVALID_ARGUMENT, Refused),
        (StatusCode.FAILED_PRECONDITION, Refused),
        (StatusCode.UNAVAILABLE, Unreachable),
    ],
)
async def test_errors_have_names(empty: Running, status: StatusCode, kind: type[DialogflowError]) -> None:
    """What Google says no with is told apart, for whoever has to do something about it."""
    empty.standin.faults.always("GetAgent", Fault(status=status))
    with pytest.raises(kind) as caught:
        await pushed(empty, small_agent())
    assert caught.value.code == kind.code
    assert "GetAgent" in caught.value.detail


async def test_two_regions_are_two_agents(empty: Running) -> None:
    """A push reaches the agent of its location and no other."""
    belgium = AgentPath(PATH.project, "europe-west1")
    await pushed(empty, small_agent(), path=belgium)
    assert (await live(empty, path=belgium)).agent == small_agent()
    assert (await live(empty)).agent == Agent(languages=("es", "en"))


async def test_many_intents_go_in_a_few_requests(empty: Running, whole_agent: Agent) -> None:
    """Sixty requests a minute are what Google allows for building an agent."""
    await pushed(empty, whole_agent)
    assert len(empty.standin.calls) < 60
    assert (await live(empty)).agent == whole_agent


async def test_the_workshop_shares_one_connection(fresh: Running) -> None:
    """Intents, entities and agent are asked over the same channel."""
    account = fresh.account()
    channel = open_channel(account, credentials_of(account))
    shop = workshop(channel)
    assert len([one async for one in await shop.intents.list_intents(parent=PATH.agent)]) == 8
    assert (await shop.agents.get_agent(parent=PATH.owner)).default_language_code == "es"
    await channel.close()
