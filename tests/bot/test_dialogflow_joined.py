"""With Dialogflow configured, the terminal and the service ask it; without, nothing of it is even imported."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from grpc import StatusCode

from bot import bootstrap
from bot.checks import PROBES
from bot.dialogflow import joining, probe
from bot.metrics import Metrics
from bot.recognizing import Inline
from bot.settings import Secret, Settings
from intents.dialogflow.agent import Agent
from intents.dialogflow.fallback import FallbackRecognizer
from intents.dialogflow.names import AgentPath, session_id
from intents.dialogflow.standin.faults import Fault
from tests.bot.servicing import Office, question
from tests.bot.terminal import run
from tests.intents.dialogflow.running import PROJECT, Running, small_agent

ROOT = Path(__file__).parents[2]
LOOKUP = "cuanto cuesta marketing en mexico"


@pytest.fixture(scope="module")
def described() -> Agent:
    """The agent that our files describe."""
    return joining.agent(Settings())


@pytest.fixture(scope="module")
def running(described: Agent) -> Iterator[Running]:
    """A stand-in with the whole agent."""
    opened = Running(described)
    yield opened
    opened.close()


@pytest.fixture
def settings(running: Running) -> Settings:
    """Settings that lead to it."""
    running.standin.calls.clear()
    return Settings(dialogflow_project_id=PROJECT, dialogflow_api_endpoint=running.address)


def test_ask_goes_through_dialogflow(running: Running, settings: Settings) -> None:
    """One question, one call; the answer says who understood it."""
    done = run("ask", "--json", LOOKUP, settings=settings)
    answer = json.loads(done.out)
    assert (done.status, answer["recognizer"]["name"], answer["intent"]) == (0, "dialogflow", "rate")
    assert answer["verdict"]["amount"] == "0.0436"
    assert running.standin.calls == ["DetectIntent"]


def test_a_batch_shares_a_connection_and_no_conversation(running: Running, settings: Settings) -> None:
    """Every line is answered, and none follows up another."""
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate([LOOKUP, "¿y en Perú?"]))
    sessions = len(running.standin.world.tenant(AgentPath(PROJECT)).talks)
    done = run("ask", "--batch", "-", stdin=lines, settings=settings)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [one["recognizer"]["name"] for one in answers] == ["dialogflow"] * 2
    assert answers[1]["verdict"]["category"] is None
    assert len(running.standin.world.tenant(AgentPath(PROJECT)).talks) == sessions + 2


def test_a_chat_is_one_conversation(running: Running, settings: Settings) -> None:
    """What follows up is understood, and the next chat is another conversation."""
    before = set(running.standin.world.tenant(AgentPath(PROJECT)).talks)
    for _ in range(2):
        done = run("chat", stdin=f"{LOOKUP}\n¿y en Perú?\n", settings=settings)
        assert "0,0703" in done.out
    assert len(set(running.standin.world.tenant(AgentPath(PROJECT)).talks) - before) == 2


def test_an_outage_is_not_seen_by_the_reader(running: Running, settings: Settings) -> None:
    """The answer is the same but for who recognized it; the reason is logged beside it, without the question."""
    running.standin.faults.always("DetectIntent", Fault(status=StatusCode.RESOURCE_EXHAUSTED))
    try:
        done = run("ask", LOOKUP, settings=settings)
    finally:
        running.standin.faults.always("DetectIntent", None)
    assert done.out == run("ask", LOOKUP).out
    log = json.loads(done.err.splitlines()[0])
    assert (log["event"], log["reason"]) == ("recognizer_fell_back", "quota")
    assert "marketing" not in done.err


def test_nobody_there_at_all() -> None:
    """A stand-in that does not run is an outage like any other."""
    settings = Settings(dialogflow_project_id=PROJECT, dialogflow_api_endpoint="http://127.0.0.1:1")
    done = run("ask", "--json", LOOKUP, settings=settings)
    assert json.loads(done.out)["recognizer"]["name"] == "embedded"


async def test_the_service_asks_dialogflow(running: Running, settings: Settings) -> None:
    """With the conversation's session, and what was asked back in its contexts."""
    metrics = Metrics()
    recognizer = bootstrap.channel_recognizer(settings, metrics)
    assert isinstance(recognizer, FallbackRecognizer)
    office = Office(recognizer=recognizer)
    first = await office.service.ask(question("¿cuánto cuesta una plantilla de marketing?"))
    second = await office.service.ask(question("México"))
    assert first.answer.object["needs"] == ["country"]
    assert second.answer.object["verdict"]["amount"] == "0.0436"
    assert second.answer.object["intent"] == "rate"
    assert second.answer.object["recognizer"]["name"] == "dialogflow"
    assert session_id("slack:C1:1") in running.standin.world.tenant(AgentPath(PROJECT)).talks
    await recognizer.close()


async def test_fallbacks_are_counted(running: Running, settings: Settings) -> None:
    """By reason, for whoever watches the service."""
    metrics = Metrics()
    recognizer = bootstrap.channel_recognizer(settings, metrics)
    running.standin.faults.plan("DetectIntent", Fault(status=StatusCode.PERMISSION_DENIED))
    await Office(recognizer=recognizer).service.ask(question())
    labels = {"reason": "credentials"}
    assert metrics.registry.get_sample_value("cuanto_recognizer_fallbacks_total", labels) == 1
    await recognizer.close()


def test_without_a_project_the_embedded_recognizer_serves() -> None:
    """No account, no token, no network."""
    assert isinstance(bootstrap.channel_recognizer(Settings(), Metrics()), Inline)


@pytest.mark.parametrize("command", [["ask", LOOKUP], ["intents", "check"], ["intents", "export", "agent.zip"]])
def test_nothing_of_google_is_imported_without_need(command: list[str], tmp_path: Path) -> None:
    """Its library takes seconds; these commands do without."""
    code = f"import sys; from bot.__main__ import main; main({command!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not loaded & {"google", "grpc", "proto"}


def test_google_is_imported_in_one_folder_only() -> None:
    """Whatever else needs Dialogflow asks that folder."""
    for path in (
        path for package in ("bot", "intents", "pricing", "locales") for path in (ROOT / package).rglob("*.py")
    ):
        if (ROOT / "intents" / "dialogflow") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.partition(".")[0] in ("google", "grpc", "proto") for name in names), path


async def test_the_probe(
    running: Running, settings: Settings, described: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In step, out of step, or not to be reached: the doctor says which."""
    monkeypatch.setattr(probe, "agent", lambda _: described)
    (found,) = await probe.probe(settings)
    assert (found.key, found.ok) == ("dialogflow.doctor.in_step", True)
    monkeypatch.setattr(probe, "agent", lambda _: small_agent())
    (found,) = await probe.probe(settings)
    assert (found.key, found.ok) == ("dialogflow.doctor.out_of_step", None)
    gone = Settings(dialogflow_project_id=PROJECT, dialogflow_api_endpoint="http://127.0.0.1:1")
    (found,) = await probe.probe(gone)
    assert (found.key, found.ok) == ("dialogflow.error.unreachable", False)


def test_the_doctor_finds_the_probe() -> None:
    """Under the setting that switches Dialogflow on."""
    assert PROBES["dialogflow_project_id"] == probe.__name__


@pytest.mark.parametrize(("token", "url"), [("", ""), ("a-token", "https://cuanto.example/dialogflow/webhook")])
def test_the_webhooks_address(token: str, url: str) -> None:
    """It is told to Google once there is a token to guard it."""
    settings = Settings(dialogflow_webhook_token=Secret(token), cuanto_base_url="https://cuanto.example/")
    assert joining.webhook_url(settings) == url
