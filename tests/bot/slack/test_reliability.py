"""Exactly once, in time, whatever Slack repeats and whatever fails on the way."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from bot.questions import Question
from bot.service import Served
from bot.slack.desk import Desk as Taking
from bot.store.port import StoreBusy
from tests.bot.servicing import Office
from tests.bot.slack.conftest import Desk, now
from tests.bot.slack.test_asking import PRICES
from tests.fakes.slack import payloads
from tests.fakes.slack.server import Failure, FakeSlack

ASKED = PRICES["es"][0]
OTHER = "¿cuánto cuesta utilidad en Perú?"


@pytest.mark.parametrize("header", [{}, {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}])
async def test_repeated_event_is_answered_once(desk: Desk, slack: FakeSlack, header: dict[str, str]) -> None:
    """Delivered again, with or without the header that says so, it is acknowledged and not answered."""
    body = payloads.event(payloads.mention(ASKED))
    assert (await desk.event(body)).status_code == 200
    again = await desk.event(body, **header)
    assert again.status_code == 200
    assert len(slack.messages) == 1
    assert desk.office.counted("events_total", channel="slack", outcome="done") == 1


async def test_retry_of_a_lost_delivery_is_answered(desk: Desk, slack: FakeSlack) -> None:
    """The header of a retry says nothing of whether we have heard: the first delivery may never have arrived."""
    await desk.event(payloads.event(payloads.mention(ASKED)), **{"x-slack-retry-num": "2"})
    assert len(slack.messages) == 1


async def test_same_event_at_once_is_answered_once(desk: Desk, slack: FakeSlack) -> None:
    """Five deliveries at the same moment, to two processes: one answer, and nobody is told that it failed for good."""
    second = desk.other()
    body = payloads.event(payloads.mention(ASKED))
    deliveries = [desk.event(body, over=over) for over in (desk.channel, second, desk.channel, second, second)]
    statuses = Counter(response.status_code for response in await asyncio.gather(*deliveries))
    assert set(statuses) <= {200, 503}
    assert len(slack.messages) == 1
    assert (await desk.event(body, over=second)).status_code == 200


async def test_event_done_by_another_process_is_acknowledged(desk: Desk, slack: FakeSlack) -> None:
    """What one process has answered, another one knows from the store, also after a restart."""
    body = payloads.event(payloads.mention(ASKED))
    await desk.event(body)
    assert (await desk.event(body, over=desk.other())).status_code == 200
    assert len(slack.messages) == 1


async def test_event_of_a_dead_process_is_taken_over(slack: FakeSlack) -> None:
    """Claimed and never answered: refused while the lease lasts, so that Slack comes again, then answered."""
    desk = Desk(slack, lease=timedelta(seconds=0.3))
    body = payloads.event(payloads.mention(ASKED))
    await desk.office.fake.claim(f"slack:{body['event_id']}", now(), timedelta(seconds=0.3))
    assert (await desk.event(body)).status_code == 503
    assert slack.messages == []
    await asyncio.sleep(0.35)
    assert (await desk.event(body)).status_code == 200
    assert len(slack.messages) == 1


async def test_death_between_answer_and_mark_leaves_one_answer(slack: FakeSlack) -> None:
    """The process died after posting and before saying so: the one that takes over finds the answer in the thread."""
    desk = Desk(slack, lease=timedelta(seconds=0.2))
    body = payloads.event(payloads.mention(ASKED, ts="1.1"), age=2)
    await desk.event(body)
    desk.office.fake = type(desk.office.fake)()  # the mark was never written
    assert (await desk.event(body, over=desk.other(lease=timedelta(seconds=0.2)))).status_code == 200
    assert len(slack.messages) == 1


async def test_late_event_without_an_answer_is_answered(desk: Desk, slack: FakeSlack) -> None:
    """Nothing stands in the thread yet, or nobody lets us look: better answered than lost."""
    await desk.event(payloads.event(payloads.mention(ASKED, ts="1.1"), age=90))
    slack.scopes = "chat:write"
    await desk.event(payloads.event(payloads.mention(OTHER, ts="2.1"), age=90))
    assert [message["thread_ts"] for message in slack.messages] == ["1.1", "2.1"]


async def test_slow_work_is_acknowledged_in_time(slack: FakeSlack) -> None:
    """Acknowledged when patience ends; the answer comes all the same, once, also if Slack repeats meanwhile."""
    desk = Desk(slack, patience=0.1)
    slack.slow = 0.5
    body = payloads.event(payloads.mention(ASKED))
    async with desk.channel.lifespan():
        started = time.monotonic()
        assert (await desk.event(body)).status_code == 200
        assert time.monotonic() - started < 0.45
        assert slack.messages == []
        assert (await desk.event(body)).status_code == 200
    assert len(slack.messages) == 1


async def test_too_fast_waits_as_long_as_slack_says(desk: Desk, slack: FakeSlack) -> None:
    """A 429 is obeyed: the same message is posted after the pause, once."""
    slack.fail("chat.postMessage", Failure(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"}))
    started = time.monotonic()
    await desk.event(payloads.event(payloads.mention(ASKED)))
    await slack.until(lambda: slack.messages)
    assert time.monotonic() - started >= 1
    assert (len(slack.called("chat.postMessage")), len(slack.messages)) == (2, 1)


async def test_too_fast_at_a_response_address(desk: Desk, slack: FakeSlack) -> None:
    """The same holds where commands are answered."""
    slack.fail("respond", Failure(429, {}, {"Retry-After": "0"}))
    await desk.form(payloads.command(ASKED, slack.response_url()))
    await slack.until(lambda: slack.whispers)
    assert len(slack.called("respond")) == 2


@pytest.mark.parametrize(
    "failure",
    [Failure(500, {}), Failure(503, {}), Failure(200, {"ok": False, "error": "internal_error"})],
    ids=["500", "503", "internal_error"],
)
async def test_failed_posting_is_tried_at_the_next_delivery(desk: Desk, slack: FakeSlack, failure: Failure) -> None:
    """Slack is told that it failed, and answered when it delivers again."""
    slack.fail("chat.postMessage", failure)
    body = payloads.event(payloads.mention(ASKED))
    assert (await desk.event(body)).status_code == 500
    assert slack.messages == []
    assert (await desk.event(body)).status_code == 200
    assert len(slack.messages) == 1


async def test_broken_connection_never_posts_twice(desk: Desk, slack: FakeSlack) -> None:
    """Slack posted the message, and its answer was lost: the next delivery finds it."""
    slack.fail("chat.postMessage", Failure(heard=True))
    body = payloads.event(payloads.mention(ASKED, ts="1.1"), age=30)
    assert (await desk.event(body)).status_code == 500
    assert (await desk.event(body)).status_code == 200
    assert len(slack.messages) == 1


async def test_failure_after_the_acknowledgement_is_tried_again(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody will deliver it again, so it is tried again from here."""
    monkeypatch.setattr("bot.slack.desk.PAUSES", (0.05, 0.05))
    desk = Desk(slack, patience=0.05)
    slack.slow = 0.2
    failing = asyncio.Event()

    async def ask(question: Question, *, keep: bool = True) -> Served:
        if not failing.is_set():
            failing.set()
            await asyncio.sleep(0.1)
            slack.fail("chat.postMessage", Failure(500, {}))
        return await asking(question, keep=keep)

    asking = desk.office.service.ask
    monkeypatch.setattr(desk.office.service, "ask", ask)
    async with desk.channel.lifespan():
        assert (await desk.event(payloads.event(payloads.mention(ASKED)))).status_code == 200
        await slack.until(lambda: slack.messages)
    assert len(slack.messages) == 1


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "not_in_channel", "restricted_action"])
async def test_what_slack_refuses_for_good_is_given_up(desk: Desk, slack: FakeSlack, code: str) -> None:
    """It is acknowledged, counted by its code, and not tried again."""
    slack.fail("chat.postMessage", Failure(body={"ok": False, "error": code}))
    assert (await desk.event(payloads.event(payloads.mention(ASKED)))).status_code == 200
    assert len(slack.called("chat.postMessage")) == 1
    assert desk.office.counted("replies_total", channel="slack", outcome=code) == 1


async def test_blocks_that_slack_refuses_go_out_as_text(desk: Desk, slack: FakeSlack) -> None:
    """Should Slack have a limit that nobody knows, people get the answer without its looks."""
    slack.fail("chat.postMessage", Failure(body={"ok": False, "error": "msg_blocks_too_long"}))
    await desk.event(payloads.event(payloads.mention(ASKED)))
    [message] = slack.messages
    assert "blocks" not in message
    assert PRICES["es"][1] in message["text"]


async def test_store_out_of_order_does_not_silence(desk: Desk, slack: FakeSlack) -> None:
    """Without the store, events are answered, each once by this process, without a link."""
    desk.office.fake.broken = StoreBusy("x")
    body = payloads.event(payloads.mention(ASKED))
    assert (await desk.event(body)).status_code == 200
    assert (await desk.event(body)).status_code == 200
    [message] = slack.messages
    assert "/a/" not in message["text"]


async def test_slack_that_does_not_know_us_yet(desk: Desk, slack: FakeSlack) -> None:
    """As long as Slack does not say which workspace is ours, everybody is asked to come again, and nobody is lost."""
    slack.fail("auth.test", Failure(500, {}))
    body = payloads.event(payloads.mention(ASKED))
    assert (await desk.event(body)).status_code == 503
    assert (await desk.event(body)).status_code == 200
    assert len(slack.messages) == 1


@pytest.mark.parametrize(
    "event",
    [
        payloads.direct(ASKED, bot_id="B9"),
        payloads.direct(ASKED, user="UBOT"),
        payloads.direct(ASKED, subtype="bot_message", bot_id="B9"),
        payloads.mention(ASKED, bot_id="B9"),
        payloads.mention(ASKED, user="UBOT"),
        payloads.direct(ASKED, subtype="channel_join"),
        payloads.mention(ASKED, channel="D1"),
        payloads.edited(payloads.direct(ASKED, bot_id="B9"), OTHER) | {"message": {"bot_id": "B9", "text": OTHER}},
    ],
    ids=["bot", "ourselves", "bot message", "mention by a bot", "by ourselves", "join", "in a direct message", "edit"],
)
async def test_bots_and_ourselves_are_ignored(desk: Desk, slack: FakeSlack, event: dict[str, Any]) -> None:
    """No two bots talk to each other for ever, and no message is answered twice."""
    assert (await desk.event(payloads.event(event))).status_code == 200
    assert slack.messages == []


async def test_shutdown_finishes_what_is_under_way(slack: FakeSlack) -> None:
    """What was acknowledged is answered before the process ends."""
    desk = Desk(slack, patience=0.05)
    slack.slow = 0.4
    async with desk.channel.lifespan():
        await desk.event(payloads.event(payloads.mention(ASKED)))
        assert slack.messages == []
    assert len(slack.messages) == 1


async def test_shutdown_gives_back_what_takes_too_long() -> None:
    """Work that outlasts the grace is dropped, and its claim is free for the next delivery."""
    office = Office()
    taking = Taking(office.fake, office.metrics, now, patience=0.05)

    async def endless() -> None:
        await asyncio.sleep(60)

    await taking.take("slack:Ev1", endless)
    await taking.drained(0.05)
    assert (await office.fake.claim("slack:Ev1", now(), timedelta(seconds=1))).ours
