"""The fold itself: what a timeline may not say, what it begins with, what it leaves behind, and its sums."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from pricing.assess import assess
from pricing.errors import (
    InvalidPhone,
    InvalidTimeline,
    PricingError,
    UnknownCountry,
    UnknownCurrency,
    UnknownEra,
    UnknownTimeZone,
)
from pricing.parameters import Ruleset, packaged
from pricing.types import (
    Business,
    Category,
    Customer,
    EntryPoint,
    Event,
    EventType,
    FreeReason,
    InternationalStart,
    NoPrice,
    Price,
    Status,
    Timeline,
    Usage,
    VolumeUsed,
)
from tests.pricing.assessing import AD, BOOK, HOUR, SPAIN, START, assessed, freeform, template

NAIVE = datetime(2024, 3, 5, 9)  # noqa: DTZ001  (what must be refused)
YEAR_8999 = datetime(8999, 12, 31, 23, tzinfo=UTC)

WRONG_EVENTS = [
    (replace(AD, at=NAIVE), "naive_instant", "at"),
    (replace(AD, at=datetime(1969, 12, 31, tzinfo=UTC)), "out_of_range", "at"),
    (replace(AD, at=datetime(9000, 1, 1, tzinfo=UTC)), "out_of_range", "at"),
    (Event(at=START, type=EventType.TEMPLATE), "missing_category", "category"),
    (template(0, Category.SERVICE), "not_a_template_category", "category"),
    (template(0, Category.AUTHENTICATION_INTERNATIONAL), "not_a_template_category", "category"),
    (replace(freeform(0), category=Category.MARKETING), "contradiction", "category"),
    (replace(template(0), entry_point=EntryPoint.CTWA_AD), "contradiction", "entry_point"),
    (replace(AD, status=Status.FAILED), "contradiction", "status"),
    (Event(at=START, type=EventType.CALL, status=Status.FAILED), "contradiction", "status"),
    (Event(at=START, type=EventType.CALL, entry_point=EntryPoint.PAGE_CTA), "contradiction", "entry_point"),
    (replace(template(0), free_entry_point_expires_at=NAIVE), "naive_instant", "free_entry_point_expires_at"),
]


@pytest.mark.parametrize(("event", "reason", "field"), WRONG_EVENTS)
def test_what_an_event_may_not_say(event: Event, reason: str, field: str) -> None:
    """An event that contradicts itself, or whose instant is none, is refused, and named."""
    with pytest.raises(InvalidTimeline) as caught:
        assessed(AD, event)
    assert (caught.value.detail, caught.value.field) == (reason, f"events[1].{field}")


INTERNATIONAL = "business.authentication_international[0].start"
FROM_NAIVE = Business(authentication_international=(InternationalStart(country="IN", start=NAIVE),))
NEGATIVE = VolumeUsed(market="India", category=Category.UTILITY, units=-1)
WRONG_FIELDS = [
    ({"free_used": -1}, InvalidTimeline, "free_used"),
    ({"volumes_used": (NEGATIVE,)}, InvalidTimeline, "volumes_used"),
    ({"business": FROM_NAIVE}, InvalidTimeline, INTERNATIONAL),
    ({"rules": "2019"}, UnknownEra, "rules"),
    ({"timezone": "Mars/Olympus"}, UnknownTimeZone, "timezone"),
    ({"currency": "usd"}, UnknownCurrency, "currency"),
    ({"customer": Customer(phone="12345")}, InvalidPhone, "customer"),
    ({"customer": Customer(country="XX")}, UnknownCountry, "customer.country"),
]


@pytest.mark.parametrize(("fields", "error", "field"), WRONG_FIELDS)
@pytest.mark.parametrize("events", [(), (AD,)])
def test_what_a_timeline_may_not_say(
    events: tuple[Event, ...], fields: dict[str, object], error: type[PricingError], field: str
) -> None:
    """Each mistake has its own error, which names the field, even if nothing would be charged."""
    with pytest.raises(error) as caught:
        assessed(*events, **fields)
    assert caught.value.field == field


def test_before_the_first_rules() -> None:
    """By its own date an event before February 2022, account time, has no rules; under the rules of an era it has."""
    early = replace(AD, at=datetime(2022, 1, 31, 23, 59, 59, tzinfo=UTC))
    with pytest.raises(UnknownEra) as caught:
        assessed(template(0), early, rules=None)
    assert (caught.value.detail, caught.value.field) == ("2022-01-31", "events[1].at")
    assert assessed(early, rules=None, timezone="Asia/Tokyo").eras == ("2022-02",)
    assert assessed(early).eras == ("2023-06",)


def test_far_future() -> None:
    """The last year that is taken still has room for every window and month."""
    chat = assessed(replace(AD, at=YEAR_8999), replace(freeform(0), at=YEAR_8999), rules="2026-10")
    assert chat.verdicts[1].expires_at == YEAR_8999 + 72 * HOUR


def test_nothing_happened() -> None:
    """A chat without events costs nothing and has the era it was asked for, if any."""
    assert (assessed().eras, assessed().total, assessed().verdicts) == (("2023-06",), 0, ())
    assert assessed(rules=None).eras == ()


def test_total_keeps_the_decimals_of_the_card() -> None:
    """Amounts and totals are written as the card prints them, four decimals."""
    assert str(assessed(template(0), template(0, Category.MARKETING)).total) == "0.0815"
    assert str(assessed(AD).total) == "0.0000"


def test_eras_and_cards_of_a_chat() -> None:
    """Without `rules` the eras are those of the events in order of time, the cards those that priced something."""
    june = datetime(2023, 5, 31, 12, tzinfo=UTC)
    chat = assessed(AD, template(2), replace(AD, at=june), rules=None)
    assert chat.eras == ("2022-02", "2023-06")
    later = assessed(template(0), template(0, start=datetime(2024, 9, 1, tzinfo=UTC)), rules=None)
    assert later.rate_cards == (date(2023, 6, 1), date(2024, 8, 1))
    assert assessed(AD, rules=None).rate_cards == ()


def test_price_says_where_it_stands() -> None:
    """A charged event carries card, market, category and how well the figure is attested."""
    price = assessed(template(0)).verdicts[0].price
    assert isinstance(price, Price)
    assert (price.card, price.market, price.category) == (date(2024, 10, 1), "Spain", Category.UTILITY)
    assert price.basis


def test_no_price_says_why() -> None:
    """Where there is none, the reason is given, and the bill has no total."""
    chat = assessed(template(0), currency="GBP")
    price = chat.verdicts[0].price
    assert isinstance(price, NoPrice)
    assert (price.reason, chat.total, chat.unpriced) == ("currency", None, 1)


def test_market_is_that_of_the_rules_asked_for() -> None:
    """With an era the customer's market is that of the card's day, not of the event's."""
    poland = {"customer": Customer(country="PL"), "rules": "2025-07"}
    price = assessed(template(0, start=datetime(2025, 8, 1, tzinfo=UTC)), **poland).verdicts[0].price
    assert isinstance(price, Price)
    assert price.market == "Poland"


def test_indexes_are_those_of_the_input() -> None:
    """Verdicts come in order of time and name the place in the input; `at` is as it was given."""
    tokyo = datetime.fromisoformat("2024-03-05T17:00:00+09:00")
    chat = assessed(template(1), Event(at=tokyo, type=EventType.INBOUND))
    assert [verdict.index for verdict in chat.verdicts] == [1, 0]
    assert chat.verdicts[0].at.utcoffset() == timedelta(hours=9)


def test_units_used_afterwards() -> None:
    """What a chat leaves of the month is told: of the last event's month."""
    chat = assessed(AD, freeform(25), replace(AD, entry_point=None), freeform(1), rules="2026-10", free_used=10)
    assert chat.free_used == 10
    used = assessed(replace(AD, entry_point=None), freeform(1), freeform(2), rules="2026-10", free_used=10)
    assert used.free_used == 12
    assert used.closing.usage == Usage(month=date(2024, 3, 1), free_units=12)
    in_april = assessed(replace(AD, entry_point=None), freeform(1), template(24 * 30), rules="2026-10", free_used=10)
    assert in_april.free_used == 0


def judged(**changes: bool) -> Ruleset:
    """The packaged rules with judgements decided otherwise."""
    segments = [replace(one, judgements=replace(one.judgements, **changes)) for one in packaged().segments]
    return Ruleset(packaged().eras, tuple(segments))


def test_uncertain_days_taken_as_free() -> None:
    """Who opts in gets 72 to 168 hours after the answer for free, flagged (J4)."""
    timeline = Timeline(events=(AD, freeform(0), template(72), template(168)), rules="2026-10", customer=SPAIN)
    verdicts = assess(timeline, BOOK, judged(uncertain_free_entry_point_is_free=True)).verdicts
    assert [verdict.charged for verdict in verdicts] == [False, False, False, True]
    assert verdicts[2].flags == ("fep_uncertain",)
    assert verdicts[2].expires_at == START + 168 * HOUR
    assert [verdict.charged for verdict in assess(timeline, BOOK).verdicts] == [False, False, True, True]


def test_no_free_units_at_all() -> None:
    """Where a rule gives no free unit, it does not matter that nobody said how many are used."""
    segments = tuple(replace(one, free_units=0) for one in packaged().segments)
    chat = (replace(AD, entry_point=None), freeform(1))
    timeline = Timeline(events=chat, rules="2026-10", customer=SPAIN, free_used=None)
    assert assess(timeline, BOOK).verdicts[1].charged is None
    assert assess(timeline, BOOK, Ruleset(packaged().eras, segments)).verdicts[1].charged is True


def test_partner_judged_otherwise() -> None:
    """Who assumes direct integration gets no free business-initiated conversation in May 2023 (V4)."""
    timeline = Timeline(events=(template(0, start=datetime(2023, 5, 2, tzinfo=UTC)),), customer=SPAIN)
    assert assess(timeline, BOOK).verdicts[0].free_reason is FreeReason.FREE_TIER
    assert assess(timeline, BOOK, judged(served_by_partner=False)).verdicts[0].charged


def test_amount_and_total_are_decimals() -> None:
    """Money is never a float."""
    chat = assessed(template(0))
    assert isinstance(chat.total, Decimal)
