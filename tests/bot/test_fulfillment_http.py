"""The webhook over HTTP, at its address in the real service."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from bot import bootstrap
from bot.channels import Channels
from bot.dialogflow.channel import channel
from bot.dialogflow.joining import WEBHOOK
from bot.fulfillment.app import FulfillmentApp
from bot.fulfillment.handling import MOST_BYTES
from bot.metrics import Metrics
from bot.recognizing import Inline
from bot.settings import Secret, Settings
from intents.dialogflow.breaker import Breaker
from intents.dialogflow.fallback import FallbackRecognizer
from intents.embedded import EmbeddedRecognizer
from intents.recognizer import Recognition, Utterance
from tests.bot.calling import BASIC, HEADERS, TOKEN, Hook, body
from tests.bot.servicing import NOW, Office
from tests.bot.web.serving import Site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The service with the webhook mounted."""
    running = Site(channels=Channels(mounts={WEBHOOK: FulfillmentApp(Hook().handling)}))
    yield running
    running.close()


@pytest.mark.parametrize("headers", [HEADERS, BASIC])
def test_a_call(site: Site, headers: dict[str, str]) -> None:
    """A POST with the token gets JSON with the answer."""
    answered = site.client.post(WEBHOOK, content=body(), headers=headers)
    assert answered.status_code == 200
    assert answered.headers["content-type"] == "application/json; charset=utf-8"
    assert "0,0436" in answered.json()["fulfillmentText"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods(site: Site, method: str) -> None:
    """Google only ever posts."""
    answered = site.client.request(method, WEBHOOK, headers=HEADERS)
    assert answered.status_code == 405
    assert answered.headers["allow"] == "POST"


def test_refusals(site: Site) -> None:
    """Each with its own status, and nothing of what was sent."""
    assert site.client.post(WEBHOOK, content=body()).status_code == 401
    assert site.client.post(WEBHOOK, content=b"{", headers=HEADERS).status_code == 400
    assert site.client.post(WEBHOOK, content=b" " * (MOST_BYTES + 1), headers=HEADERS).status_code == 413


def test_a_body_without_a_length_is_bounded_too(site: Site) -> None:
    """What is sent piece by piece is not read beyond what is allowed."""
    pieces = (b" " * 10_000 for _ in range(100))
    answered = site.client.post(WEBHOOK, content=pieces, headers=HEADERS)
    assert answered.status_code == 413


def test_a_body_in_pieces(site: Site) -> None:
    """It is put together."""
    content = body()
    pieces = (content[start : start + 50] for start in range(0, len(content), 50))
    assert site.client.post(WEBHOOK, content=pieces, headers=HEADERS).status_code == 200


def test_who_hangs_up_breaks_nothing(site: Site) -> None:
    """Half a request, and the next one is answered."""
    address = urlsplit(site.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.putrequest("POST", WEBHOOK)
    connection.putheader("Authorization", HEADERS["authorization"])
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"{")
    connection.close()
    assert site.client.post(WEBHOOK, content=body(), headers=HEADERS).status_code == 200


def test_the_address_is_only_there_with_a_token() -> None:
    """Without one nothing is mounted, and the service says that there is nothing."""
    office = Office()
    made = (office.service, office.answerer, Inline(EmbeddedRecognizer()), Metrics(), lambda: NOW)
    assert channel(Secret(), *made).mounts == {}
    assert set(channel(Secret(TOKEN), *made).mounts) == {WEBHOOK}
    running = Site()
    try:
        assert running.client.post(WEBHOOK, content=body(), headers=HEADERS).status_code == 404
    finally:
        running.close()


class Remote:
    """Somebody with a connection."""

    def __init__(self) -> None:
        self.closed = False

    async def recognize(self, utterance: Utterance) -> Recognition:
        """Is not asked here."""
        raise NotImplementedError

    async def close(self) -> None:
        """Note it."""
        self.closed = True


async def test_the_connection_is_closed_with_the_service() -> None:
    """When the service stops, Google is told goodbye."""
    office, remote = Office(), Remote()
    recognizer = FallbackRecognizer(remote, EmbeddedRecognizer(), Breaker(lambda: 0.0), None)
    (lifespan,) = channel(Secret(), office.service, office.answerer, recognizer, Metrics(), lambda: NOW).lifespans
    async with lifespan():
        assert not remote.closed
    assert remote.closed


@pytest.mark.parametrize(
    ("settings", "mounted", "lifespans"),
    [
        (Settings(), False, 0),
        (Settings(dialogflow_webhook_token=Secret(TOKEN)), True, 0),
        (Settings(dialogflow_project_id="p", dialogflow_api_endpoint="http://127.0.0.1:1"), False, 1),
        (Settings(dialogflow_project_id="p", dialogflow_webhook_token=Secret(TOKEN)), True, 1),
    ],
)
def test_what_is_configured_is_joined(settings: Settings, mounted: bool, lifespans: int) -> None:
    """The webhook by its token, the connection by the project, each without the other."""
    office = Office()
    recognizer = bootstrap.channel_recognizer(settings, office.metrics)
    found = bootstrap.dialogflow(settings, office.service, recognizer, office.metrics)
    assert (WEBHOOK in found.mounts) is mounted
    assert len(found.lifespans) == lifespans


def test_the_client_sees_the_security_headers_of_the_service(site: Site) -> None:
    """The webhook is an address of the service like any other: logged, counted, with an id."""
    answered: httpx.Response = site.client.post(WEBHOOK, content=body(), headers=HEADERS)
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert answered.headers["x-request-id"]
