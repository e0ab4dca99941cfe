"""Phone numbers and addresses are masked in every form; other numbers are not."""

from __future__ import annotations

import re
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from bot.masking import DOT, Hidden, mask
from locales.formats import NO_BREAK

CASES = Path(__file__).parents[1] / "cases" / "masking"


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _dots(text: str) -> str:
    return "".join(DOT if sign.isalnum() else sign for sign in text)


@pytest.mark.parametrize("line", _lines("phones.txt"))
def test_phones_and_addresses_are_masked_and_nothing_else(line: str) -> None:
    """Exactly what is marked in the case is masked: sign by sign, everything around it as it was."""
    plain = line.replace("«", "").replace("»", "")
    assert mask(plain) == re.sub("«(.*?)»", lambda found: _dots(found[1]), line)


@pytest.mark.parametrize("text", _lines("others.txt"))
def test_other_numbers_stay(text: str) -> None:
    """Orders, amounts, counts, dates and times are no phone numbers."""
    assert mask(text) == text


def _examples() -> list[tuple[str, phonenumbers.PhoneNumber]]:
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    found = [
        (region, phonenumbers.example_number_for_type(region, kind))
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        for kind in kinds
    ]
    return [(region, number) for region, number in found if number is not None]


@pytest.mark.parametrize("style", [PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.RFC3966])
def test_numbers_of_every_country_are_masked_with_their_plus_sign(style: int) -> None:
    """Written with a plus, no number of any country leaves a digit, in whatever grouping."""
    for region, number in _examples():
        written = phonenumbers.format_number(number, style).partition(";ext")[0]
        if sum(sign.isdigit() for sign in written) < 7:
            continue  # shorter than any number that WhatsApp could have
        for text in (f"le escribí al {written} ayer", written, f"({written})", f"{written}, 25 horas"):
            assert written.replace("tel:", "") not in mask(text), f"{region}: {text}"
            assert not re.search(r"\d{3}", mask(text)), f"{region}: {mask(text)}"


CUSTOMERS = ("MX", "ES", "CO", "AR", "CL", "PE", "BR", "US", "GB", "DE", "FR", "IT", "IN", "EC", "CR", "GT", "UY", "BO")


@pytest.mark.parametrize("region", CUSTOMERS)
def test_numbers_are_masked_as_they_are_dialled_at_home(region: str) -> None:
    """The way that people of a country write their own mobile numbers is recognised without any sign."""
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert number is not None
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    bare = phonenumbers.national_significant_number(number)
    for written in (
        national,
        national.replace(" ", NO_BREAK),
        national.replace(" ", "-"),
        f"tel {bare}",
        f"wa.me/{bare}",
    ):
        assert not re.search(r"\d{4}", mask(f"mi cliente {written} escribió")), written


DIGITS = st.text("0123456789", min_size=9, max_size=15).filter(lambda digits: not digits.endswith("000"))
WORDS = st.text(st.characters(categories=["Lu", "Ll", "Zs", "Po"], exclude_characters="#@%&*\\/°º."), max_size=30)


@given(before=WORDS, digits=DIGITS, after=WORDS)
def test_plus_and_digits_are_masked_wherever_they_stand(before: str, digits: str, after: str) -> None:
    """Whatever stands around it, a number with its plus sign leaves none of its digits."""
    assert digits not in mask(f"{before} +{digits} {after}")


@given(st.text())
@example("+1234567 ok@ok.mx 2024-03-01 $12345678")
def test_masking_keeps_length_and_is_done_once(text: str) -> None:
    """The length stays, only letters and digits change, and what is masked is not masked any further."""
    masked = mask(text)
    assert len(masked) == len(text)
    assert mask(masked) == masked
    changed = {before for before, after in zip(text, masked, strict=True) if before != after}
    assert all(sign.isalnum() for sign in changed)


@given(st.text(st.characters(exclude_categories=["Nd"], exclude_characters="@")))
def test_text_without_digits_and_at_signs_is_untouched(text: str) -> None:
    """Words alone are never masked."""
    assert mask(text) == text


@given(
    whole=st.integers(0, 10**9),
    cents=st.integers(0, 9999),
    group=st.sampled_from((".", ",", NO_BREAK, "")),
    currency=st.sampled_from(("USD ", "$", "€", "MXN ", "EUR ")),
)
def test_amounts_of_money_stay(whole: int, cents: int, group: str, currency: str) -> None:
    """Whatever our own texts say of money is never taken for a number to call."""
    decimal = "." if group == "," else ","
    grouped = f"{whole:,}".replace(",", group)
    text = f"Total: {currency}{grouped}{decimal}{cents:04d}."
    assert mask(text) == text


@given(st.datetimes(), st.sampled_from(("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y", "%d-%m-%Y %H:%M", "%Y%m%d")))
def test_dates_and_times_stay(moment: object, form: str) -> None:
    """A moment of our times is no phone number, in the usual forms."""
    year_of_ours = moment.replace(year=2000 + moment.year % 100)  # type: ignore[attr-defined]
    text = f"el {year_of_ours.strftime(form)} a las 10"
    assert mask(text) == text


def test_hidden_masks_recurrences_only() -> None:
    """In our own texts only what the question hid is masked: figures of ours stay, however long they are."""
    hidden = Hidden.of("al +52 55 1234 5678 o a ana@tienda.mx", "+525512345678", None)
    ours = "al +52 55 1234 5678 (525512345678, +525512345678): 5512345679 · ana@tienda.mx · USD 0,0436"
    shown = hidden.mask(ours)
    assert "5512345679 ·" in shown
    assert shown.endswith("USD 0,0436")
    assert "5678" not in shown
    assert "ana" not in shown
    assert Hidden.of("nada que ocultar, pedido 5512345678").mask(ours) == ours


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "1", "+1", "tel ", "1.000.", "a@", "1-1/", "pedido ", "((", "tel  1", "@."]
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Nothing that repeats makes masking slow: the longest text that is answered, and beyond, goes through at once."""
    assert len(mask(piece * 20_000)) == len(piece) * 20_000
