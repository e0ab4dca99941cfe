"""Phone numbers: which country each belongs to, and what is none."""

from __future__ import annotations

from typing import Any

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.errors import InvalidPhone
from pricing.phones import country_of_phone
from tests.cases.load import cases

PHONES = cases("rates/phones.toml")
PLAIN = [case["phone"] for case in PHONES["number"] if case["phone"][1:].isdigit()]


@pytest.mark.parametrize("case", PHONES["number"], ids=lambda case: case["phone"])
def test_country(case: dict[str, Any]) -> None:
    """A number belongs to the country of its calling code, or of the longest prefix given to one country."""
    assert country_of_phone(case["phone"]) == case.get("country")


@pytest.mark.parametrize("case", PHONES["invalid"], ids=lambda case: case["why"])
def test_invalid(case: dict[str, Any]) -> None:
    """What is not an E.164 number of a possible length is refused, never guessed."""
    with pytest.raises(InvalidPhone) as caught:
        country_of_phone(case["phone"])
    assert caught.value.field == "customer"
    assert caught.value.code == "invalid_phone"


@pytest.mark.parametrize("case", PHONES["invalid"], ids=lambda case: case["why"])
def test_errors_keep_the_number_to_themselves(case: dict[str, Any]) -> None:
    """An error goes into logs and pages, so it does not repeat the number."""
    with pytest.raises(InvalidPhone) as caught:
        country_of_phone(case["phone"])
    assert len(case["phone"]) < 5 or case["phone"] not in str(caught.value)


@given(st.sampled_from(PLAIN), st.lists(st.tuples(st.integers(1, 15), st.sampled_from(" -.()\u00a0")), max_size=6))
def test_separators_do_not_matter(phone: str, signs: list[tuple[int, str]]) -> None:
    """Spaces, dashes, dots and brackets between the digits change nothing."""
    written = phone
    for position, sign in signs:
        written = written[:position] + sign + written[position:]
    assert country_of_phone(written) == country_of_phone(phone)


@given(st.from_regex(r"\+[0-9]{1,17}", fullmatch=True))
def test_any_digits(phone: str) -> None:
    """Any digits after a plus sign are a number of the table's countries, of none, or refused: nothing else happens."""
    try:
        country = country_of_phone(phone)
    except InvalidPhone:
        return
    assert country is None or (len(country) == 2 and country.isupper())


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_lengths_are_those_of_the_numbering_plans(phone: str) -> None:
    """A number is accepted exactly when the library calls its length possible, the old Mexican form apart."""
    mexican = phone.startswith("+521") and len(phone) == 14
    split = phonenumbers.PhoneNumber(country_code=52, national_number=int(phone[4:])) if mexican else _parsed(phone)
    possible = split is not None and phonenumbers.is_possible_number_with_reason(split) == 0
    try:
        country_of_phone(phone)
    except InvalidPhone:
        assert not possible
    else:
        assert possible


def _parsed(phone: str) -> phonenumbers.PhoneNumber | None:
    """Split a number at its calling code without what the library makes of national prefixes."""
    for length in (1, 2, 3):
        code = int(phone[1 : 1 + length])
        if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            rest = phone[1 + length :]
            return phonenumbers.PhoneNumber(country_code=code, national_number=int("1" * len(rest)))
    return None
