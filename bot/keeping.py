"""From an answer to what is kept of it: both languages, no phone number, nobody's name."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.answer import Answer
from bot.compose import compose
from bot.findings import Finding
from bot.masking import Hidden, mask
from bot.replies import Block, Reply
from bot.store.port import Kept
from intents.requests import CategoryRequest, Request, ScenarioRequest
from locales.translate import LANGUAGES
from pricing.errors import InvalidPhone
from pricing.phones import country_of_phone

_NOT_A_QUESTION = frozenset(("empty_question", "question_too_long"))


def keepable(answer: Answer) -> bool:
    """Whether there is anything to keep: an empty text and one beyond all measure are no questions."""
    return answer.finding.error not in _NOT_A_QUESTION


def kept_answer(id: str, now: datetime, question: str, answer: Answer, tickets: tuple[str, ...]) -> Kept:
    """Return an answer as it is kept now, with what is masked in the question masked wherever it recurs."""
    finding, hidden = answer.finding, Hidden.of(question, answer.finding.request.phone)
    return Kept(
        id=id,
        kept_at=now,
        asked_at=finding.asked_at,
        language=finding.request.language,
        question=mask(question),
        object={**answer.object, "text": hidden.mask(answer.text)},
        replies={language: _hide(_reply(answer, language), hidden) for language in LANGUAGES},
        request=without_phone(finding.request),
        timezone=finding.timezone,
        tickets=tickets,
    )


def without_phone(request: Request) -> Request:
    """Return a request without the customer's number: its country says the same to every rule and rate card."""
    request = replace(request, phone=None, country=request.country or _country(request.phone))
    if isinstance(request, ScenarioRequest):
        messages = tuple(replace(message, words=mask(message.words)) for message in request.messages)
        return replace(request, messages=messages)
    if isinstance(request, CategoryRequest):
        return replace(request, wording=mask(request.wording))
    return request


def _country(phone: str | None) -> str | None:
    if phone is None:
        return None
    try:
        return country_of_phone(phone)
    except InvalidPhone:
        return None


def _reply(answer: Answer, language: str) -> Reply:
    if language == answer.reply.language:
        return answer.reply
    return replace(compose(_in(language, answer.finding)), link=answer.reply.link)


def _in(language: str, finding: Finding) -> Finding:
    today = finding.today and _in(language, finding.today)
    return replace(finding, request=replace(finding.request, language=language), today=today)


def _hide(reply: Reply, hidden: Hidden) -> Reply:
    return replace(reply, blocks=tuple(_hidden_block(block, hidden) for block in reply.blocks))


def _hidden_block(block: Block, hidden: Hidden) -> Block:
    rows = tuple(tuple(hidden.mask(cell) for cell in row) for row in block.rows)
    return replace(block, lines=tuple(hidden.mask(line) for line in block.lines), rows=rows)
