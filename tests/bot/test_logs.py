"""Logs: JSON lines with a request id, and nothing in them that must not be there, whichever way it came."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from bot import logs
from bot.settings import Secret, Settings
from bot.store.port import StoreGone
from tests.bot.servicing import STORY, Office, question

SETTINGS = Settings(
    slack_bot_token=Secret("xoxb-1111-abcdefgh"),
    telegram_bot_token=Secret("123456789:AAE_abcdefghijklmnopqrstuvwxyz0123456"),
    cuanto_api_token=Secret("correct horse battery"),
    database_url=Secret("postgresql+asyncpg://cuanto:p%40ss-phrase@db.example:5432/cuanto"),
)
PHONE = "+52 55 1234 5678"
TOKENS = {
    "slack": "xoxb-1111-abcdefgh",
    "other slack": "xapp-1-A0123-456-deadbeef",
    "telegram": "123456789:AAE_abcdefghijklmnopqrstuvwxyz0123456",
    "ours": "correct horse battery",
    "address": "postgresql+asyncpg://cuanto:p%40ss-phrase@db.example:5432/cuanto",
    "password": "p%40ss-phrase",
    "decoded password": "p@ss-phrase",
    "header": "Bearer abc.def-ghi",
    "google": "ya29.A0ARrdaM-secret",
    "other address": "https://me:pass-word@host/x",
    "key": "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----",
    "phone": PHONE,
    "bare phone": "5215512345678",
    "address of a person": "ana.lopez@tienda.mx",
}
LEAKS = {
    **{name: [value] for name, value in TOKENS.items()},
    "header": ["abc.def-ghi"],
    "other address": ["pass-word"],
    "key": ["MIIEvQ"],
    "phone": ["55 1234", "1234 5678"],
}
"""What must not be found in a line, by the name of what was logged."""


class Log:
    """What was written."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """All of it."""
        return self._stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Every line, which has to be JSON."""
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    """Logs into memory, and everything as it was before afterwards."""
    root = logging.getLogger()
    before = root.handlers, root.level, sys.excepthook, threading.excepthook
    stream = io.StringIO()
    logs.configure(SETTINGS, stream=stream)
    yield Log(stream)
    root.handlers, root.level = before[0], before[1]
    sys.excepthook, threading.excepthook = before[2], before[3]
    logging.captureWarnings(False)
    structlog.reset_defaults()


def _raise(secret: str) -> None:
    try:
        raise RuntimeError(f"no way: {secret}")
    except RuntimeError as error:
        raise ValueError(secret) from error


def _logged_exception(secret: str) -> None:
    try:
        _raise(secret)
    except ValueError:
        logs.logger().exception("failed", kind="x")


def _library_exception(secret: str) -> None:
    try:
        _raise(secret)
    except ValueError:
        logging.getLogger("slack_bolt").exception("failed %s", secret)


def _uncaught(secret: str) -> None:
    try:
        _raise(secret)
    except ValueError:
        sys.excepthook(*sys.exc_info())


def _uncaught_in_a_thread(secret: str) -> None:
    thread = threading.Thread(target=_raise, args=(secret,))
    thread.start()
    thread.join()


async def _forgotten_task(secret: str) -> None:
    asyncio.get_running_loop().call_exception_handler({"message": f"never retrieved {secret}"})


def _broken_call(secret: str) -> None:
    """The test runner's own handler would raise; a process of ours has only ours."""
    root, everybody = logging.getLogger(), logging.getLogger().handlers
    root.handlers = [handler for handler in everybody if type(handler).__module__ == "bot.logs"]
    logging.getLogger("telegram").warning("%d of %s", secret)
    root.handlers = everybody


def _warned(secret: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(secret, stacklevel=1)


class _Thing:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __repr__(self) -> str:
        return f"<Thing {self.secret}>"


WAYS: dict[str, Callable[[str], object]] = {
    "value": lambda secret: logs.logger().info("said", value=secret),
    "event": lambda secret: logs.logger().info(f"said {secret}"),
    "key": lambda secret: logs.logger().info("said", **{secret: 1}),
    "list": lambda secret: logs.logger().info("said", values=[1, (secret, {secret})]),
    "mapping": lambda secret: logs.logger().info("said", values={"a": {"b": secret}, secret: 1}),
    "bytes": lambda secret: logs.logger().info("said", value=secret.encode()),
    "object": lambda secret: logs.logger().info("said", value=_Thing(secret)),
    "error as value": lambda secret: logs.logger().info("said", error=ValueError(secret)),
    "bound": lambda secret: logs.logger().bind(value=secret).warning("said"),
    "exception": _logged_exception,
    "stack": lambda secret: logs.logger().info("said", value=secret, stack_info=True),
    "library": lambda secret: logging.getLogger("uvicorn.error").info("said %s", secret),
    "library's own words": lambda secret: logging.getLogger("httpx").warning(f"POST /x?a={secret} 200"),
    "library with a mapping": lambda secret: logging.getLogger("x").info("%(a)s", {"a": secret}),
    "library's exception": _library_exception,
    "uncaught": _uncaught,
    "thread": _uncaught_in_a_thread,
    "loop": lambda secret: asyncio.run(_forgotten_task(secret)),
    "broken call": _broken_call,
    "warning": _warned,
}


@pytest.mark.parametrize("what", TOKENS)
@pytest.mark.parametrize("way", WAYS)
def test_nothing_leaks_whichever_way_it_is_logged(
    log: Log, capsys: pytest.CaptureFixture[str], way: str, what: str
) -> None:
    """A line is written, and neither in it nor beside it is there anything of the number, token or address."""
    WAYS[way](TOKENS[what])
    assert log.lines
    written = log.text + "".join(capsys.readouterr())
    assert not [leak for leak in LEAKS[what] if leak in written or json.dumps(leak)[1:-1] in written]


@pytest.mark.parametrize(
    "key", ["token", "slack_token", "password", "Authorization", "client_secret", "x-slack-signature"]
)
def test_values_of_secret_names_are_masked_whatever_they_are(log: Log, key: str) -> None:
    """What is called a secret is one, on every level."""
    logs.logger().info("said", **{key: "plain"}, inside={key: ["plain"]})
    assert "plain" not in log.text


def test_secret_of_the_settings_is_masked_by_its_type(log: Log) -> None:
    """A secret that is handed over as it is shows only that it is one."""
    logs.logger().info("said", value=Secret("zzz"), values=[Secret("zzz")])
    assert "zzz" not in log.text


@pytest.mark.parametrize("key", ["text", "question", "utterance", "body", "payload", "message_text"])
def test_texts_of_people_are_counted_not_logged(log: Log, key: str) -> None:
    """Of what a person wrote only the length is known."""
    logs.logger().info("asked", **{key: "hola, ¿qué tal?"}, inside={key: "hola"})
    assert log.lines[0][key] == {"chars": 15}
    assert log.lines[0]["inside"][key] == {"chars": 4}
    assert "hola" not in log.text


def test_numbers_as_numbers_are_masked_too(log: Log) -> None:
    """A long whole number may be somebody's; counts, durations and our own fields are written as they are."""
    logs.logger().info("said", number=5215512345678, count=5215512345678, status=404, seconds=0.25, yes=True, none=None)
    line = log.lines[0]
    assert "5512345678" not in str(line["number"])
    expected = {"count": 5215512345678, "status": 404, "seconds": 0.25, "yes": True, "none": None}
    assert {key: line[key] for key in expected} == expected


def test_every_line_has_time_level_and_event(log: Log) -> None:
    """Our lines and those of libraries have the same keys."""
    logs.logger().warning("ours", channel="slack")
    logging.getLogger("uvicorn").error("theirs")
    ours, theirs = log.lines
    assert (ours["event"], ours["level"], ours["channel"]) == ("ours", "warning", "slack")
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("theirs", "error", "uvicorn")
    assert all(line["timestamp"].endswith("Z") for line in (ours, theirs))


def test_chatter_of_libraries_is_left_out(log: Log) -> None:
    """Libraries that log every call are heard only when something is wrong."""
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot123/getMe")
    logging.getLogger("httpx").warning("slow")
    assert [line["event"] for line in log.lines] == ["slow"]


async def test_lines_of_a_request_share_its_id(log: Log) -> None:
    """Everything logged inside has the id, in every task that begins there; outside and elsewhere there is none."""

    async def work(name: str) -> None:
        with logs.request(channel=name) as id:
            await asyncio.sleep(0)
            logs.logger().info("working")
            logging.getLogger("library").info("helping")
            assert logs.request_id() == id

    await asyncio.gather(work("a"), work("b"))
    logs.logger().info("alone")
    assert logs.request_id() is None
    *working, alone = log.lines
    ids = {
        line["channel"]: {other["request_id"] for other in working if other["channel"] == line["channel"]}
        for line in working
    }
    assert all(len(found) == 1 for found in ids.values())
    assert ids["a"] != ids["b"]
    assert "request_id" not in alone


@pytest.mark.parametrize(("given", "usable"), [
    ("0af7651916cd43dd", True), ("req-2026.A_1", True), ("short", False), ("x" * 65, False), ("a b c d e f", False),
    ("5215512345678", False), ("abc\ndefgh", False), ("", False), (None, False),
])  # fmt: skip
def test_id_of_a_proxy_is_taken_if_it_is_usable(given: str | None, usable: bool) -> None:
    """A plain id is gone on with; anything else, a phone number included, is replaced by one of ours."""
    with logs.request(given) as id:
        assert (id == given) is usable
        assert 8 <= len(id) <= 64


async def test_service_logs_no_question(log: Log) -> None:
    """Of an answer and of an outage there is a line each, with codes; nothing of the question or the person in it."""
    office = Office()
    await office.service.ask(question(STORY))
    office.fake.broken = StoreGone(f"could not reach {PHONE}")
    await office.service.ask(question(STORY))
    events = [line["event"] for line in log.lines]
    assert events.count("answered") == 2
    assert events.count("store_failed") == 4
    assert not [leak for leak in ("promo", "600 123", "600123", "slack:T1:U1", "slack:C1", PHONE) if leak in log.text]
    answered = next(line for line in log.lines if line["event"] == "answered")
    assert (answered["channel"], answered["intent"].partition(".")[0], answered["kept"]) == ("slack", "scenario", True)


def test_ids_of_answers_are_not_logged(log: Log) -> None:
    """Whoever reads the logs must not be able to read the answers."""
    office = Office()
    served = asyncio.run(office.service.ask(question()))
    assert served.id is not None
    assert served.id not in log.text
