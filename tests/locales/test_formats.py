"""Money, dates, numbers and lists read the same way to everybody who speaks the language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from locales.formats import NO_BREAK, formats
from locales.translate import LANGUAGES, UnknownLanguage

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=4)


def spaced(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("amount", "spanish", "english"),
    [
        ("0.0436", "USD 0,0436", "USD 0.0436"),
        ("0.0200", "USD 0,0200", "USD 0.0200"),
        ("0.02", "USD 0,02", "USD 0.02"),
        ("3", "USD 3,00", "USD 3.00"),
        ("0", "USD 0,00", "USD 0.00"),
        ("0.000123", "USD 0,000123", "USD 0.000123"),
        ("12345.6789", "USD 12 345,6789", "USD 12,345.6789"),
    ],
)
def test_a_rate_keeps_the_digits_it_is_printed_with(amount: str, spanish: str, english: str) -> None:
    """A rate is neither rounded nor padded beyond two digits after the point."""
    assert spaced(formats("es").rate(Decimal(amount), "USD")) == spanish
    assert spaced(formats("en").rate(Decimal(amount), "USD")) == english


@pytest.mark.parametrize(
    ("amount", "spanish", "english"),
    [
        ("13.0800", "USD 13,08", "USD 13.08"),
        ("9", "USD 9,00", "USD 9.00"),
        ("0.008", "USD 0,0080", "USD 0.0080"),
        ("33.125", "USD 33,1250", "USD 33.1250"),
        ("0.00001", "USD 0,00001", "USD 0.00001"),
        ("1234.5", "USD 1234,50", "USD 1,234.50"),
        ("1E+3", "USD 1000,00", "USD 1,000.00"),
    ],
)
def test_a_total_has_two_digits_where_that_is_exact(amount: str, spanish: str, english: str) -> None:
    """A total shows two digits after the point, or at least four where two would be false."""
    assert spaced(formats("es").total(Decimal(amount), "USD")) == spanish
    assert spaced(formats("en").total(Decimal(amount), "USD")) == english


@pytest.mark.parametrize(
    ("amount", "shown"), [("13.08", "+USD 13.08"), ("-120", "−USD 120.00"), ("0", "USD 0.00"), ("-0.00", "USD 0.00")]
)
def test_a_difference_has_its_sign_in_front(amount: str, shown: str) -> None:
    """What rises and what falls is told by a sign, not by colour."""
    assert spaced(formats("en").difference(Decimal(amount), "USD")) == shown


@pytest.mark.parametrize(
    ("count", "spanish", "english"),
    [("0", "0", "0"), ("1000", "1000", "1,000"), ("9999", "9999", "9,999"), ("10000", "10 000", "10,000"),
     ("1234567", "1 234 567", "1,234,567"), ("2.50", "2,5", "2.5"), ("-12000", "-12 000", "-12,000")],
)  # fmt: skip
def test_counts_are_grouped_as_the_language_does(count: str, spanish: str, english: str) -> None:
    """Spanish groups by spaces from five digits on, English by commas from four on."""
    assert spaced(formats("es").number(Decimal(count))) == spanish
    assert spaced(formats("en").number(Decimal(count))) == english


@given(AMOUNTS)
def test_no_figure_is_ever_rounded(amount: Decimal) -> None:
    """Whatever is shown can be read back as the very same amount, in both languages."""
    for language, point in (("es", ","), ("en", ".")):
        write = formats(language)
        for shown in (write.rate(amount, "EUR"), write.total(amount, "EUR")):
            digits = re.sub(rf"[^\d{point}]", "", shown.removeprefix("EUR"))
            assert Decimal(digits.replace(point, ".")) == amount


@given(st.integers(min_value=0, max_value=10**12))
def test_english_counts_are_those_of_cldr(count: int) -> None:
    """English counts are written as Babel writes them."""
    assert formats("en").number(count) == format_decimal(count, locale="en")


@given(st.integers(min_value=10**4, max_value=10**12))
def test_spanish_counts_are_those_of_cldr(count: int) -> None:
    """From five digits on, Spanish counts are written as Babel writes them for Costa Rica: grouped by spaces."""
    assert formats("es").number(count) == format_decimal(count, locale="es_CR")


@given(st.dates(min_value=date(2022, 1, 1), max_value=date(2031, 12, 31)))
def test_dates_are_those_of_cldr(day: date) -> None:
    """Days name their month with CLDR's abbreviation, and never are two bare numbers."""
    for language, locale in (("es", "es_419"), ("en", "en")):
        shown = spaced(formats(language).day(day))
        assert shown == format_date(day, "d MMM y", locale=locale)
        assert re.search(r"[a-z]", shown)


@pytest.mark.parametrize(
    ("offset", "shown"),
    [
        (timedelta(), "lun 23 nov 2026 09:05 UTC"),
        (timedelta(hours=-6), "lun 23 nov 2026 09:05 UTC−6"),
        (timedelta(hours=5, minutes=30), "lun 23 nov 2026 09:05 UTC+5:30"),
        (timedelta(minutes=-30), "lun 23 nov 2026 09:05 UTC−0:30"),
    ],
)
def test_an_instant_says_its_offset(offset: timedelta, shown: str) -> None:
    """An instant names day, time and distance from UTC."""
    assert spaced(formats("es").instant(datetime(2026, 11, 23, 9, 5, tzinfo=timezone(offset)))) == shown


def test_english_instants() -> None:
    """The same in English."""
    assert spaced(formats("en").instant(datetime(2024, 2, 29, 23, 59, tzinfo=UTC))) == "Thu 29 Feb 2024 23:59 UTC"


@pytest.mark.parametrize(
    ("parts", "spanish", "english"),
    [
        ([], "", ""),
        (["Chile"], "Chile", "Chile"),
        (["Chile", "Perú"], "Chile y Perú", "Chile and Perú"),
        (["España", "Italia"], "España e Italia", "España and Italia"),
        (["agua", "hielo"], "agua y hielo", "agua and hielo"),
        (["Perú", "Chile", "Hungría"], "Perú, Chile y Hungría", "Perú, Chile and Hungría"),
        (["Perú", "India", "Irak"], "Perú, India e Irak", "Perú, India and Irak"),
    ],
)
def test_lists_are_joined_with_and(parts: list[str], spanish: str, english: str) -> None:
    """Spanish `y` becomes `e` before the sound of an `i`."""
    assert formats("es").all_of(parts) == spanish
    assert formats("en").all_of(parts) == english


@pytest.mark.parametrize(
    ("parts", "spanish", "english"),
    [
        (["marketing", "utilidad"], "marketing o utilidad", "marketing or utilidad"),
        (["siete", "ocho"], "siete u ocho", "siete or ocho"),
        (["Perú", "Omán"], "Perú u Omán", "Perú or Omán"),
    ],
)
def test_lists_are_joined_with_or(parts: list[str], spanish: str, english: str) -> None:
    """Spanish `o` becomes `u` before the sound of an `o`."""
    assert formats("es").any_of(parts) == spanish
    assert formats("en").any_of(parts) == english


@pytest.mark.parametrize(
    ("code", "spanish", "english"),
    [
        ("MX", "México", "Mexico"),
        ("US", "Estados Unidos", "United States"),
        ("HK", "Hong Kong", "Hong Kong"),
        ("CI", "Costa de Marfil", "Côte d’Ivoire"),
        ("SA", "Arabia Saudita", "Saudi Arabia"),
        ("ZZZ", "ZZZ", "ZZZ"),
    ],
)
def test_countries_are_named(code: str, spanish: str, english: str) -> None:
    """Names are CLDR's, the short ones where it is wordy; an unknown code is shown as it is."""
    assert formats("es").country(code) == spanish
    assert formats("en").country(code) == english


def test_a_market_of_an_own_card_keeps_its_name() -> None:
    """A market that only an account's own card knows is shown as it stands there."""
    assert formats("es").market("Rest of Latin America") == "Resto de América Latina"
    assert formats("es").market("Andean Bloc") == "Andean Bloc"


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_do_not_break(language: str) -> None:
    """No ordinary space stands inside a figure or a date, so that no channel wraps there."""
    write = formats(language)
    shown = [write.total(Decimal("12345.67"), "USD"), write.number(12_345_678), write.day(date(2026, 10, 1))]
    assert not any(" " in text for text in shown)


def test_there_are_formats_for_two_languages() -> None:
    """Whoever asks for another language is told so."""
    with pytest.raises(UnknownLanguage):
        formats("pt")
