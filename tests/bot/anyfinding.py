"""Hypothesis strategies: any finding that the types allow, whether or not an engine would ever make it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bot.findings import EraLine, Finding, Item, Summary
from intents.recognizer import Recognition
from intents.requests import (
    CategoryRequest,
    EstimateRequest,
    Message,
    RateRequest,
    Request,
    RuleRequest,
    ScenarioRequest,
    TalkRequest,
    UnknownRequest,
)
from locales.topics import topics
from pricing.types import (
    Assessment,
    Category,
    Device,
    EntryPoint,
    EventType,
    FreeReason,
    NoPrice,
    Price,
    Status,
    Verdict,
)

LANGUAGES = ("es", "en")
ERAS = ("2022-02", "2023-06", "2024-11", "2025-04", "2025-07", "2026-10")
RULES = ("A1", "A10", "C5", "C22", "P1", "N2", "J4", "Z99")
CODES = ("month_of_30_days", "default_era", "times_in_order", "never_heard_of")

languages = st.sampled_from(LANGUAGES)
categories = st.sampled_from(Category)
countries = st.sampled_from((None, "MX", "BO", "US", "CI", "QQ"))
markets = st.sampled_from((None, "Mexico", "Rest of Latin America", "Andean Bloc"))
amounts = st.decimals(min_value=0, max_value=99, places=4)
sums = st.decimals(min_value=0, max_value=10**7, places=4)
counts = st.integers(min_value=0, max_value=10**7).map(Decimal)
days = st.dates(min_value=date(2022, 2, 1), max_value=date(2027, 12, 31))
minutes = st.integers(min_value=0, max_value=2_500_000)
instants = minutes.map(lambda count: datetime(2022, 2, 1, tzinfo=UTC) + timedelta(minutes=count))
flags = st.lists(st.sampled_from(("fep_uncertain", "page_button_unconfirmed", "new_flag")), max_size=2).map(tuple)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return the values, or `None`."""
    return st.none() | values


prices = st.builds(
    Price,
    amount=amounts,
    currency=st.sampled_from(("USD", "EUR", "INR")),
    market=st.sampled_from(("Mexico", "Other", "Andean Bloc")),
    category=categories,
    card=days,
    source=st.sampled_from(("packaged", "own euros.csv")),
    basis=st.sampled_from(("direct", "carried", "derived", "own", "guessed")),
    tier_from=optional(st.integers(min_value=1, max_value=10**6)),
)
no_prices = st.builds(
    NoPrice,
    reason=st.sampled_from(("no_country", "unknown_country", "no_card", "blank_cell", "currency", "strange")),
    market=markets,
    category=optional(categories),
    card=optional(days),
    nearest=optional(prices),
)
summaries = st.builds(
    Summary,
    opens=optional(st.booleans()),
    category=optional(categories),
    charged=optional(st.booleans()),
    free_reason=optional(st.sampled_from(FreeReason)),
    sendable=optional(st.booleans()),
    price=optional(prices | no_prices),
    currency=st.sampled_from(("USD", "EUR")),
    country=countries,
    market=markets,
    quantity=optional(counts),
    billable_quantity=optional(counts),
    total=optional(sums),
)
items = st.builds(
    Item,
    country=countries,
    market=markets,
    category=optional(categories),
    price=prices | no_prices,
    low=optional(counts),
    high=optional(counts),
    billable_low=optional(counts),
    billable_high=optional(counts),
    total_low=optional(sums),
    total_high=optional(sums),
    era=optional(st.sampled_from(ERAS)),
    cheapest=st.booleans(),
)
era_lines = st.builds(
    EraLine,
    era=st.sampled_from(ERAS),
    card=optional(days),
    opens=st.integers(min_value=0, max_value=99),
    charged=counts,
    total=optional(sums),
    difference=optional(st.decimals(min_value=-(10**6), max_value=10**6, places=4)),
)
messages = st.builds(
    Message,
    at=instants,
    timed=st.booleans(),
    type=st.sampled_from(EventType),
    category=optional(categories),
    entry_point=optional(st.sampled_from(EntryPoint)),
    device=st.sampled_from(Device),
    status=st.sampled_from(Status),
)


@st.composite
def assessments(draw: st.DrawFn, size: int) -> Assessment:
    """Verdicts at the positions of the messages, in any order."""
    order = draw(st.permutations(range(size)))
    verdicts = tuple(
        Verdict(
            index=index,
            at=draw(instants) + timedelta(minutes=index),
            type=draw(st.sampled_from(EventType)),
            era=draw(st.sampled_from(ERAS)),
            category=draw(optional(categories)),
            opens=draw(st.booleans()),
            charged=draw(optional(st.booleans())),
            free_reason=draw(optional(st.sampled_from(FreeReason))),
            sendable=draw(st.booleans()),
            expires_at=draw(optional(instants)),
            price=draw(optional(prices | no_prices)),
            flags=draw(flags),
        )
        for index in order
    )
    return Assessment(
        verdicts=verdicts,
        eras=draw(st.lists(st.sampled_from(ERAS), max_size=2).map(tuple)),
        rate_cards=(),
        conversations_opened=draw(st.integers(min_value=0, max_value=size)),
        total=draw(optional(sums)),
        unpriced=draw(st.integers(min_value=0, max_value=size)),
        currency="USD",
    )


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request of any kind, in either language."""
    language, topic = draw(languages), draw(st.sampled_from((*topics(), "greeting", "abuse", "general", "odd")))
    made = (
        ScenarioRequest(
            intent="scenario.story",
            language=language,
            messages=tuple(draw(st.lists(messages, max_size=4))),
            copies=draw(st.integers(min_value=1, max_value=500)),
        ),
        RateRequest(intent="rate.lookup", language=language),
        EstimateRequest(intent="estimate.bill", language=language, budget=draw(optional(sums))),
        RuleRequest(intent=f"rule.{topic}", language=language, topic=topic),
        CategoryRequest(
            intent="category.content",
            language=language,
            category=draw(optional(categories)),
            reason=draw(st.sampled_from(("promotion", "survey_contested", "unknown", "odd"))),
            contested=tuple(draw(st.lists(categories, max_size=2, unique=True))),
        ),
        TalkRequest(intent=f"smalltalk.{topic}", language=language, topic=topic),
        TalkRequest(intent=f"offtopic.{topic}", language=language, topic=topic),
        UnknownRequest(intent="unknown", language=language),
    )
    return draw(st.sampled_from(made))


@st.composite
def findings(draw: st.DrawFn, *, depth: int = 1, request: Request | None = None) -> Finding:
    """A finding of any kind, with at most one finding for today inside."""
    asked_for = request or draw(requests())
    size = len(asked_for.messages) if isinstance(asked_for, ScenarioRequest) else 0
    topic = getattr(asked_for, "topic", None) or draw(optional(st.sampled_from(sorted(topics()))))
    return Finding(
        request=asked_for,
        recognition=Recognition(name="embedded", intent=asked_for.intent, confidence=0.9, threshold=0.6),
        era=draw(st.sampled_from(ERAS)),
        asked_at=draw(instants),
        timezone=draw(st.sampled_from(("UTC", "America/Mexico_City", "Asia/Kolkata"))),
        summary=draw(summaries),
        items=tuple(draw(st.lists(items, max_size=3))),
        assessment=draw(assessments(size)) if size and draw(st.booleans()) else None,
        asked=draw(optional(st.integers(min_value=0, max_value=5))),
        conversations_opened=draw(optional(st.integers(min_value=0, max_value=9))),
        needs=tuple(draw(st.lists(st.sampled_from(("country", "category", "quantity", "when")), unique=True))),
        topic=topic,
        rules=tuple(draw(st.lists(st.sampled_from(RULES), unique=True))),
        today=draw(findings(depth=0, request=asked_for)) if depth and draw(st.booleans()) else None,
        assumptions=tuple(draw(st.lists(st.sampled_from(CODES), max_size=2))),
        comparison=tuple(draw(st.lists(era_lines, max_size=3))),
        budget_buys=draw(optional(counts)),
        handoff=draw(st.sampled_from((None, "#help", "https://help.example"))),
        error=draw(st.sampled_from((None, None, None, "unknown_country", "brand_new"))),
    )
