"""Stand-ins that several tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.dialogflow.joining import agent as described
from bot.settings import Settings
from intents.dialogflow.agent import Agent
from tests.intents.dialogflow.running import Running, small_agent
from tests.intents.dialogflow.wiring import Wire


@pytest.fixture(scope="session")
def whole_agent() -> Agent:
    """The agent that our files describe."""
    return described(Settings())


@pytest.fixture(scope="session")
def whole(whole_agent: Agent) -> Iterator[Running]:
    """A stand-in with the whole agent, for tests that change nothing in it."""
    running = Running(whole_agent)
    yield running
    running.close()


@pytest.fixture
def fresh() -> Iterator[Running]:
    """A stand-in with a small agent, for this test alone."""
    running = Running(small_agent())
    yield running
    running.close()


@pytest.fixture
def empty() -> Iterator[Running]:
    """A stand-in with a new agent, for this test alone."""
    running = Running()
    yield running
    running.close()


@pytest.fixture
async def wire(fresh: Running) -> AsyncIterator[Wire]:
    """Clients of a stand-in with a small agent."""
    connected = Wire(fresh)
    yield connected
    await connected.channel.close()
