"""From a phone number to the country it belongs to, by calling code and prefix, as the market is chosen (rule A10).

The table decides, not the library's guess of a region: it calls +44 7911 Guernsey, Meta's table calls +44 the United
Kingdom. `phonenumbers` only says how long a number of a calling code can be.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pricing.errors import InvalidPhone
from pricing.tables import rows

_E164 = re.compile(r"\+([1-9][0-9]{6,14})")
_SEPARATORS = str.maketrans("", "", " \u00a0-.()")
_OLD_MEXICAN = re.compile(r"521([0-9]{10})")
"""Mobile numbers were written with a 1 after +52 until 2019; WhatsApp still knows many of them so."""
_AREA_CODED = ("1", "7")
"""Calling codes whose lines in the market table go on with an area code."""


def country_of_phone(phone: str) -> str | None:
    """Return the ISO 3166 code of the country a number belongs to; `None` for one of no country (+800, +883 …).

    Spaces, dashes, dots and brackets are put up with. Raises `InvalidPhone` for anything else that is not E.164.
    """
    digits = _digits(phone)
    country, calling_code = _owner(digits)
    if not _possible(calling_code, len(digits) - len(calling_code)):
        raise InvalidPhone("no number of this calling code has that length", field="customer")
    return country


def _digits(phone: str) -> str:
    found = _E164.fullmatch(phone) or _E164.fullmatch(phone.translate(_SEPARATORS))
    if found is None:
        raise InvalidPhone("not a + and 7 to 15 digits", field="customer")
    digits = found[1]
    old = _OLD_MEXICAN.fullmatch(digits)
    return "52" + old[1] if old else digits


def _owner(digits: str) -> tuple[str | None, str]:
    owners, longest = _owners()
    for length in range(longest, 0, -1):
        owner = owners.get(digits[:length])
        if owner is not None:
            return owner
    return None, digits[:3]


@lru_cache(maxsize=1)
def _owners() -> tuple[dict[str, tuple[str, str]], int]:
    """Return prefix → (country, calling code), and the length of the longest prefix."""
    listed = {prefix: country for country, prefixes, _ in rows("markets.csv") for prefix in prefixes.split()}
    codes = {prefix[0] if prefix.startswith(_AREA_CODED) else prefix for prefix in listed}
    split = {prefix: country for country, prefixes in rows("numbering.csv") for prefix in prefixes.split()}
    owners = {prefix: (country, _calling_code(prefix, codes)) for prefix, country in (listed | split).items()}
    return owners, max(map(len, owners))


def _calling_code(prefix: str, codes: set[str]) -> str:
    return next(prefix[:length] for length in (1, 2, 3) if prefix[:length] in codes)


@lru_cache(maxsize=4096)
def _possible(calling_code: str, length: int) -> bool:
    """Say whether national numbers of that many digits exist under a calling code."""
    import phonenumbers  # 45 ms to import: only where a phone number was really given

    number = phonenumbers.PhoneNumber(country_code=int(calling_code), national_number=10**length // 9)
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)
