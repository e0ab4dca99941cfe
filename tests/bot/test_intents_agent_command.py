"""`cuanto intents export`, `plan`, `push`, `pull` and `emulate` at the terminal."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from grpc import StatusCode

from bot.dialogflow import joining
from bot.settings import Secret, Settings
from intents import catalog
from intents.dialogflow import pulling, unarchive
from intents.dialogflow.agent import AgentIntent, Part
from intents.dialogflow.standin.faults import Fault
from tests.bot.terminal import Run, run
from tests.intents.dialogflow.running import PATH, PROJECT, Running, small_agent


@pytest.fixture
def running() -> Iterator[Running]:
    """A stand-in with a new agent."""
    opened = Running()
    yield opened
    opened.close()


@pytest.fixture
def settings(running: Running) -> Settings:
    """Settings that lead to it."""
    return Settings(dialogflow_project_id=PROJECT, dialogflow_api_endpoint=running.address)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our files, as if they held a few intents only."""
    monkeypatch.setattr(joining, "agent", lambda _: small_agent())


def _edit(running: Running, name: str, text: str) -> None:
    """Add a phrase, or an intent with one, as somebody would in the console."""
    held = running.standin.world.tenant(PATH).held
    agent = held.described()
    before = agent.intents.get(name, AgentIntent(name=name, phrases={"es": (), "en": ()}))
    phrases = {**before.phrases, "es": (*before.phrases["es"], (Part(text),))}
    changed = AgentIntent(
        **{field: getattr(before, field) for field in before.__struct_fields__} | {"phrases": phrases}
    )

    async def load() -> None:
        held.load(type(agent)(languages=agent.languages, intents={**agent.intents, name: changed}), replace=False)

    running.there(load())


def test_export(tmp_path: Path) -> None:
    """A zip that can be read back, and what is in it in words."""
    file = tmp_path / "agent.zip"
    done = run("intents", "export", str(file))
    assert (done.status, done.err) == (0, "")
    read = unarchive.read(file.read_bytes())
    assert set(catalog.load().intents) <= set(read.intents)
    assert done.out.startswith(f"{file}: {len(read.intents)} intenciones, ")


def test_export_with_a_webhook(tmp_path: Path) -> None:
    """Where there is a token, the agent asks our webhook; and the words are in the language that was asked for."""
    file, settings = tmp_path / "agent.zip", Settings(dialogflow_webhook_token=Secret("a-token"))
    done = run("intents", "export", str(file), "--lang", "en", settings=settings)
    assert "intents" in done.out
    assert all(intent.webhook for intent in unarchive.read(file.read_bytes()).intents.values())


def test_export_to_nowhere(few: None, tmp_path: Path) -> None:
    """A file that cannot be written is named."""
    done = run("intents", "export", str(tmp_path / "no" / "agent.zip"))
    assert done.status == 2
    assert "agent.zip" in done.err


def test_from_a_new_agent_to_one_in_step(few: None, settings: Settings) -> None:
    """The plan says what is missing, the push does it, and then there is nothing left to do."""
    planned = run("intents", "plan", settings=settings)
    assert planned.status == 1
    assert "+ intención rate.lookup" in planned.out
    assert "+ entidad country" in planned.out
    pushed = run("intents", "push", settings=settings)
    assert (pushed.status, pushed.err) == (0, "")
    assert pushed.out.splitlines()[:-1] == planned.out.splitlines()
    assert pushed.out.splitlines()[-1] == "Hecho. El agente está entrenado y al día."
    again = run("intents", "plan", settings=settings)
    assert (again.status, again.out) == (0, "El agente está al día.\n")
    assert run("intents", "pull", settings=settings) == Run(0, "En la consola no se cambió nada.\n", "")


@pytest.fixture
def edited(few: None, running: Running, settings: Settings) -> Settings:
    """The agent was pushed, and then people worked on it in the console."""
    assert run("intents", "push", settings=settings).status == 0
    _edit(running, "rate.lookup", "a cómo anda la de marketing por allá")
    _edit(running, "promo.navidad", "promo de navidad")
    return settings


def test_a_plan_is_a_readable_diff(edited: Settings) -> None:
    """Each thing on its line, its details under it, and what only a deletion would take away."""
    done = run("intents", "plan", "--lang", "en", settings=edited)
    assert done.status == 1
    assert done.out.splitlines() == [
        "~ intent rate.lookup",
        "    - es phrase: a cómo anda la de marketing por allá",
        "- intent promo.navidad  (only with --prune)",
        "To create: 0. To change: 1. To delete: 1.",
    ]


def test_push_leaves_and_prunes(edited: Settings) -> None:
    """What only the agent has is named, and goes when that is asked for."""
    done = run("intents", "push", settings=edited)
    assert (done.status, done.out.splitlines()[-1].endswith(": promo.navidad")) == (0, True)
    done = run("intents", "push", "--prune", settings=edited)
    assert done.out.splitlines()[-1] == "Hecho. El agente está entrenado y al día."
    assert run("intents", "plan", settings=edited).status == 0


def test_pull_shows_a_change_to_our_files(edited: Settings) -> None:
    """The diff on standard output, for `git apply`; what no file holds beside it. Nothing is changed."""
    before = (catalog.HOME / "phrases/es/rate.toml").read_text("utf-8")
    done = run("intents", "pull", settings=edited)
    assert done.status == 1
    assert '+    "a cómo anda la de marketing por allá",' in done.out.splitlines()
    assert done.out.startswith("--- a/intents/phrases/es/rate.toml\n")
    assert "promo.navidad" in done.err
    assert (catalog.HOME / "phrases/es/rate.toml").read_text("utf-8") == before


def test_pull_changes_our_files_when_it_is_told_to(
    edited: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same change, made."""
    for name in ("phrases", "entities"):
        shutil.copytree(catalog.HOME / name, tmp_path / name)
    monkeypatch.setattr(pulling.Pulled.write, "__defaults__", (tmp_path,))
    done = run("intents", "pull", "--write", settings=edited)
    assert done.status == 0
    assert "phrases/es/rate.toml" in done.err
    assert "a cómo anda la de marketing por allá" in (tmp_path / "phrases/es/rate.toml").read_text("utf-8")


@pytest.mark.parametrize("action", ["plan", "push", "pull"])
def test_not_configured(action: str) -> None:
    """Without a project there is no agent to look at."""
    done = run("intents", action)
    assert (done.status, done.out) == (2, "")
    assert "DIALOGFLOW_PROJECT_ID" in done.err


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (StatusCode.PERMISSION_DENIED, "credenciales"),
        (StatusCode.NOT_FOUND, "no tiene agente"),
        (StatusCode.UNAVAILABLE, "no se puede llegar"),
    ],
)
def test_what_goes_wrong_is_said(
    few: None, running: Running, settings: Settings, status: StatusCode, words: str
) -> None:
    """In words, with what Google said, and without a traceback."""
    running.standin.faults.always("GetAgent", Fault(status=status))
    done = run("intents", "plan", settings=settings)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("content", [None, b"no zip"])
def test_emulate_with_a_file_that_is_no_agent(tmp_path: Path, content: bytes | None) -> None:
    """It does not start."""
    file = tmp_path / "agent.zip"
    if content is not None:
        file.write_bytes(content)
    done = run("intents", "emulate", "--port", "0", "--agent", str(file))
    assert (done.status, done.out) == (2, "")
    assert "agent.zip" in done.err


def test_emulate_at_a_port_that_is_taken() -> None:
    """It says so."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("intents", "emulate", "--port", port, "--empty")
    assert done.status == 2
    assert port in done.err


def test_emulate_takes_one_beginning() -> None:
    """Empty and from a file is a contradiction."""
    assert run("intents", "emulate", "--empty", "--agent", "a.zip").status == 2
