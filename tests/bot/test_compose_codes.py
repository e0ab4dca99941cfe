"""Every code that a finding can carry has its words in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.compose import error_text
from bot.compose.notes import why_of
from bot.compose.wording import Wording
from bot.settings import SettingsError
from bot.store.port import NoAnswer, StoreError
from locales.translate import LANGUAGES, translator
from pricing import parameters
from pricing.errors import PricingError
from pricing.markets import market_of
from pricing.types import Category, Customer, EntryPoint, EventType, FreeReason

ROOT = Path(__file__).parents[2]
REASONS = tomllib.loads((ROOT / "intents/content/words/reasons.toml").read_text(encoding="utf-8"))
NEEDS = ("country", "category", "quantity", "when")
NO_PRICE = ("no_country", "unknown_country", "no_card", "blank_cell", "currency")
BASES = ("direct", "carried", "derived", "own")
REPLAY_CODES = (
    "invalid_json", "invalid_text", "line_too_long", "too_deep", "not_an_object", "missing_field", "unknown_field",
    "invalid_field", "wrong_type", "unknown_value", "out_of_range", "too_long", "contradiction", "invalid_instant",
    "naive_instant",
)  # fmt: skip
ASSUMPTIONS = (
    "month_of_30_days", "month_of_4_weeks", "year_in_12_months", "same_day_one_conversation", "times_in_order",
    "category_from_content", "utility_outside_window", "us_territory_delivered", "served_by_partner_assumed",
    "fep_uncertain", "page_button_unconfirmed",
)  # fmt: skip
RULES = [
    f"{letter}{number}"
    for letter, count in {"A": 13, "V": 6, "C": 27, "S": 3, "Q": 3, "P": 19, "M": 12, "N": 13, "J": 15}.items()
    for number in range(1, count + 1)
]


def leaves(base: type[Exception]) -> Iterator[type[Exception]]:
    """Yield an error class and all that are derived from it."""
    yield base
    for child in base.__subclasses__():
        yield from leaves(child)


def keys() -> list[str]:
    """Return the keys that codes turn into."""
    return [
        *(f"step.reason.{reason}" for reason in FreeReason),
        *(f"verdict.free.{reason}" for reason in FreeReason),
        *(f"category.{category}" for category in Category),
        *(f"category.{category}.template" for category in Category),
        *(f"category.{category}.one_{unit}" for category in Category for unit in ("conversation", "message")),
        *(f"step.what.{kind}" for kind in EventType),
        *(f"step.what.inbound.{entry}" for entry in EntryPoint),
        *(f"price.none.{reason}" for reason in NO_PRICE),
        *(f"price.basis.{basis}" for basis in BASES),
        *(f"ask.{need}" for need in NEEDS),
        *(f"era.{era.name}" for era in parameters.eras()),
        *(f"era.short.{era.name}" for era in parameters.eras()),
        *(f"assumption.{code}" for code in ASSUMPTIONS),
        *(f"error.{code}" for code in (*REPLAY_CODES, "empty_question", "question_too_long")),
        *(f"reason.{code}" for code, row in REASONS.items() if "category" in row),
        *(f"contested.{code}.{side}" for code, row in REASONS.items() for side in row.get("contested", ())),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language: str) -> None:
    """No code of an enumeration or a documented list is without a text."""
    say = translator(language)
    assert [key for key in keys() if say.find(key, source="", currency="", what="", card="") is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_has_its_plurals(language: str) -> None:
    """Conversations and messages of each category can be counted."""
    say = translator(language)
    for category in Category:
        for unit in ("conversation", "message"):
            key = f"category.{category}.{unit}"
            assert say.plural(key, 1) != say.plural(key, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_own_words(language: str) -> None:
    """Each error class says what is wrong, not only its code."""
    for base in (PricingError, StoreError, NoAnswer, SettingsError):
        for leaf in leaves(base):
            code = leaf.code  # type: ignore[attr-defined]  # every error of ours has one
            assert code not in error_text(code, language)


def test_an_error_names_the_field_and_the_value() -> None:
    """What is wrong is said with the field it is in, and the value that was refused."""
    assert error_text("unknown_value", "en", field="events[0].type") == (
        "A value is not among those allowed. Field: events[0].type."
    )
    assert error_text("unknown_currency", "es", value="XXX").endswith("un ejemplo válido es USD. Valor: XXX.")


def test_an_error_nobody_foresaw_is_said_with_its_code() -> None:
    """An unknown code is neither hidden nor taken for another one."""
    assert error_text("brand_new", "en") == "It could not be answered (brand_new)."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_sentence(rule: str, language: str) -> None:
    """Each rule that a verdict can carry is one short sentence that goes on after a colon."""
    why = why_of(rule, Wording(language, "UTC", "USD"))
    assert why is not None
    assert why.endswith(".")
    assert len(why) <= 130


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_the_parameters_cite_has_a_sentence(language: str) -> None:
    """The rule ids in the dated parameters are known to the catalogs."""
    cited = {
        rule
        for path in (ROOT / "pricing" / "rules").glob("*.toml")
        for rule in _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if rule[:1] in "AVCSQPMNJ" and rule[1:].isdigit()
    }
    assert cited
    assert [rule for rule in sorted(cited) if why_of(rule, Wording(language, "UTC", "USD")) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_market_and_country_has_a_name(language: str) -> None:
    """Each country of Meta's table has a name, and so has its market, on the first and on the last day."""
    say = translator(language)
    codes = [line.partition(",")[0] for line in _lines("pricing/rates/markets.csv")]
    days = (datetime(2022, 2, 1, tzinfo=UTC).date(), datetime(2026, 11, 23, tzinfo=UTC).date() + timedelta(days=1))
    countries = {code for code in codes if len(code) == 2}
    assert len(countries) > 200
    assert [code for code in countries if say.find(f"country.{code}") is None] == []
    markets = {market_of(Customer(country=code), day) for code in countries for day in days}
    assert [market for market in markets if say.find(f"market.{market}") is None] == []


def _lines(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
