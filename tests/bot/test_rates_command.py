"""`cuanto rates`: cards shown, compared, checked and listed, in both languages and as JSON."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from locales.translate import LANGUAGES, translator
from pricing.cards import CATEGORIES
from pricing.own import cards, dates, folder, ladders, sheets, tiers
from pricing.ratecards import RateBook
from tests.bot.ratesrunning import GOOD, as_json, cuanto, table


class TestShow:
    """`rates show`: one market or a whole card."""

    def test_one_market(self) -> None:
        """A market's line names card, currency and unit, and for each figure how it is known and by whom."""
        status, out, err = cuanto("show", "ES", "--lang", "en")
        assert (status, err) == (0, "")
        assert table(out) == [
            ["Rate card of 1 Oct 2026, USD per message (packaged)"],
            [""],
            ["Spain"],
            ["marketing", "0.0707", "printed on this card", "S16 S17"],
            ["utility", "0.0200", "printed on this card", "S16 S17"],
            ["authentication", "0.0200", "printed on this card", "S16"],
            ["international authentication", "–"],
            ["service", "0.0200", "printed on this card", "S16 S17"],
            [""],
            ["– no such price on this card"],
        ]

    def test_in_spanish(self) -> None:
        """The same in Spanish, with a decimal comma and Spanish names."""
        _, out, _ = cuanto("show", "ES", "--rules", "2023-06")
        assert table(out)[0] == ["Lista de tarifas del 1 oct 2024, USD por conversación (incluida)"]
        assert table(out)[2:5] == [
            ["España"],
            ["marketing", "0,0615", "de una lista contigua", "S1 S4 M1"],
            ["utilidad", "0,0200", "de una lista contigua", "S4 S5"],
        ]

    @pytest.mark.parametrize("where", ["MX", "mx", "Mexico", "méxico", "MEXICO", "México"])
    def test_ways_to_name_a_market(self, where: str) -> None:
        """A country's code, its name in the language, or the market's name, accents and case apart."""
        assert {one["market"] for one in as_json("show", where)["rates"]} == {"Mexico"}

    @pytest.mark.parametrize(
        ("words", "market"),
        [
            (("Bolivia",), "Rest of Latin America"),
            (("Kenia",), "Rest of Africa"),
            (("Kenya", "--lang", "en"), "Rest of Africa"),
            (("rest of africa",), "Rest of Africa"),
            (("PL", "--date", "2026-06-30"), "Rest of Central & Eastern Europe"),
            (("PL", "--date", "2026-07-01"), "Poland"),
            (("Polonia",), "Poland"),
        ],
    )
    def test_a_country_stands_for_its_market_of_the_day(self, words: tuple[str, ...], market: str) -> None:
        """A country without a line of its own shows its region's, as the table has it that day."""
        assert {one["market"] for one in as_json("show", *words)["rates"]} == {market}

    def test_whole_card(self) -> None:
        """Without a market the whole card is shown, a line a market, with the signs for blank cells explained."""
        status, out, _ = cuanto("show", "--date", "2025-02-15", "--lang", "en")
        rows = table(out)
        assert status == 0
        assert rows[2] == [
            "Market",
            "marketing",
            "utility",
            "authentication",
            "international authentication",
            "service",
        ]
        assert len(rows) == 3 + 32 + 1 + 2
        assert ["Egypt", "0.1073", "0.0052", "?", "?", "0.00"] in rows
        assert ["Spain", "0.0615", "0.0200", "0.0342", "–", "0.00"] in rows
        assert [row[0][:2] for row in rows[-2:]] == ["– ", "? "]

    def test_columns_are_aligned(self) -> None:
        """Figures stand under each other: each ends where its heading ends."""
        _, out, _ = cuanto("show", "--lang", "en")
        heading, *rows = [line for line in out.splitlines()[2:] if line and line[1] != " "]
        edges = [match.end() for match in re.finditer(r"\S+( \S+)*", heading)][1:]
        for row in rows:
            assert [match.end() for match in re.finditer(r"(?<=  )\S+", row)][-len(edges) :] == edges

    def test_every_figure_as_json(self) -> None:
        """As JSON: amounts as printed, unknown as null, with basis and sources."""
        found = as_json("show", "--date", "2025-02-15")
        assert {name: found[name] for name in ("card", "currency", "unit", "source")} == {
            "card": "2025-02-01",
            "currency": "USD",
            "unit": "conversation",
            "source": "packaged",
        }
        assert len(found["rates"]) == 32 * len(CATEGORIES)
        cells = {(one["market"], one["category"]): one for one in found["rates"]}
        assert cells["Spain", "utility"]["amount"] == "0.0200"
        assert (cells["Egypt", "authentication"]["amount"], cells["Egypt", "authentication"]["basis"]) == (
            None,
            "empty",
        )
        assert cells["Spain", "authentication_international"] == {
            "market": "Spain",
            "category": "authentication_international",
            "amount": None,
            "basis": None,
            "evidence": [],
        }

    def test_today_is_the_accounts(self) -> None:
        """Without a date the card of today is shown, today being the account's day."""
        late = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
        for zone, card in (("UTC", "1 Jul 2026"), ("Europe/Madrid", "1 Oct 2026")):
            _, out, _ = cuanto("show", "ES", "--lang", "en", now=late, CUANTO_TIMEZONE=zone)
            assert card in out

    def test_currency_of_the_setting(self) -> None:
        """Without a currency the setting's holds, and an option wins over it."""
        assert as_json("show", "ES", "--date", "2026-08-01", CUANTO_CURRENCY="EUR")["currency"] == "EUR"
        found = as_json("show", "ES", "--date", "2026-08-01", "--currency", "usd", CUANTO_CURRENCY="EUR")
        assert found["currency"] == "USD"

    @pytest.mark.parametrize("day", ["2022-05-01", "2026-10-01"])
    def test_no_card(self, day: str) -> None:
        """Where no card is in force that is said, with exit status 1; no other card is shown instead."""
        status, out, err = cuanto("show", "ES", "--currency", "EUR", "--date", day, "--lang", "en")
        assert (status, out) == (1, "")
        assert err.startswith("No rate card in EUR is in force on 1 ")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_unknown_place(self, language: str) -> None:
        """A place that is none is named, with exit status 2."""
        status, out, err = cuanto("show", "Narnia", "--lang", language)
        assert (status, out) == (2, "")
        assert "Narnia" in err

    @pytest.mark.parametrize(
        "words", [("--currency", "EURO"), ("--date", "yesterday"), ("--rules", "2021-01"), ("--lang", "fr")]
    )
    def test_wrong_option(self, words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
        """An option with a value that is none ends with exit status 2 and names it."""
        with pytest.raises(SystemExit) as ended:
            cuanto("show", "ES", *words)
        assert ended.value.code == 2
        assert words[1] in capsys.readouterr().err


class TestList:
    """`rates list`: every card."""

    def test_packaged(self) -> None:
        """Every packaged card stands in the list."""
        found = as_json("list")["cards"]
        assert [(one["card"], one["currency"]) for one in found] == [
            (info.day.isoformat(), info.currency) for info in RateBook.packaged().cards()
        ]
        _, out, _ = cuanto("list")
        assert table(out)[0] == ["Desde", "Moneda", "Por", "Fuente"]
        assert len(table(out)) == 1 + len(found)

    def test_own(self, tmp_path: Path) -> None:
        """The account's own cards stand among them under their file name."""
        (tmp_path / "2026-10-01.csv").write_text(GOOD.replace("USD", "GBP"), "utf-8")
        found = as_json("list", CUANTO_RATE_CARDS=str(tmp_path))["cards"]
        assert [one["source"] for one in found if one["currency"] == "GBP"] == ["2026-10-01.csv"]


@pytest.mark.parametrize("action", ["list", "show"])
def test_own_cards_with_mistakes(action: str, tmp_path: Path) -> None:
    """Where the account's own cards are wrong nothing is shown, and the mistakes are named."""
    (tmp_path / "2026-10-01.csv").write_text("x", "utf-8")
    status, out, err = cuanto(action, CUANTO_RATE_CARDS=str(tmp_path))
    assert (status, out) == (2, "")
    assert err.startswith("2026-10-01.csv:1:1: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words(language: str) -> None:
    """Every code that reading a file can give has its text in each language."""
    sources = "".join(
        Path(module.__file__).read_text("utf-8") for module in (cards, dates, folder, ladders, sheets, tiers)
    )
    codes = set(re.findall(r'(?:wrong|Problem)\(\s*"([a-z_0-9]+)"', sources)) | set(
        re.findall(r'"([a-z_]+)" if text else "', sources)
    )
    codes |= set(re.findall(r'if text else "([a-z_]+)"', sources))
    assert len(codes) > 25
    for code in codes:
        assert translator(language)(f"card.problem.{code}", value="X1")


@pytest.mark.parametrize(
    "words", [("--help",), ("show", "--help"), ("diff", "--help"), ("check", "--help"), ("list", "--help")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help(words: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every action explains itself in the language of the setting."""
    with pytest.raises(SystemExit) as ended:
        cuanto(*words, CUANTO_DEFAULT_LANG=language)
    assert ended.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 3
