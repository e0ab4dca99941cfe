"""Answers without a price: rules, categories of messages, small talk, what is out of scope or was not understood."""

from __future__ import annotations

from msgspec.structs import replace

from bot.answering.desk import Desk, Point
from bot.findings import Finding, Summary
from intents.recognizer import Recognition
from intents.requests import CategoryRequest, Request, RuleRequest
from locales.topics import rules_of
from pricing.markets import country_of, market_of
from pricing.types import Category, Customer


def rule(request: RuleRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Explain a rule as it stood at one point in time."""
    return _plain(request, recognition, desk, point, topic=request.topic, rules=rules_of(request.topic, point.era))


def category(request: CategoryRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Say which category a message is (A8: Meta decides, and the price follows the category at the time of use)."""
    finding = _plain(request, recognition, desk, point, topic=_category_topic(request), rules=("A8", "C1", "C27"))
    needs = ("category",) if request.category is None and not request.contested else ()
    if request.category is None or not (request.country or request.phone):
        summary = Summary(category=request.category, currency=desk.currency, country=request.country)
        return replace(finding, summary=summary, needs=needs)
    return _priced(finding, request.category, desk, point)


def _priced(finding: Finding, category: Category, desk: Desk, point: Point) -> Finding:
    """Add what the category costs where the customer is."""
    request = finding.request
    customer = Customer(country=request.country, phone=None if request.country else request.phone)
    market, currency = market_of(customer, point.day), desk.currency_of(request)
    price = desk.book.quote(market, category, currency, point.day)
    summary = Summary(category=category, price=price, currency=currency, country=country_of(customer), market=market)
    card = desk.book.card_in_force(point.day, currency)
    assumed = ("default_era",) if point.assumed else ()
    return replace(finding, summary=summary, rate_card=card, rules=(*finding.rules, "C22"), assumptions=assumed)


def _category_topic(request: CategoryRequest) -> str:
    if request.contested:
        return "feedback_survey_contested" if request.reason.startswith("survey") else "category_contested"
    return "category_by_content"


def talk(request: Request, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Small talk, a polite decline, or an honest `not understood`."""
    return _plain(request, recognition, desk, point, topic=getattr(request, "topic", None))


def failed(request: Request, recognition: Recognition, desk: Desk, code: str) -> Finding:
    """A question that ended in an error: nothing is priced, the code is put into words by the catalogs."""
    return Finding(
        request=request,
        recognition=recognition,
        era=desk.default_rules,
        asked_at=desk.now,
        timezone=desk.timezone,
        topic=code,
        error=code,
        handoff=desk.handoff,
    )


def _plain(
    request: Request,
    recognition: Recognition,
    desk: Desk,
    point: Point,
    *,
    topic: str | None,
    rules: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        request=request,
        recognition=recognition,
        era=point.era,
        asked_at=desk.now,
        timezone=desk.timezone,
        summary=Summary(currency=desk.currency),
        topic=topic,
        rules=rules,
        assumptions=("default_era",) if point.assumed and request.kind == "rule" else (),
        handoff=desk.handoff,
    )
