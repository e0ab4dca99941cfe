"""Answers, memories and moments for the tests of the store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from bot.ids import new_id
from bot.replies import Block, BlockKind, Choice, Reply
from bot.store.port import Kept
from intents.followup import Remembered
from intents.requests import EstimateRequest, Message, RateItem, RateRequest, Request, ScenarioRequest, Volume, When
from pricing.types import Category, EntryPoint, EventType

NOW = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=-6)))
"""Not in UTC, and not a whole second: both have to survive."""
TICK = timedelta(microseconds=1)


def request() -> Request:
    """A story with most of what a request can hold."""
    message = Message(
        at=datetime(2024, 3, 1, 10, tzinfo=UTC),
        timed=True,
        type=EventType.TEMPLATE,
        category=Category.MARKETING,
        entry_point=EntryPoint.CTWA_AD,
        words="le mandé una promo",
    )
    return ScenarioRequest(
        intent="scenario.open",
        language="es",
        country="MX",
        when=When(day=date(2024, 3, 1)),
        messages=(message,),
        asked=0,
    )


def estimate() -> Request:
    """Volumes, whose figures are decimals."""
    volume = Volume(country="ES", category=Category.UTILITY, low=Decimal("1000.5"), high=Decimal(2000))
    return EstimateRequest(intent="estimate.volume", language="en", volumes=(volume,), budget=Decimal("0.10"))


def reply(language: str) -> Reply:
    """A reply with lines, rows and a button."""
    return Reply(
        language=language,
        blocks=(
            Block(kind=BlockKind.VERDICT, lines=("Abre una conversación ✓ «ñandú» 🇲🇽",)),
            Block(kind=BlockKind.STEPS, rows=(("10:00", "marketing"), ("11:00", "—")), charged=(True, None)),
        ),
        choices=(Choice(label="México", slot="country", value="MX"),),
        link="http://127.0.0.1:8080/a/x",
    )


def kept(**fields: Any) -> Kept:
    """An answer with a new id; fields as given."""
    given: dict[str, Any] = {
        "id": new_id(),
        "kept_at": NOW,
        "asked_at": datetime(2024, 3, 1, 9, 30, tzinfo=UTC),
        "language": "es",
        "question": "¿cuánto cuesta mandarle una promo al +•• •• •••• ••••?",
        "object": {"lang": "es", "era": "2023-06", "verdict": {"amount": "0.0436", "charged": None}, "events": []},
        "replies": {"es": reply("es"), "en": reply("en")},
        "request": request(),
        "timezone": "America/Mexico_City",
    }
    return Kept(**(given | fields))


def remembered(country: str = "MX", needs: tuple[str, ...] = ()) -> Remembered:
    """What a question for a country's price leaves open."""
    item = RateItem(country=country, category=Category.UTILITY)
    return Remembered(
        request=RateRequest(intent="rate.lookup", language="es", country=country, items=(item,)), needs=needs
    )
