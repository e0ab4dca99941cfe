"""What can go wrong in pricing.

    PricingError                    catch this to catch all of them
    ├── InvalidTimeline             a field of a timeline is wrong; `field` names it
    ├── UnknownEra                  no era or date of that name, or a date before the first rules
    ├── UnknownTimeZone             no such zone
    ├── UnknownCurrency             not a currency code
    ├── UnknownCountry              not a country or market that Meta prices
    ├── InvalidPhone                not an E.164 number
    ├── InvalidVolume               a number of messages below zero, or a range upside down
    ├── InvalidParameters           the dated rule parameters contradict themselves (a mistake of ours)
    └── InvalidRateCard             a card file is wrong; `problems` lists every mistake with file, line and column

Every leaf has a `code`; the wording for people lives in the message catalogs.
"""

from __future__ import annotations

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One mistake in a rate card file: what (a code) and where. Lines and columns count from 1; 0 is the whole."""

    code: str
    file: str
    line: int = 0
    column: int = 0
    value: str = ""
    """What stands there, or what is missing."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.value!r}"


class PricingError(Exception):
    """Base of everything that pricing raises on purpose."""

    code = "pricing_error"

    def __init__(self, detail: str = "", *, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class InvalidTimeline(PricingError):
    """A timeline says something impossible; `field` is the path of the value, `detail` the reason as a code."""

    code = "invalid_timeline"


class UnknownEra(PricingError):
    """Neither an era nor a date with rules."""

    code = "unknown_era"


class UnknownTimeZone(PricingError):
    """Not a zone of the IANA database."""

    code = "unknown_timezone"


class UnknownCurrency(PricingError):
    """Not three letters of an ISO 4217 currency."""

    code = "unknown_currency"


class UnknownCountry(PricingError):
    """Not an ISO 3166 region of the market table."""

    code = "unknown_country"


class InvalidPhone(PricingError):
    """Not a number in E.164 form."""

    code = "invalid_phone"


class InvalidParameters(PricingError):
    """The dated parameters overlap, leave a gap or lack a source; `problems` holds one line for each mistake."""

    code = "invalid_parameters"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class InvalidVolume(PricingError):
    """A volume below zero or without end, or one whose low end is above its high end."""

    code = "invalid_volume"


class InvalidRateCard(PricingError):
    """Rate card files cannot be used; `problems` holds every mistake in them."""

    code = "invalid_rate_card"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems
