"""`cuanto run`, as `make run` starts it: a service with an address, and a conversation in the same terminal."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment of its own: data folder and port."""
    return {**os.environ, "CUANTO_DATA_DIR": str(tmp_path / "data"), "CUANTO_PORT": str(free_port())}


def started(surroundings: dict[str, str], **streams: int) -> subprocess.Popen[str]:
    """The command as a process."""
    command = [sys.executable, "-m", "bot", "run"]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True, **streams)


def test_questions_are_answered_and_the_service_stops_with_the_talk(surroundings: dict[str, str]) -> None:
    """An address first, then the conversation; leaving it stops both."""
    with started(surroundings, stdin=subprocess.PIPE) as process:
        out, _ = process.communicate("cuanto cuesta marketing en mexico\nsalir\n", timeout=60)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{surroundings['CUANTO_PORT']}" in out
    assert "USD 0,0436" in out
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(surroundings["CUANTO_PORT"])))


def test_without_anybody_to_talk_to_it_serves(surroundings: dict[str, str]) -> None:
    """With no input the service stays until it is told to stop, and then stops cleanly."""
    with started(surroundings, stdin=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        address = re.search(r"http://[^/\s]+", process.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(f"{address[0]}/healthz", timeout=10) as health:
            assert health.status == 200
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM


def test_the_talk_works_without_the_service(surroundings: dict[str, str]) -> None:
    """A port that is taken costs the page, not the conversation."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(surroundings["CUANTO_PORT"])))
        other.listen()
        with started(surroundings, stdin=subprocess.PIPE) as process:
            out, _ = process.communicate("cuanto cuesta marketing en mexico\n", timeout=60)
    assert process.returncode == 0
    assert "service.log" in out
    assert "USD 0,0436" in out
