"""Volume tiers within one chat: which messages count, month by month."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from pricing.assess import assess
from pricing.ratecards import RateBook
from pricing.types import (
    Business,
    Category,
    Customer,
    InternationalStart,
    Price,
    Timeline,
    VolumeUsed,
)
from tests.pricing.assessing import AD, HOUR, freeform, template

UTILITY_TIERS = """Market,Category,Currency,From,To,Rate
India,Utility,USD,0,2,0.0014
India,Utility,USD,3,,0.0010
"""
AUTHENTICATION_TIERS = """India,Authentication,USD,0,2,0.0014
India,Authentication,USD,3,,0.0011
India,Authentication-international,USD,0,2,0.0304
India,Authentication-international,USD,3,,0.0200
"""
AUGUST = datetime(2026, 8, 10, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 10, tzinfo=UTC)


@pytest.fixture
def tiered(tmp_path: Path) -> RateBook:
    """The packaged cards with volume tiers for India from the third message on."""
    (tmp_path / "tiers 2026-07-01.csv").write_text(UTILITY_TIERS + AUTHENTICATION_TIERS, "utf-8")
    (tmp_path / "tiers 2026-10-01.csv").write_text(UTILITY_TIERS, "utf-8")
    return RateBook.with_own(tmp_path)


def amounts(timeline: Timeline, book: RateBook) -> list[str | None]:
    """Return what each event is charged."""
    verdicts = assess(timeline, book).verdicts
    return [str(one.price.amount) if isinstance(one.price, Price) else None for one in verdicts]


INDIA = Timeline(events=(), customer=Customer(country="IN"))


def test_volume_tiers(tiered: RateBook) -> None:
    """Each charged message counts towards its own category's tier, and only those beyond it are cheaper (P9, P12)."""
    events = tuple(template(hours, start=AUGUST) for hours in range(4))
    logins = tuple(template(hours, Category.AUTHENTICATION, AUGUST) for hours in range(4, 7))
    charged = amounts(replace(INDIA, events=events + logins), tiered)
    assert charged == ["0.0014", "0.0014", "0.0010", "0.0010", "0.0014", "0.0014", "0.0011"]


def test_free_messages_do_not_count(tiered: RateBook) -> None:
    """What a free entry point makes free counts towards no tier (P11, J7)."""
    ad = replace(AD, at=AUGUST)
    inside = tuple(template(hours, start=AUGUST) for hours in (1, 2, 3))
    outside = tuple(template(hours, start=AUGUST) for hours in (200, 201, 202))
    charged = amounts(replace(INDIA, events=(ad, *inside, *outside)), tiered)
    assert charged == [None] * 4 + ["0.0014", "0.0014", "0.0010"]


def test_tiers_start_anew_each_month(tiered: RateBook) -> None:
    """The count begins at nothing on the 1st, and at what was used in the month of the earliest event (P10, P13)."""
    used = (VolumeUsed(market="India", category=Category.UTILITY, units=1),)
    events = tuple(template(24 * day, start=AUGUST) for day in (0, 1, 22))
    assert amounts(replace(INDIA, events=events, volumes_used=used), tiered) == ["0.0014", "0.0010", "0.0014"]


def test_international_goes_on_counting(tiered: RateBook) -> None:
    """Authentication-international is another column of authentication's ladder: the count goes on (P14)."""
    start = InternationalStart(country="IN", start=AUGUST + 2 * HOUR)
    business = Business(country="US", authentication_international=(start,))
    events = tuple(template(hours, Category.AUTHENTICATION, AUGUST) for hours in range(4))
    charged = amounts(replace(INDIA, events=events, business=business), tiered)
    assert charged == ["0.0014", "0.0014", "0.0200", "0.0200"]


def test_service_has_no_tier(tiered: RateBook) -> None:
    """A charged service message pays the list rate of utility, and counts towards nothing (N1)."""
    events = [replace(AD, at=NOVEMBER, entry_point=None), *(freeform(hours, NOVEMBER) for hours in range(1, 5))]
    charged = amounts(replace(INDIA, events=(*events, template(5, start=NOVEMBER)), free_used=1000), tiered)
    assert charged == [None] + ["0.0014"] * 5


def test_volumes_are_carried(tiered: RateBook) -> None:
    """The count goes from one chat to the next with the closing state."""
    first = assess(replace(INDIA, events=(template(0, start=NOVEMBER), template(1, start=NOVEMBER))), tiered)
    later = replace(INDIA, events=(template(2, start=NOVEMBER),), opening=first.closing)
    assert amounts(later, tiered) == ["0.0010"]
