"""Laws of clocks, lengths, days and dates: every hour, unit and day is understood in every way of saying it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.entities import LANGUAGES, entities
from intents.reader.lexer import mark
from intents.reader.marks import CalendarDate, Clock, ClockForm, Mark, MarkKind, Span, SpanSense

HOURS = st.integers(0, 23)
MINUTES = st.integers(0, 59)
HALVES = st.sampled_from(["am", "pm"])


def _only(text: str) -> Mark:
    (found,) = mark(text).marks
    return found


@given(
    HOURS, MINUTES, st.sampled_from(["{}:{:02}", "a las {}:{:02}", "at {}:{:02}", "a las {}.{:02}", "{:02}:{:02} hs"])
)
def test_hours_and_minutes(hour: int, minute: int, form: str) -> None:
    """Any time of day can be written with a colon, and with a full stop after `a las`."""
    text = form.format(hour, minute)
    if form == "a las {}.{:02}" and hour == 0:
        return  # an amount below one
    padded = hour < 10 and form.startswith("{:02}")
    expected = Clock(hour, minute, form=ClockForm.PADDED if padded or hour == 0 else ClockForm.FIGURES)
    assert _only(text) == Mark(MarkKind.CLOCK, expected, 0, len(mark(text).tokens))


@given(
    st.integers(1, 12),
    MINUTES,
    HALVES,
    st.sampled_from(["{}:{:02}{}", "{}:{:02} {}", "a las {}:{:02} {}", "{}.{:02}{}"]),
)
def test_halves_of_the_day(hour: int, minute: int, half: str, form: str) -> None:
    """`am` and `pm` go with any hour of twelve, apart or not."""
    assert _only(form.format(hour, minute, half)).value == Clock(hour, minute, half)
    assert _only(form.format(hour, minute, half.upper())).value == Clock(hour, minute, half)


@given(st.integers(1, 12), st.sampled_from(["de la mañana", "in the morning", "de la tarde", "in the afternoon"]))
def test_parts_of_the_day(hour: int, part: str) -> None:
    """The part of the day settles the half."""
    half = "am" if part in ("de la mañana", "in the morning") else "pm"
    assert _only(f"{hour} {part}").value == Clock(hour, 0, half)


@pytest.mark.parametrize(("hour", "half"), [(12, "am"), (1, "am"), (4, "am"), (7, "pm"), (8, "pm"), (11, "pm")])
def test_night_lasts_over_midnight(hour: int, half: str) -> None:
    """Eight at night is in the evening, one at night is after midnight."""
    assert _only(f"{hour} de la noche").value == _only(f"{hour} at night").value == Clock(hour, 0, half)


@given(st.integers(2, 23), st.sampled_from(["a las {}", "at {}", "tipo {}", "a eso de las {}", "como a las {}"]))
def test_bare_hours(hour: int, form: str) -> None:
    """After these words a bare number is an hour, unless something is counted."""
    assert _only(form.format(hour)).value == Clock(hour, 0)
    assert not mark(f"{form.format(hour)} mensajes").of(MarkKind.CLOCK)


@given(st.integers(24, 200), st.sampled_from(["a las {}", "at {}"]))
def test_hours_past_the_day(hour: int, form: str) -> None:
    """An hour that no day has is one of the story's own clock."""
    assert _only(form.format(hour)).value == Span(timedelta(hours=hour), SpanSense.AT)


UNITS = {
    word: int(code)
    for language in LANGUAGES
    for code, words in entities(language, "time")["units"].items()
    for word in words
    if len(word) > 3
}
SENSES = {
    "{} después": SpanSense.AFTER,
    "{} más tarde": SpanSense.AFTER,
    "{} later": SpanSense.AFTER,
    "after {}": SpanSense.AFTER,
    "al cabo de {}": SpanSense.AFTER,
    "hace {}": SpanSense.AGO,
    "{} ago": SpanSense.AGO,
    "within {}": SpanSense.WITHIN,
    "en menos de {}": SpanSense.WITHIN,
    "{}": SpanSense.LENGTH,
}


@given(st.integers(2, 90), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(SENSES)))
def test_lengths_and_senses(count: int, unit: str, form: str) -> None:
    """Any count of any unit is a length of time, with the sense that the words around give it."""
    seconds = UNITS[unit]
    if count * seconds > 10 * 365 * 86400:
        return  # nobody speaks of more than ten years of messages
    text = form.format(f"{count} {unit}")
    assert _only(text).value == Span(timedelta(seconds=count * seconds), SENSES[form], by_day=seconds >= 86400)


@given(
    st.integers(1, 48),
    st.integers(1, 59),
    st.sampled_from(["{}h{:02}m", "{} horas y {} minutos", "{} hours and {} minutes", "{}h {}m"]),
)
def test_lengths_of_two_parts(hours: int, minutes: int, form: str) -> None:
    """Hours and minutes of one length belong together."""
    expected = Span(timedelta(hours=hours, minutes=minutes), SpanSense.AFTER)
    assert _only(f"{form.format(hours, minutes)} después").value == expected


DAYS = st.dates(date(2022, 1, 1), date(2028, 12, 31))
MONTHS = {language: [words[0] for words in entities(language, "time")["months"].values()] for language in LANGUAGES}


@given(DAYS)
def test_dates_written_out(day: date) -> None:
    """Any date is understood in the usual ways of both languages."""
    expected = CalendarDate(day.year, day.month, day.day)
    spanish, english = MONTHS["es"][day.month - 1], MONTHS["en"][day.month - 1]
    for text in (
        f"{day.day} de {spanish} de {day.year}",
        f"el {day.day} de {spanish} del {day.year}",
        f"{english} {day.day}, {day.year}",
        f"the {day.day} of {english} {day.year}",
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day}.{day.month}.{day.year % 100}",
    ):
        (found,) = mark(text).of(MarkKind.DATE)
        assert found.value == expected, text


@given(DAYS)
def test_month_first_in_english(day: date) -> None:
    """In English the month comes first, wherever that is a date."""
    (found,) = mark(f"{day.month}/{day.day}/{day.year}", "en").of(MarkKind.DATE)
    assert found.value == CalendarDate(day.year, day.month, day.day)


@given(
    st.sampled_from(["desde", "since", "before", "antes de", "until", "hasta"]),
    st.integers(1, 12),
    st.integers(2022, 2027),
)
def test_relations(word: str, month: int, year: int) -> None:
    """What is said before a date relates to it."""
    relations = {"desde": "since", "antes de": "before", "hasta": "until"}
    (found,) = mark(f"{word} {MONTHS['es'][month - 1]} {year}").of(MarkKind.DATE)
    assert found.value == CalendarDate(year, month, relation=relations.get(word, word))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("section", "kind"), [("days", MarkKind.DAY), ("relative", MarkKind.DATE), ("clock_names", MarkKind.CLOCK)]
)
def test_every_listed_time(language: str, section: str, kind: MarkKind) -> None:
    """Each word of these lists is a mark of its own, and what is listed as none is none."""
    for code, words in entities(language, "time")[section].items():
        for word in words:
            expected = [] if code == "none" else [kind]
            assert [found.kind for found in mark(f"x {word} x").marks] == expected, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weekday(language: str) -> None:
    """Each weekday, short or long, is one beside a time of day."""
    for code, words in entities(language, "time")["weekdays"].items():
        for word in words:
            day, clock = mark(f"{word} 9:00").marks
            assert (day.value.weekday, clock.value) == (int(code), Clock(9, 0, form=ClockForm.FIGURES)), word
