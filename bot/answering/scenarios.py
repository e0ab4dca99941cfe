"""A story priced: does it open, which category, what is charged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from bot.answering.desk import Desk, Point
from bot.findings import EraLine, Finding, Summary
from intents.recognizer import Recognition
from intents.requests import Message, ScenarioRequest, Standing
from pricing import parameters
from pricing.assess import assess
from pricing.markets import country_of, market_of
from pricing.types import (
    TEMPLATE_CATEGORIES,
    Assessment,
    Category,
    Customer,
    Event,
    EventType,
    OpenConversation,
    Opening,
    Price,
    Timeline,
    Verdict,
)

_DAY = timedelta(hours=24)
_MOMENT = timedelta(hours=1)


def scenario(request: ScenarioRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Price a story under the rules of one point in time."""
    if not any(_is_unclear(message) for message in request.messages):
        return _priced(request, recognition, desk, point)
    if point.parameters.conversation_category == "initiator":  # no template has a category yet (rule V3)
        return replace(_tried(Category.MARKETING, request, recognition, desk, point), request=request)
    return _undecided(request, recognition, desk, point)


def _is_unclear(message: Message) -> bool:
    """A template whose category nobody said."""
    return message.type is EventType.TEMPLATE and message.category is None


def _undecided(request: ScenarioRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Try every category: what holds for all of them is said, and the category asked for."""
    findings = [_tried(category, request, recognition, desk, point) for category in TEMPLATE_CATEGORIES]
    first = findings[0]
    summary = first.summary
    same = {
        name: getattr(summary, name)
        for name in ("opens", "charged", "free_reason", "sendable")
        if all(getattr(other.summary, name) == getattr(summary, name) for other in findings)
    }
    shared = Summary(
        **same, currency=summary.currency, country=summary.country, market=summary.market, quantity=summary.quantity
    )
    needs = ("category", *first.needs) if "charged" not in same or same["charged"] is not False else ()
    opened = {finding.conversations_opened for finding in findings}
    return replace(
        first,
        request=request,
        summary=shared,
        needs=needs,
        conversations_opened=first.conversations_opened if len(opened) == 1 else None,
    )


def _tried(category: Category, request: ScenarioRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    messages = tuple(replace(m, category=category) if _is_unclear(m) else m for m in request.messages)
    return _priced(replace(request, messages=messages), recognition, desk, point)


def _priced(request: ScenarioRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    timeline = timeline_of(request, desk, point)
    assessment = assess(timeline, desk.book)
    by_index = {verdict.index: verdict for verdict in assessment.verdicts}
    verdict = by_index[request.asked] if request.asked is not None else _telling(assessment)
    summary = _summary(request, desk, point, verdict, timeline.customer)
    return Finding(
        request=request,
        recognition=recognition,
        era=verdict.era,
        rate_card=_card(assessment, desk, point, summary.currency),
        asked_at=desk.now,
        timezone=desk.timezone,
        summary=summary,
        assessment=assessment,
        asked=request.asked,
        conversations_opened=assessment.conversations_opened * request.copies,
        needs=("country",) if verdict.charged is not False and summary.country is None else (),
        topic=request.topic,
        rules=verdict.rules,
        assumptions=_assumptions(request, point, verdict),
        comparison=by_era(request, desk) if request.compare_eras else (),
    )


def _telling(assessment: Assessment) -> Verdict:
    """Of a story asked about as a whole: the last message that opens or costs anything, else the last one."""
    counting = [verdict for verdict in assessment.verdicts if verdict.opens or verdict.charged is not False]
    return (counting or list(assessment.verdicts))[-1]


def by_era(request: ScenarioRequest, desk: Desk) -> tuple[EraLine, ...]:
    """The same story under every era's rules and last card, oldest first; free ones are left unless it was said."""
    if request.situation.free_used is None:
        request = replace(request, situation=replace(request.situation, free_used=0))
    lines: list[EraLine] = []
    for era in parameters.eras():
        assessment = assess(timeline_of(request, desk, Point(era.name, assumed=False)), desk.book)
        total = None if assessment.total is None else assessment.total * request.copies
        before = lines[-1].total if lines else None
        line = EraLine(
            era=era.name,
            card=assessment.rate_cards[-1] if assessment.rate_cards else None,
            opens=assessment.conversations_opened * request.copies,
            charged=Decimal(sum(verdict.charged is True for verdict in assessment.verdicts) * request.copies),
            total=total,
            difference=None if total is None or before is None else total - before,
        )
        lines.append(line)
    return tuple(lines)


def timeline_of(request: ScenarioRequest, desk: Desk, point: Point) -> Timeline:
    """The story as a timeline for the engine."""
    free_used = request.situation.free_used
    return Timeline(
        events=tuple(_event(message) for message in request.messages),
        rules=point.rules,
        currency=desk.currency_of(request),
        timezone=desk.timezone,
        customer=Customer(phone=request.phone, country=request.country),
        free_used=free_used,
        opening=_opening(request),
    )


def _event(message: Message) -> Event:
    return Event(
        at=message.at,
        type=message.type,
        category=message.category,
        entry_point=message.entry_point,
        device=message.device,
        status=message.status,
    )


def _opening(request: ScenarioRequest) -> Opening:
    """What is said to be open already lasts through the story, unless it was said since when."""
    first = min(message.at for message in request.messages)
    last = max(message.at for message in request.messages)
    situation = request.situation
    conversations = tuple(
        OpenConversation(category=standing.category, ends_at=_end(standing, last))
        for standing in situation.open
        if not standing.free_entry_point
    )
    entry = next((standing for standing in situation.open if standing.free_entry_point), None)
    window = situation.window_open or any(conversation.category is Category.SERVICE for conversation in conversations)
    return Opening(
        conversations=conversations,
        window_ends_at=first + _DAY if window else None,
        free_entry_point_ends_at=last + _DAY if entry else None,
    )


def _end(standing: Standing, last: datetime) -> datetime:
    return standing.opened_at + _DAY if standing.opened_at else last + _MOMENT


def _summary(request: ScenarioRequest, desk: Desk, point: Point, verdict: Verdict, customer: Customer) -> Summary:
    charged = verdict.charged
    price = verdict.price if charged is not False else None
    copies = Decimal(request.copies)
    billable = None if charged is None else copies if charged else Decimal(0)
    total = price.amount * billable if isinstance(price, Price) and billable is not None else None
    return Summary(
        opens=verdict.opens,
        category=verdict.category,
        charged=charged,
        free_reason=verdict.free_reason,
        sendable=verdict.sendable,
        price=price,
        currency=desk.currency_of(request),
        country=country_of(customer),
        market=market_of(customer, point.day),
        quantity=copies,
        billable_quantity=billable,
        total=total,
    )


def _card(assessment: Assessment, desk: Desk, point: Point, currency: str) -> date | None:
    return assessment.rate_cards[-1] if assessment.rate_cards else desk.book.card_in_force(point.day, currency)


def _assumptions(request: ScenarioRequest, point: Point, verdict: Verdict) -> tuple[str, ...]:
    found = ["default_era"] if point.assumed else []
    if request.compare_eras and request.situation.free_used is None:
        found.append("allowance_left")
    if any(not message.timed for message in request.messages) and len(request.messages) > 1:
        found.append("times_in_order")
    if any(message.evident for message in request.messages):
        found.append("category_from_content")
    return (*found, *verdict.flags)
