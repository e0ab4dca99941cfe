"""A storm of 2,000 events in 200 channels, three in ten repeated, one of two processes killed and started again."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.storm import Outcome, Storm

EVENTS, CHANNELS = 2_000, 200


def run() -> list[tuple[str, float, float]]:
    """Return how long acknowledging takes, against a second, and what was lost or said twice."""
    outcome = asyncio.run(_storm())
    twice = sum(count - 1 for count in outcome.answered.values())
    unanswered = len(outcome.asked - outcome.answered.keys())
    return [
        ("Slack: 99 of 100 acknowledgements of a storm / 1 s", outcome.p99, 1),
        ("Slack: events of a storm that were never acknowledged", len(outcome.lost), 0),
        ("Slack: questions of a storm left unanswered", unanswered, 0),
        ("Slack: answers of a storm given twice", twice, 0),
    ]


async def _storm() -> Outcome:
    slack = await FakeSlack().start()
    with tempfile.TemporaryDirectory() as folder:
        try:
            return await Storm(slack, Path(folder)).run(EVENTS, CHANNELS)
        finally:
            await slack.close()
