"""When the messages of a story happened."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reader.instants import STEP, StoryClock
from intents.reader.lexer import mark
from intents.reader.marks import Clock, Day, Mark, MarkKind, Span, SpanSense
from intents.reader.outset import at_outset

ASKED = datetime(2026, 11, 23, 9, tzinfo=UTC)
FOLDER = Path(__file__).parents[2] / "cases" / "instants"


def _cases(name: str) -> list[tuple[str, str]]:
    sections = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")).values()
    return [case for section in sections for case in section.items()]


def _told(story: str, zone: str = "UTC", asked: datetime = ASKED) -> list[tuple[datetime, bool]]:
    times, placed = [mark(message).marks for message in story.split("|")], []
    clock = at_outset(StoryClock.start(asked, ZoneInfo(zone)), times)
    for marks in times:
        clock, said = clock.advance(marks)
        placed.append((clock.now, said))
    return placed


@pytest.mark.parametrize(("story", "minutes"), _cases("stories"))
def test_distances(story: str, minutes: str) -> None:
    """Each message stands as many minutes after the first as the story says."""
    instants = [at for at, _ in _told(story)]
    assert " ".join(str((at - instants[0]) // timedelta(minutes=1)) for at in instants) == minutes


@pytest.mark.parametrize(("message", "instant"), _cases("absolute"))
def test_first_message(message: str, instant: str) -> None:
    """A first message stands where its words, counted from the moment of asking, put it."""
    assert _told(message)[0][0].strftime("%Y-%m-%dT%H:%M") == instant


@pytest.mark.parametrize(
    ("message", "said"),
    [("a las 10", True), ("ayer", True), ("24 horas", False), ("en 2024", False), ("escribe", False)],
)
def test_said(message: str, said: bool) -> None:
    """A length or a year is no instant: the time of such a message was not said."""
    assert _told(message)[0][1] is said


def test_zone_of_the_account() -> None:
    """`ayer a las 10` is 10:00 on the wall of the account, counted from its own date."""
    asked = datetime(2026, 11, 23, 2, tzinfo=UTC)  # still the 22nd in Mexico City
    at, _ = _told("ayer a las 10", "America/Mexico_City", asked)[0]
    assert at.isoformat() == "2026-11-21T10:00:00-06:00"


@pytest.mark.parametrize(
    ("story", "hours"),
    [("sábado 10:00 | domingo 10:00", 23), ("sábado 10:00 | 24 horas después", 24), ("ayer 10:00 | hoy 10:00", 24)],
)
def test_clock_change(story: str, hours: int) -> None:
    """Over the night of a clock change a day on the wall has 23 hours, a length of 24 hours has 24."""
    asked = datetime(2026, 3, 31, 9, tzinfo=UTC)  # Madrid went to summer time on Sunday the 29th
    first, second = (at.astimezone(UTC) for at, _ in _told(story, "Europe/Madrid", asked))
    assert second - first == timedelta(hours=hours)


def test_a_skipped_time_of_day() -> None:
    """A time that a clock change skips still is an instant."""
    asked = datetime(2026, 3, 29, 9, tzinfo=UTC)
    at, _ = _told("hoy a las 2:30 de la mañana", "Europe/Madrid", asked)[0]
    assert at.isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    ("later", "minutes"), [("hoy a las 9:00", 5), ("a las 15:00", 5), ("hace 2 horas", 5), ("25 horas después", None)]
)
def test_before(later: str, minutes: int | None) -> None:
    """An undated first message can be put shortly before the first instant that is named; a length names none."""
    marks = mark(later).marks
    clock = StoryClock.start(ASKED, UTC).before(marks)
    first, _ = clock.advance(())
    second, _ = first.advance(marks)
    expected = timedelta(hours=25) if minutes is None else timedelta(minutes=minutes)
    assert second.now - first.now == expected


def test_before_comes_too_late_once_something_is_told() -> None:
    """A story that has begun is not moved."""
    told, _ = StoryClock.start(ASKED, UTC).advance(())
    assert told.before(mark("hoy a las 9:00").marks) == told


CLOCKS = st.builds(Clock, st.integers(0, 23), st.integers(0, 59), st.none()) | st.builds(
    Clock, st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm"])
)
SPANS = st.builds(
    Span,
    st.timedeltas(timedelta(0), timedelta(days=40)),
    st.sampled_from([SpanSense.AFTER, SpanSense.AT]),
    st.booleans(),
)
MARKS = (
    st.builds(lambda value: (Mark(MarkKind.CLOCK, value, 0, 1),), CLOCKS)
    | st.builds(lambda value: (Mark(MarkKind.SPAN, value, 0, 1),), SPANS)
    | st.builds(lambda day: (Mark(MarkKind.DAY, Day(weekday=day), 0, 1),), st.integers(0, 6))
    | st.just(())
)
ZONES = st.sampled_from(["UTC", "Europe/Madrid", "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe"])
ASKINGS = st.timedeltas(timedelta(days=-1400), timedelta(0)).map(lambda earlier: ASKED + earlier)
FORWARD = st.lists(MARKS.filter(lambda marks: not marks or getattr(marks[0].value, "sense", None) is not SpanSense.AT))


@given(FORWARD, ZONES, ASKINGS)
def test_time_goes_forward(messages: list[tuple[Mark, ...]], zone: str, asked: datetime) -> None:
    """Bare clocks, weekdays, lengths and undated messages never go back, in any zone, over any clock change."""
    clock, last = StoryClock.start(asked, ZoneInfo(zone)), None
    for marks in messages:
        clock, _ = clock.advance(marks)
        assert last is None or clock.now.astimezone(UTC) >= last
        last = clock.now.astimezone(UTC)


@given(st.lists(MARKS), ZONES)
def test_undated_messages_take_a_step(messages: list[tuple[Mark, ...]], zone: str) -> None:
    """After any story, a message without a time comes one step later and is known to be undated."""
    clock = StoryClock.start(ASKED, ZoneInfo(zone))
    for marks in messages:
        clock, _ = clock.advance(marks)
    later, said = clock.advance(())
    elapsed = later.now.astimezone(UTC) - clock.now.astimezone(UTC)
    assert (elapsed, said) == (STEP if clock.told else timedelta(0), False)


def test_lengths_never_leave_the_calendar() -> None:
    """However many years a story adds up to, its messages keep an instant."""
    for story in ("10 años después|", "10 years before|"):
        assert len(_told(story * 1200)) == 1201
