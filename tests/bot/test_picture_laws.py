"""Laws of pictures: axis, windows and widths of text, for any instants and any words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from bot.picture.axis import Axis
from bot.picture.markup import element, text
from bot.picture.measure import width, wrapped
from bot.picture.windows import window_spans

START = datetime(2024, 1, 1, tzinfo=UTC)
INSTANTS = some.integers(0, 60 * 24 * 400).map(lambda minutes: START + timedelta(minutes=minutes))
SPANS = some.integers(1, 60 * 24 * 700).map(lambda minutes: timedelta(minutes=minutes))
ZONES = some.sampled_from(["UTC", "America/Mexico_City", "Europe/Madrid", "Asia/Kathmandu", "Australia/Lord_Howe"])
LENGTH = timedelta(hours=24)


def axis(start: datetime, span: timedelta) -> Axis:
    """An axis as pictures have it."""
    return Axis(start=start, end=start + span, left=28, right=572)


@given(INSTANTS, SPANS, some.lists(INSTANTS, min_size=2))
def test_places_keep_the_order_of_time_and_stay_on_the_axis(
    start: datetime, span: timedelta, instants: list[datetime]
) -> None:
    """Later is never further left, and nothing lies outside."""
    places = [axis(start, span).x(at) for at in sorted(instants)]
    assert places == sorted(places)
    assert all(28 <= place <= 572 for place in places)


@given(INSTANTS, SPANS)
def test_both_ends_are_where_they_should_be(start: datetime, span: timedelta) -> None:
    """The axis begins on its left and ends on its right."""
    found = axis(start, span)
    assert (found.x(found.start), found.x(found.end)) == (28, 572)


@given(INSTANTS, SPANS, ZONES)
def test_ticks_are_few_even_and_inside(start: datetime, span: timedelta, zone: str) -> None:
    """At most seven names, in order, inside, on whole hours of the zone's clock."""
    ticks = axis(start, span).ticks(ZoneInfo(zone))
    assert len(ticks) <= 8
    assert ticks == sorted(ticks)
    assert all(start <= tick <= start + span and tick.minute == 0 for tick in ticks)


@given(INSTANTS, SPANS)
def test_elapsed_hours_begin_at_nothing(start: datetime, span: timedelta) -> None:
    """Where no time was said, counting begins at the first message and stays inside."""
    elapsed = axis(start, span).elapsed()
    assert elapsed[0] == timedelta(0)
    assert elapsed[-1] <= span
    assert len(elapsed) <= 7


@given(some.lists(INSTANTS))
def test_windows_hold_each_message_and_a_day_after_it(written: list[datetime]) -> None:
    """Any message lies in exactly one window, which lasts a day from its last message on and ends before the next."""
    spans = window_spans(written, LENGTH)
    for at in written:
        assert sum(start <= at < end for start, end in spans) == 1
    for start, end in spans:
        inside = [at for at in written if start <= at < end]
        assert (min(inside), max(inside) + LENGTH) == (start, end)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(some.text(max_size=200), some.floats(20, 600))
def test_wrapped_lines_fit_and_lose_no_word(words: str, room: float) -> None:
    """No line is wider than the room, unless not even an ellipsis fits; what is not cut is all there."""
    lines = wrapped(words, 13, room)
    assert all(width(line, 13) <= room for line in lines if line != "…")
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == words


@given(some.text(), some.floats(-1000, 1000))
def test_any_text_is_markup_that_can_be_read(words: str, place: float) -> None:
    """Whatever stands in a text or an attribute, what is drawn is well formed and says the same."""
    usable = "".join(sign for sign in words if sign >= " " and sign not in "\ufffe\uffff")
    found = ElementTree.fromstring(element("g", text(words, place, place, "label"), id=words))
    assert found[0].text in (usable, None)
    assert found.attrib["id"] == usable
