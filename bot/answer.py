"""The use case: a question in, an answer out. The same for every channel.

Understanding (which may ask Google) is the recognizer's; everything after it is plain, synchronous work in here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.answering.desk import Desk, Point
from bot.answering.estimates import estimate
from bot.answering.rates import rates
from bot.answering.scenarios import scenario
from bot.answering.talk import category, failed, rule, talk
from bot.compose import compose
from bot.contract import answer_object
from bot.findings import Finding
from bot.plain import render
from bot.questions import Question
from bot.replies import Reply
from bot.settings import Settings
from intents.courtesy import without_courtesy
from intents.filling import filled
from intents.followup import Remembered, follow_up
from intents.language import detect
from intents.reader.tickets import split_tickets
from intents.recognizer import Recognition, Recognizer, Utterance
from intents.requests import (
    CategoryRequest,
    EstimateRequest,
    RateRequest,
    Request,
    RuleRequest,
    ScenarioRequest,
    UnknownRequest,
    When,
)
from intents.understanding import Setting, read, request_of
from pricing.errors import PricingError
from pricing.ratecards import RateBook
from pricing.types import NoPrice, Price

MOST_CHARACTERS = 8_000
"""Longer texts are turned away: no channel sends them, and a story of that length has no one question."""

_TELLING = 160
"""So many characters tell the language of any text."""
_detected = lru_cache(maxsize=64)(detect)
"""Asked twice for each question: by the recognizer's utterance and by the reply."""

_HANDLERS = {
    ScenarioRequest: scenario,
    RateRequest: rates,
    EstimateRequest: estimate,
    RuleRequest: rule,
    CategoryRequest: category,
}


class Answer(Struct, frozen=True, kw_only=True):
    """One answer in every form that a channel may need."""

    finding: Finding
    reply: Reply
    text: str
    object: dict[str, Any]
    remember: Remembered | None
    """What the next question of the conversation may refer to."""


class Answerer:
    """Answers questions; holds no state between them."""

    def __init__(self, settings: Settings, book: RateBook, recognizer: Recognizer) -> None:
        self._settings = settings
        self._book = book
        self._recognizer = recognizer

    def answer(self, question: Question, remembered: Remembered | None = None) -> Answer:
        """Answer with the recognizer at hand. Raises nothing: every error becomes a reply with its code."""
        return self.respond(question, self._recognizer.recognize(self.utterance(question, remembered)), remembered)

    def utterance(self, question: Question, remembered: Remembered | None = None) -> Utterance:
        """What a recognizer is to be asked."""
        contexts = tuple(f"needs_{need}" for need in remembered.needs) if remembered else ()
        return Utterance(
            text=without_courtesy(split_tickets(question.text[:MOST_CHARACTERS])[0]),
            language=self.language_of(question, remembered),
            session=question.conversation,
            contexts=contexts,
            about=remembered.request.intent if remembered else "",
        )

    def language_of(self, question: Question, remembered: Remembered | None = None) -> str:
        """An explicit choice, then the text, then the conversation so far, then the client's, then the default."""
        if question.language:
            return question.language
        detected, certainty = _detected(question.text[:_TELLING])
        if certainty > 0:
            return detected
        spoken = remembered.request.language if remembered else None
        return spoken or question.client_language or self._settings.cuanto_default_lang

    def respond(self, question: Question, recognition: Recognition, remembered: Remembered | None = None) -> Answer:
        """Answer with what a recognizer said."""
        desk = self._desk(question)
        language = self.language_of(question, remembered)
        request = self._request(question, recognition, remembered, language, desk)
        finding = self._finding(request, recognition, desk, question)
        reply = compose(finding)
        text = render(reply)
        keep = finding.error is None and request.kind in ("scenario", "rate", "estimate", "rule")
        return Answer(
            finding=finding,
            reply=reply,
            text=text,
            object=answer_object(finding, text, id=question.id),
            remember=Remembered(request=request, needs=finding.needs) if keep else remembered,
        )

    def _desk(self, question: Question) -> Desk:
        settings = self._settings
        desk = Desk(
            self._book,
            question.now,
            timezone=question.timezone or settings.cuanto_timezone,
            currency=question.currency or settings.cuanto_currency,
            default_rules=question.rules or settings.cuanto_default_era,
        )
        desk.handoff = settings.cuanto_handoff or None
        return desk

    def _request(
        self,
        question: Question,
        recognition: Recognition,
        remembered: Remembered | None,
        language: str,
        desk: Desk,
    ) -> Request:
        if problem := _unusable(question.text):
            return UnknownRequest(intent=f"smalltalk.{problem}", language=language, topic=problem)
        words, tickets = split_tickets(question.text)
        text = read(words, Setting(now=question.now, zone=ZoneInfo(desk.timezone), language=language))
        own = filled(request_of(text, recognition), recognition.slots)
        request = (remembered and follow_up(text, recognition, remembered)) or own
        if tickets:
            request = replace(request, ticket=tickets[0])
        if request.country is None and question.country:
            request = replace(request, country=question.country)
        return request

    def _finding(self, request: Request, recognition: Recognition, desk: Desk, question: Question) -> Finding:
        if isinstance(request, UnknownRequest) and request.topic != "not_understood":
            return failed(request, recognition, desk, request.topic)
        try:
            point = desk.point(request.when)
            finding = _handled(request, recognition, desk, point)
            return _with_today(finding, request, recognition, desk, point, question)
        except PricingError as error:
            return failed(request, recognition, desk, error.code)


def _unusable(text: str) -> str | None:
    if not any(character.isalnum() for character in text):
        return "empty_question"
    return "question_too_long" if len(text) > MOST_CHARACTERS else None


def _handled(request: Request, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    handler: Any = _HANDLERS.get(type(request), talk)
    finding: Finding = handler(request, recognition, desk, point)
    return finding


def _with_today(
    finding: Finding, request: Request, recognition: Recognition, desk: Desk, point: Point, question: Question
) -> Finding:
    """Add what today's rules give, where nobody named a date and it differs."""
    if not point.assumed or not isinstance(request, ScenarioRequest | RateRequest | EstimateRequest):
        return finding
    if isinstance(request, RateRequest) and request.dates:
        return finding
    today = _handled(_under(request, desk.today), recognition, desk, desk.todays())
    return replace(finding, today=today) if _differs(finding, today) else finding


def _under(request: Request, day: date) -> Request:
    return replace(request, when=When(day=day))


def _differs(finding: Finding, today: Finding) -> bool:
    return _told(finding) != _told(today)


def _told(finding: Finding) -> tuple[object, ...]:
    """What a person would notice: the verdict and the figure, not which card it was printed on."""
    summary = finding.summary
    verdict = summary.opens, summary.category, summary.charged, summary.free_reason, summary.sendable, summary.total
    figures = [
        _figure(summary.price),
        *((item.category, _figure(item.price), item.total_high) for item in finding.items),
    ]
    return (*verdict, *figures)


def _figure(price: Price | NoPrice | None) -> Decimal | None:
    return price.amount if isinstance(price, Price) else None
