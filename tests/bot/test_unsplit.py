"""One count for several countries is no bill: nobody said how many go to each."""

from __future__ import annotations

import pytest

from tests.bot.servicing import Office, question


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("2,000 promos to Mexico and Chile, what do we pay?", ["MX", "CL"]),
        ("mandamos 3 mil promos a Perú y Ecuador, ¿cuánto es?", ["PE", "EC"]),
        ("10k marketing messages split between Mexico and Colombia", ["MX", "CO"]),
    ],
)
def test_count_is_not_priced_at_the_first_country(text: str, countries: list[str]) -> None:
    """The price of each country is said, and no total."""
    found = Office().answerer.answer(question(text, conversation="")).object
    assert [item["country"] for item in found["items"]] == countries
    assert found["verdict"]["total"] is None
    assert all(item["quantity"] is None or item["quantity"] == 1 for item in found["items"])


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("1000 utility to Spain and 500 to Italy", "35.0000"),
        ("10k marketing messages split evenly between Mexico and Colombia", "280.5000"),
    ],
)
def test_counts_of_each_country_are_a_bill(text: str, total: str) -> None:
    """Where each has its own, or all have as many, the sum is said."""
    found = Office().answerer.answer(question(text, conversation="")).object
    assert found["verdict"]["total"] == total
