"""The builder's words are read back as exactly what was picked, in both languages."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot import bootstrap
from bot.questions import Question
from bot.settings import Settings
from bot.web.again import follow_up_text
from bot.web.builder import FROM_BUSINESS, FROM_CUSTOMER, MOST_ROWS, built_text
from bot.web.countries import countries, likely
from bot.web.problems import Problem
from intents.followup import Remembered
from intents.requests import ScenarioRequest
from tests.bot.servicing import NOW

ANSWERER = bootstrap.answerer(Settings())
LANGUAGES = ("es", "en")
PICKED = some.tuples(some.integers(0, 6), some.times(), some.sampled_from(FROM_CUSTOMER + FROM_BUSINESS))


def request_of(text: str, language: str, **fields: Any) -> Any:
    """What a text is understood as."""
    return ANSWERER.answer(Question(text=text, now=NOW, language=language, **fields)).finding.request


def picked(rows: list[tuple[int, time, str]], **fields: str) -> dict[str, str]:
    """The fields of the form."""
    form = dict(fields)
    for number, (day, at, what) in enumerate(rows, start=1):
        form |= {f"what{number}": what, f"day{number}": str(day), f"time{number}": f"{at:%H:%M}"}
    return form


@settings(max_examples=60, deadline=None)
@given(some.lists(PICKED, min_size=1, max_size=6), some.sampled_from(LANGUAGES))
def test_what_is_picked_is_what_is_read(rows: list[tuple[int, time, str]], language: str) -> None:
    """Who, what, day and time of every message survive being put into words and read, in order of time."""
    rows = sorted(rows, key=lambda row: row[:2])
    request = request_of(built_text(picked(rows, country="MX"), language), language)
    assert isinstance(request, ScenarioRequest)
    assert request.country == "MX"
    read = [(one.at.weekday(), one.at.hour, one.at.minute, _told(one)) for one in request.messages]
    assert read == [(day, at.hour, at.minute, what) for day, at, what in rows]


def _told(message: Any) -> str:
    return str(message.entry_point or message.category or message.type)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_date_of_the_rules_is_read(language: str) -> None:
    """The day that was picked is the day whose rules are applied."""
    request = request_of(built_text(picked([(0, time(10), "freeform")], day="2024-03-01"), language), language)
    assert request.when.day.isoformat() == "2024-03-01"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_of_the_list_is_the_country_priced(language: str) -> None:
    """Whatever its name looks like, the country that was picked is the one that the answer is about."""
    wrong = []
    for code, name in countries(language):
        text = built_text(picked([(0, time(10), "marketing")], country=code), language)
        found = request_of(text, language, country=code).country
        if found != code:
            wrong.append((code, name, found))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_can_be_asked_again_with(language: str) -> None:
    """A follow-up with any country of the list changes the country and nothing else."""
    first = request_of("¿cuánto cuesta marketing en México?", "es")
    wrong = []
    for code in (code for code, _ in countries(language) if code != "MX"):
        text = follow_up_text("country", code, language)
        asked = Question(text=text, now=NOW, language=language)
        request = ANSWERER.answer(asked, Remembered(request=first)).finding.request
        if [(item.country, item.category) for item in getattr(request, "items", ())] != [(code, "marketing")]:
            wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_countries_is_whole_and_in_order(language: str) -> None:
    """Every country once, accents do not displace a name, and the frequent ones are among them."""
    codes = [code for code, _ in countries(language)]
    assert len(codes) == len(set(codes)) > 190
    names = [name for _, name in countries(language)]
    assert names.index("Spain" if language == "en" else "España") < names.index(
        "Sudan" if language == "en" else "Sudán"
    )
    assert {code for code, _ in likely(language)} <= set(codes)


def test_a_time_that_is_left_out_is_ten_o_clock() -> None:
    """A browser that sends no time makes no mistake."""
    assert "10:00 am" in built_text({"what1": "inbound", "day1": "0"}, "en")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {f"what{MOST_ROWS + 1}": "inbound"},
        {"what1": "freeform", "time1": "noon"},
        {"what1": "freeform", "day1": "-1"},
        {"what1": "freeform", "day1": "٣"},
        {"what1": "freeform", "day1": ""},
        {"what1": "freeform", "country": "<b>"},
        {"what1": "freeform", "day": "tomorrow"},
    ],
)
def test_what_the_lists_do_not_have_is_refused(form: dict[str, str]) -> None:
    """Only what can be picked is put into words."""
    with pytest.raises(Problem) as refused:
        built_text(form, "es")
    assert refused.value.status == 422
