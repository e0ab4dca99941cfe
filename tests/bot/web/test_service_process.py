"""`cuanto serve` as a process: its address, its logs, its end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.bot.web.serving import RATE, STORY

PHONE = "le mandé una promo al +34 600 123 456 y a ana@example.com, ¿cuánto cuesta?"


@contextmanager
def serving(folder: Path, *words: str, **environ: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process on a free port, and its address."""
    command = [sys.executable, "-m", "bot", "serve", "--port", "0", *words]
    settings = {"CUANTO_DATA_DIR": str(folder / "data"), **environ}
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CUANTO_", "SLACK_", "TELEGRAM_"))
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**kept, "PYTHONPATH": str(Path.cwd()), **settings},
        )
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield process, line.strip().rpartition(" ")[2].rstrip("/")
        finally:
            process.kill()
            process.wait(10)
            process.stdout.close()


def log_of(folder: Path) -> list[dict[str, object]]:
    """Every line that was logged."""
    return [json.loads(line) for line in (folder / "log").read_text().splitlines()]


def until_up(url: str) -> None:
    """Wait until the process answers."""
    for _ in range(200):
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail("never came up")


def test_it_prints_its_address_answers_and_stops(tmp_path: Path) -> None:
    """One line says where; there it answers; SIGTERM ends it with status 0; answers outlive it."""
    with serving(tmp_path) as (process, url):
        until_up(url)
        assert httpx.get(f"{url}/readyz").status_code == 200
        link = httpx.post(f"{url}/api/ask", json={"text": RATE}).json()["link"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with serving(tmp_path) as (_, url):
        until_up(url)
        assert "0,0436" in httpx.get(url + "/a/" + link.rpartition("/")[2], params={"lang": "es"}).text


def test_it_finishes_what_it_is_answering(tmp_path: Path) -> None:
    """Told to stop in the middle of a long batch, it sends all of it before it ends."""
    lines = "\n".join(json.dumps({"id": str(number), "text": STORY}) for number in range(150))
    answered: list[httpx.Response] = []
    with serving(tmp_path) as (process, url):
        until_up(url)
        asking = threading.Thread(
            target=lambda: answered.append(httpx.post(f"{url}/api/ask", content=lines, timeout=60))
        )
        asking.start()
        while not any(one.get("event") == "answered" for one in log_of(tmp_path)):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        asking.join(60)
        assert process.wait(30) == 0
    found = [json.loads(line) for line in answered[0].text.splitlines()]
    assert [one["id"] for one in found] == [str(number) for number in range(150)]
    assert all(one["link"] for one in found)


def test_logs_are_lines_with_ids_and_nothing_personal(tmp_path: Path) -> None:
    """Each line is JSON; a request's lines bear its id; no question, phone number, address of an answer or token."""
    token = "a-very-secret-token"
    with serving(tmp_path, CUANTO_API_TOKEN=token) as (process, url):
        until_up(url)
        headers = {"authorization": f"Bearer {token}", "x-request-id": "mine-1234"}
        link = httpx.post(f"{url}/api/ask", json={"text": PHONE}, headers=headers).json()["link"]
        id = link.rpartition("/")[2]
        httpx.get(f"{url}/a/{id}")
        httpx.post(f"{url}/api/ask", json={"text": PHONE}, headers={"authorization": "Bearer wrong-one"})
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    events = [one["event"] for one in log_of(tmp_path) if one.get("request_id") == "mine-1234"]
    assert events == ["answered", "request"]
    written = (tmp_path / "log").read_text()
    for secret in (token, "wrong-one", "600 123", "600123456", "ana@example.com", "promo", id):
        assert secret not in written
    assert {one["route"] for one in log_of(tmp_path) if one["event"] == "request"} == {
        "/healthz",
        "/api/ask",
        "/a/{id}",
    }


def test_a_taken_address_is_said_in_words(tmp_path: Path) -> None:
    """Another program on the port: status 1 and one line that names the address."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = [sys.executable, "-m", "bot", "serve", "--port", port]
        ended = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "CUANTO_DATA_DIR": str(tmp_path)},
        )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"127.0.0.1:{port}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("settings", [{"DATABASE_URL": "mysql://nowhere"}, {"CUANTO_RATE_CARDS": "/nowhere/at/all"}])
def test_a_wrong_setting_is_said_in_words(tmp_path: Path, settings: dict[str, str]) -> None:
    """Status 2, one line, and no trace of our insides."""
    command = [sys.executable, "-m", "bot", "serve", "--port", "0"]
    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "CUANTO_DATA_DIR": str(tmp_path), **settings},
    )
    assert ended.returncode == 2
    assert "cuanto serve:" in ended.stderr
    assert "Traceback" not in ended.stderr
