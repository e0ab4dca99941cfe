"""Two processes, one database, and Slack at its worst."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.storm import Storm


async def test_every_question_is_answered_exactly_once(slack: FakeSlack, tmp_path: Path) -> None:
    """Repeated, out of order, and with one process killed in the middle: nothing lost, nothing twice.

    The same with 2,000 events in 200 channels is `make bench` (`tests/bench/slack.py`).
    """
    outcome = await Storm(slack, tmp_path).run(events=250, channels=40)
    assert outcome.lost == []
    assert outcome.refused > 0, "the kill went unnoticed: nothing was tried here"
    assert outcome.answered == Counter(outcome.asked)
