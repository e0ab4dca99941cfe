"""Claim, answer, mark: the desk by itself, over the store that tests have."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from slack_bolt.response import BoltResponse

from bot import claiming
from bot.slack import desk as desks
from bot.slack.app import key_of
from bot.slack.desk import LEASE, Desk
from bot.slack.errors import Unsent
from bot.slack.identity import team_of, teams_of
from bot.slack.values import Pressed, read
from bot.store.port import ClaimState, StoreGone
from tests.bot.servicing import Office

KEY = "slack:Ev1"


class Working:
    """Work that is counted, and that fails as often as it is told to."""

    def __init__(self, *failures: Exception, seconds: float = 0) -> None:
        self.failures = list(failures)
        self.times = 0
        self.seconds = seconds

    async def __call__(self) -> BoltResponse | None:
        """Work once."""
        self.times += 1
        await asyncio.sleep(self.seconds)
        if self.failures:
            raise self.failures.pop(0)
        return None


@pytest.fixture
def office() -> Office:
    """A store and metrics."""
    return Office()


def desk(office: Office, patience: float = 1.0) -> Desk:
    """A desk of one process."""
    return Desk(office.fake, office.metrics, office.clock, patience=patience)


async def state(office: Office) -> ClaimState:
    """Return what the store says of the event."""
    return (await office.fake.claim(KEY, office.clock(), LEASE)).state


async def test_work_is_done_once(office: Office) -> None:
    """Taken again and again, by this process or another one."""
    work, one, other = Working(), desk(office), desk(office)
    statuses = [(await taking.take(KEY, work)).status for taking in (one, one, other, other)]
    assert statuses == [200, 200, 200, 200]
    assert work.times == 1
    assert await state(office) is ClaimState.DONE


async def test_answer_of_the_work_is_what_slack_is_told(office: Office) -> None:
    """A form is told what is wrong with it."""

    async def work() -> BoltResponse:
        return BoltResponse(status=200, body={"response_action": "clear"})

    assert "clear" in (await desk(office).take(KEY, work)).body


async def test_what_somebody_else_works_on_is_not_acknowledged(office: Office) -> None:
    """They may die: Slack has to come again until it is done."""
    claimed = await office.fake.claim(KEY, office.clock(), LEASE)
    work, other = Working(), desk(office)
    assert (await other.take(KEY, work)).status == 503
    await office.fake.done(claimed, office.clock())
    assert (await other.take(KEY, work)).status == 200
    assert work.times == 0


@pytest.mark.parametrize(("later", "status"), [(LEASE - timedelta(microseconds=1), 503), (LEASE, 200)])
async def test_lease_of_the_dead_runs_out(office: Office, later: timedelta, status: int) -> None:
    """To the microsecond, and before Slack's delivery after a minute."""
    await office.fake.claim(KEY, office.clock(), LEASE)
    office.clock.now += later
    assert (await desk(office).take(KEY, Working())).status == status
    assert timedelta(minutes=1) > LEASE


async def test_failed_work_is_given_back(office: Office) -> None:
    """Whatever failed: the next delivery is free to try, and does."""
    work, taking = Working(RuntimeError("x"), Unsent("x")), desk(office)
    for problem in (RuntimeError, Unsent):
        with pytest.raises(problem):
            await taking.take(KEY, work)
    assert (await taking.take(KEY, work)).status == 200
    assert work.times == 3
    assert office.counted("events_total", channel="slack", outcome="failed") == 2


async def test_everybody_who_waits_for_the_same_work_is_told_the_same(office: Office) -> None:
    """A repeat that arrives meanwhile shares the outcome."""
    work, taking = Working(seconds=0.02), desk(office)
    told = await asyncio.gather(*(taking.take(KEY, work) for _ in range(5)))
    assert {response.status for response in told} == {200}
    assert work.times == 1


async def test_acknowledged_work_is_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """So often as there are pauses, and once more; then it is said to have failed, and given back."""
    monkeypatch.setattr(desks, "PAUSES", (0.01, 0.01))
    taking = desk(office, patience=0.01)
    work = Working(Unsent("x"), Unsent("x"), seconds=0.02)
    assert (await taking.take(KEY, work)).status == 200
    await taking.drained(1)
    assert work.times == 3
    hopeless = Working(*[Unsent("x")] * 3, seconds=0.02)
    assert (await taking.take("slack:Ev2", hopeless)).status == 200
    await taking.drained(1)
    assert hopeless.times == 3
    assert office.counted("events_total", channel="slack", outcome="failed") == 1
    assert (await office.fake.claim("slack:Ev2", office.clock(), LEASE)).ours


async def test_without_a_store_this_process_remembers(office: Office) -> None:
    """Once by each process: better twice than not at all."""
    office.fake.broken = StoreGone("x")
    work, one, other = Working(), desk(office), desk(office)
    for taking in (one, one, other):
        assert (await taking.take(KEY, work)).status == 200
    assert work.times == 2
    assert office.counted("store_failures_total", operation="claim", code="store_gone") == 2


async def test_memory_of_a_process_is_bounded(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was forgotten here, the store still knows."""
    monkeypatch.setattr(claiming, "_MOST_SEEN", 2)
    taking, work = desk(office), Working()
    for key in ("a", "b", "c", "a", "b", "c"):
        assert (await taking.take(key, work)).status == 200
    assert work.times == 3


async def test_nothing_to_wait_for(office: Office) -> None:
    """A desk where nothing is under way is left at once."""
    await desk(office).drained(0)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"event_id": "Ev1", "trigger_id": "1.2"}, "slack:Ev1"),
        ({"trigger_id": "1.2.a"}, "slack:1.2.a"),
    ],
)
def test_an_event_is_the_same_by_its_id(body: dict[str, str], key: str) -> None:
    """A command or a press by the trigger that came with it."""
    assert key_of(body) == key
    with pytest.raises(ValueError, match="without an id"):
        key_of({})


@pytest.mark.parametrize(
    ("body", "teams"),
    [
        ({"team_id": "T1"}, {"T1"}),
        ({"team_id": "T1", "event": {"team": "T2"}}, {"T1", "T2"}),
        ({"team_id": "T1", "event": {"message": {"user_team": "T3"}}}, {"T1", "T3"}),
        ({"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T4"}}, {"T1", "T4"}),
        ({"team": None, "enterprise": {"id": "E1"}, "user": {"team_id": "T1"}}, {"E1", "T1"}),
        ({"team_id": None, "event": "x", "user": "U1"}, set()),
        ({}, set()),
    ],
)
def test_workspaces_of_a_request(body: dict[str, object], teams: set[str]) -> None:
    """Where it comes from, and where whoever acts or writes belongs."""
    assert teams_of(body) == teams


@pytest.mark.parametrize(
    ("body", "team"),
    [
        ({"team_id": "T1"}, "T1"),
        ({"team": {"id": "T2"}, "user": {"team_id": "T3"}}, "T2"),
        ({"team": None, "user": {"team_id": "T3"}}, "T3"),
        ({}, ""),
    ],
)
def test_workspace_of_a_person(body: dict[str, object], team: str) -> None:
    """In an organization there is no workspace of the request."""
    assert team_of(body) == team


@pytest.mark.parametrize("text", ["", "a", "a|b"])
def test_values_of_others_are_not_read(text: str) -> None:
    """A value of ours has three parts; the last one may hold anything."""
    assert read(text) is None
    assert read("a|b|c|d") == Pressed(id="a", slot="b", value="c|d")
