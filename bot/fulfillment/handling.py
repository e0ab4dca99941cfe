"""From a call of the webhook to its answer, within Google's five seconds whatever happens around it."""

from __future__ import annotations

import asyncio
import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct

from bot.answer import Answer, Answerer
from bot.fulfillment.asked import Asked, NotAsked, decode
from bot.fulfillment.told import NOTHING, called, response
from bot.logs import logger
from bot.metrics import Metrics
from bot.questions import Question
from bot.service import Service
from bot.settings import Secret
from intents import catalog
from intents.catalog import UNKNOWN
from intents.dialogflow.blueprint import load
from intents.recognizer import Recognition, Recognizer

CHANNEL = "dialogflow"
MOST_BYTES = 256 * 1024
"""A larger call is none of Google's: its texts have 256 characters."""
PATIENCE = 3.5
"""Seconds that remembering and keeping may take of Google's five; then the answer goes out without."""


class Reply(Struct, frozen=True):
    """What goes back over HTTP; the body is JSON."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Fulfillment:
    """Answers calls of the webhook; may be called any number of times at once."""

    def __init__(
        self,
        token: Secret,
        service: Service,
        answerer: Answerer,
        embedded: Recognizer,
        metrics: Metrics,
        clock: Callable[[], datetime],
        *,
        patience: float = PATIENCE,
    ) -> None:
        """`embedded` gives a second opinion where Google understood nothing. Without a token nobody is let in."""
        self._token = token
        self._service = service
        self._answerer = answerer
        self._embedded = embedded
        self._metrics = metrics
        self._clock = clock
        self._patience = patience

    def refusal(self, headers: Mapping[str, str]) -> Reply | None:
        """Return why a call is refused before its body is read, by its headers (names in lower case)."""
        if not self._admitted(headers.get("authorization", "")):
            return self._refused(401, "unauthorized", ("WWW-Authenticate", "Bearer"))
        length = headers.get("content-length", "0")
        return self.too_large() if not length.isdecimal() or int(length) > MOST_BYTES else None

    def too_large(self) -> Reply:
        """Return the refusal of a body that is too large."""
        return self._refused(413, "too_large")

    async def reply(self, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one call: 200 with a `WebhookResponse`, else 401, 413 or 400."""
        if refusal := self.refusal(headers):
            return refusal
        if len(body) > MOST_BYTES:
            return self.too_large()
        try:
            asked = decode(body)
        except NotAsked:
            return self._refused(400, "not_a_webhook_request")
        if not asked.text.strip():
            return self._refused(400, "no_question")
        self._metrics.event(CHANNEL, "new")
        return Reply(200, NOTHING if asked.ours else await self._told(asked))

    async def _told(self, asked: Asked) -> bytes:
        recognition = asked.recognition()
        if recognition.intent not in catalog.load().intents:
            second = self._embedded.recognize(self._answerer.utterance(self._question(asked)))
            if recognition.intent == UNKNOWN and second.believed and not asked.by_event:
                return called(asked, second.intent)
            recognition = second if second.believed or recognition.intent != UNKNOWN else recognition
        return response(asked, await self._answered(asked, recognition))

    async def _answered(self, asked: Asked, recognition: Recognition) -> Answer:
        question = self._question(asked)
        try:
            async with asyncio.timeout(self._patience):
                return (await self._service.ask(question, recognition=recognition)).answer
        except TimeoutError:
            logger().error("webhook_too_slow", seconds=self._patience)
            return self._answerer.respond(question, recognition)

    def _question(self, asked: Asked) -> Question:
        """A welcome has no words of anybody's, whose language could be told."""
        welcome = asked.query_result.action == load().welcome.action
        return Question(
            text=asked.text,
            now=self._clock(),
            conversation=f"{CHANNEL}:{asked.session}",
            language=asked.language if welcome else None,
            client_language=asked.language,
            channel=CHANNEL,
        )

    def _admitted(self, authorization: str) -> bool:
        """Whether the token came along: as a bearer's, or as the password of a user of any name."""
        token = self._token.reveal().encode()
        given = _credential(authorization)
        return bool(token) and hmac.compare_digest(given, token)

    def _refused(self, status: int, code: str, *headers: tuple[str, str]) -> Reply:
        self._metrics.event(CHANNEL, "refused")
        logger().warning("webhook_refused", status=status, code=code)
        return Reply(status, f'{{"error": {{"code": "{code}"}}}}'.encode(), headers)


def _credential(authorization: str) -> bytes:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode()
    if scheme.lower() != "basic":
        return b""
    try:
        return b64decode(value, validate=True).partition(b":")[2]
    except NotBase64:
        return b""
