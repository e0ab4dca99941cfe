"""The use case for channels that wait for others: memory, choices, tickets, keeping and links around the answerer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bot.answer import Answer, Answerer
from bot.ids import new_id
from bot.keeping import keepable, kept_answer, without_phone
from bot.logs import logger
from bot.metrics import Metrics
from bot.questions import Question
from bot.recognizing import AsyncRecognizer
from bot.store.port import Choices, Store, StoreError
from bot.turns import Turns
from intents.followup import Remembered
from intents.reader.tickets import normalised, split_tickets
from intents.recognizer import Recognition

Value = TypeVar("Value")


class Served(Struct, frozen=True, kw_only=True):
    """An answer on its way to a channel."""

    answer: Answer
    """With the link in its reply and object, if there is one."""
    id: str | None = None
    link: str | None = None
    """Where the answer was kept; a link that was given never leads nowhere. `None`: not kept."""
    problem: str | None = None
    """Code of the `StoreError` that kept the answer from being kept, for callers who insist on a link."""


class Service:
    """Answers questions of every channel. One for the whole process; `ask` may be called any number of times at once.

    Never raises because of the store: without it, an answer goes out without a link and refers to nothing before it.
    """

    def __init__(
        self,
        answerer: Answerer,
        recognizer: AsyncRecognizer,
        store: Store,
        *,
        base_url: str,
        metrics: Metrics,
        clock: Callable[[], datetime],
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self._answerer = answerer
        self._recognizer = recognizer
        self._store = store
        self._base_url = base_url.rstrip("/")
        self._metrics = metrics
        self._clock = clock
        self._make_id = make_id
        self._turns = Turns()

    def link(self, id: str) -> str:
        """Return the address of a kept answer."""
        return f"{self._base_url}/a/{id}"

    async def ask(self, question: Question, *, keep: bool = True, recognition: Recognition | None = None) -> Served:
        """Answer a question. Those of one conversation are answered one after the other, in the order of asking.

        `recognition` is what somebody has recognized already; without it, the recognizer is asked.

        Raises `ValueError` for a ticket that is none: whoever lets people name one checks it.
        """
        async with self._turns.turn(question.conversation):
            with self._metrics.asking(question.channel):
                served = await self._ask(question, recognition, keep=keep)
        self._tell(question, served)
        return served

    async def _ask(self, question: Question, recognition: Recognition | None, *, keep: bool) -> Served:
        question = replace(question, text=_sayable(question.text))
        rest, tickets = _tickets(question)
        asked, remembered = await self._prepared(replace(question, text=rest))
        utterance = self._answerer.utterance(asked, remembered)
        recognition = recognition or await self._recognizer.recognize(utterance)
        answer = self._answerer.respond(asked, recognition, remembered)
        _, served = await asyncio.gather(
            self._remember(question, answer, remembered), self._keep(question, answer, tickets, keep=keep)
        )
        return served

    async def _prepared(self, question: Question) -> tuple[Question, Remembered | None]:
        """The question with the choices of who asks, and what their conversation is about."""
        choices, remembered = await asyncio.gather(self._choices(question), self._recall(question))
        changed = replace(
            question,
            language=question.language or choices.language,
            country=question.country or choices.country,
            rules=question.rules or choices.era,
        )
        return changed, remembered

    async def _choices(self, question: Question) -> Choices:
        if not question.person:
            return Choices()
        return await self._tried("choices", self._store.choices(question.person)) or Choices()

    async def _recall(self, question: Question) -> Remembered | None:
        if not question.conversation:
            return None
        return await self._tried("recall", self._store.recall(question.conversation, self._clock()))

    async def _remember(self, question: Question, answer: Answer, before: Remembered | None) -> None:
        remembered = answer.remember
        if not question.conversation or remembered is None or remembered is before:
            return
        masked = replace(remembered, request=without_phone(remembered.request))
        told = self._store.remember(question.conversation, masked, self._clock(), person=question.person)
        await self._tried("remember", told)

    async def _keep(self, question: Question, answer: Answer, tickets: tuple[str, ...], *, keep: bool) -> Served:
        if not keep or not keepable(answer):
            return Served(answer=answer)
        id = self._make_id()
        linked = _linked(answer, self.link(id))
        try:
            await self._store.keep(kept_answer(id, self._clock(), question.text, linked, tickets))
        except StoreError as error:
            self._failed("keep", error)
            return Served(answer=answer, problem=error.code)
        return Served(answer=linked, id=id, link=self.link(id))

    async def _tried(self, operation: str, attempt: Awaitable[Value]) -> Value | None:
        """The outcome, or `None` if the store is out of order: then the answer does without."""
        try:
            return await attempt
        except StoreError as error:
            self._failed(operation, error)
            return None

    def _failed(self, operation: str, error: StoreError) -> None:
        self._metrics.store_failed(operation, error.code)
        logger().warning("store_failed", operation=operation, code=error.code, detail=str(error))

    def _tell(self, question: Question, served: Served) -> None:
        finding = served.answer.finding
        kind = finding.error or finding.request.kind
        self._metrics.answered(question.channel, kind, finding.request.language, finding.recognition.name)
        logger().info(
            "answered",
            channel=question.channel,
            intent=finding.request.intent,
            era=finding.era,
            error=finding.error,
            recognizer=finding.recognition.name,
            kept=served.link is not None,
        )


def _sayable(text: str) -> str:
    """A text without halves of signs, which no file or page can hold."""
    return text.encode("utf-8", "replace").decode()


def _tickets(question: Question) -> tuple[str, tuple[str, ...]]:
    """The text without the tickets that it names, and all tickets that are named, sorted."""
    rest, named = split_tickets(question.text)
    if question.ticket is None:
        return rest, tuple(sorted(named))
    given = normalised(question.ticket)
    if given is None:
        raise ValueError("not a ticket")
    return rest, tuple(sorted({given, *named}))


def _linked(answer: Answer, link: str) -> Answer:
    return replace(answer, reply=replace(answer.reply, link=link), object={**answer.object, "link": link})
