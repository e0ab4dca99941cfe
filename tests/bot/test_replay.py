"""The command `cuanto replay`: lines in, lines out, in order and as they come."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from bot.cli import replay
from bot.cli.context import Context
from bot.settings import Settings
from locales.translate import translator

CUANTO = str(Path(sys.executable).with_name("cuanto"))
CHAT = [
    {"at": "2024-03-05T10:00:00+01:00", "type": "template", "category": "marketing"},
    {"at": "2024-03-05T14:00:00+01:00", "type": "template", "category": "utility"},
]
GOOD = json.dumps({"id": "good", "customer": {"country": "ES"}, "events": CHAT}).encode()


class Run:
    """One run of the command inside this process."""

    def __init__(self, sent: bytes, *words: str, settings: Settings | None = None) -> None:
        parser = argparse.ArgumentParser()
        replay.add_arguments(parser, translator("en"))
        out, self.err = BytesIO(), StringIO()
        context = Context(
            settings=settings or Settings(cuanto_default_lang="en"),
            stdin=TextIOWrapper(BytesIO(sent)),
            out=TextIOWrapper(out),
            err=self.err,
            clock=lambda: datetime(2026, 11, 23, tzinfo=UTC),
        )
        self.status = replay.run(parser.parse_args(words or ("-",)), context)
        self.answers: list[dict[str, Any]] = [json.loads(line) for line in out.getvalue().splitlines()]


def test_answers_in_input_order() -> None:
    """Every line gets one answer, in its place."""
    sent = b"\n".join(GOOD.replace(b"good", f"n{number}".encode()) for number in range(500))
    assert [answer["id"] for answer in Run(sent).answers] == [f"n{number}" for number in range(500)]


def test_line_that_is_no_json_leaves_the_others_alone() -> None:
    """It gets an error object in its place, standard error names its number, and the exit status is 2."""
    run = Run(b"\n".join([GOOD, b"no json", b"", GOOD, b"NaN"]))
    assert run.status == 2
    assert [answer["id"] for answer in run.answers] == ["good", None, "good", None]
    assert [line.split(": ")[:2] for line in run.err.getvalue().splitlines()] == [
        ["cuanto replay", "2"],
        ["cuanto replay", "5"],
    ]


def test_line_that_is_no_timeline_is_no_failure() -> None:
    """A valid line of JSON that is no timeline gets its error object; the exit status stays 0."""
    run = Run(b'{"id": "t", "events": [], "rules": "2019"}\n' + GOOD)
    assert run.status == 0
    assert ["error" in answer for answer in run.answers] == [True, False]
    assert run.err.getvalue() == ""


@pytest.mark.parametrize("sent", [b"", b"\n", b"\n\r\n  \n"])
def test_nothing_in_nothing_out(sent: bytes) -> None:
    """Empty lines are no lines."""
    run = Run(sent)
    assert (run.status, run.answers) == (0, [])


def test_byte_order_mark_and_carriage_returns() -> None:
    """Files from other systems are read: a mark at the beginning, two signs at the ends."""
    run = Run(b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD + b"\r\n")
    assert [answer["id"] for answer in run.answers] == ["good", "good"]


def test_too_long_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond all bounds is refused without being read whole, and the next is answered."""
    monkeypatch.setattr("bot.lines.batches.__defaults__", (1000,))
    run = Run(b'{"id": "' + b"x" * 2000 + b'"}\n' + GOOD)
    assert run.status == 2
    assert [answer["id"] for answer in run.answers] == [None, "good"]
    assert run.answers[0]["error"]["code"] == "line_too_long"


def test_file(tmp_path: Path) -> None:
    """A file is read as standard input is."""
    path = tmp_path / "chats.jsonl"
    path.write_bytes(GOOD + b"\n" + GOOD)
    assert Run(b"", str(path)).answers == Run(GOOD + b"\n" + GOOD).answers


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a usage error, and named."""
    run = Run(b"", str(tmp_path / "none.jsonl"))
    assert run.status == 2
    assert "none.jsonl" in run.err.getvalue()


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    """So is a folder."""
    assert Run(b"", str(tmp_path)).status == 2


def test_options_are_for_lines_that_do_not_say() -> None:
    """Rules, currency and zone of the command hold where a line has none."""
    own = json.dumps({"rules": "2023-06", "events": CHAT, "currency": "USD", "timezone": "UTC"}).encode()
    run = Run(GOOD + b"\n" + own, "-", "--rules", "2025-07", "--currency", "EUR", "--timezone", "Asia/Tokyo")
    assert [(answer["era"], answer["currency"]) for answer in run.answers] == [("2025-07", "EUR"), ("2023-06", "USD")]


def test_settings_are_for_all_else() -> None:
    """Currency and zone of the settings hold where neither line nor command has any."""
    settings = Settings(cuanto_currency="EUR", cuanto_timezone="Pacific/Kiritimati")
    event = {"at": "2025-06-30T12:00:00Z", "type": "inbound"}
    answer = Run(json.dumps({"events": [event]}).encode(), settings=settings).answers[0]
    assert (answer["currency"], answer["era"]) == ("EUR", "2025-07")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("-", "--rules", "2019"),
        ("-", "--currency", "coins"),
        ("-", "--timezone", "Mars"),
        ("-", "--rule"),
        ("a", "b"),
    ],
)
def test_wrong_usage(words: tuple[str, ...]) -> None:
    """A missing file or an option with an impossible value is a usage error: exit status 2."""
    done = subprocess.run([CUANTO, "replay", *words], input=GOOD, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_own_cards_come_first(tmp_path: Path) -> None:
    """The account's own rate card is the one that prices."""
    card = "Market,Currency,Marketing,Utility,Authentication,Service\nSpain,USD,0.5000,0.2500,0.1000,0.1000\n"
    (tmp_path / "2023-06-01 USD.csv").write_text(card, "utf-8")
    assert Run(GOOD, settings=Settings(cuanto_rate_cards=str(tmp_path))).answers[0]["total"] == "0.7500"


def test_answers_come_before_the_end_of_input() -> None:
    """A program that sends a line and waits gets its answer at once."""
    with subprocess.Popen([CUANTO, "replay", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(GOOD + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == "good"
        process.stdin.close()
    assert process.returncode == 0


def test_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    """When nobody reads any more, the command ends without a word."""
    path = tmp_path / "many.jsonl"
    path.write_bytes((GOOD + b"\n") * 20_000)
    with subprocess.Popen([CUANTO, "replay", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_memory_stays_flat(tmp_path: Path) -> None:
    """A hundred times the lines fit into the memory that is allowed to hardly more than the program itself."""
    path = tmp_path / "many.jsonl"
    path.write_bytes((GOOD + b"\n") * 50_000)
    limit = 400 << 20

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    with path.open("rb") as lines:
        done = subprocess.run(
            [CUANTO, "replay", "-"], stdin=lines, stdout=subprocess.DEVNULL, preexec_fn=bounded, check=False
        )
    assert done.returncode == 0
