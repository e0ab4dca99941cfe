"""`cuanto rates`: cards shown, compared, checked and listed, in both languages and as JSON."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import dispatch
from bot.cli.context import Context
from bot.settings import load
from locales.translate import LANGUAGES, translator
from pricing.cards import CATEGORIES
from pricing.own import cards, dates, folder, ladders, sheets, tiers
from pricing.ratecards import RateBook

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOOD = "Market,Currency,Marketing,Utility,Authentication\nSpain,USD,0.0707,0.0200,0.0210\n"


def cuanto(*words: str, now: datetime = NOW, **environ: str) -> tuple[int, str, str]:
    """Run `cuanto rates …` and return exit status, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    context = Context(settings=load(environ), stdin=io.StringIO(), out=out, err=err, clock=lambda: now)
    return dispatch(["rates", *words], context), out.getvalue(), err.getvalue()


def as_json(*words: str, **environ: str) -> dict[str, Any]:
    """Run a command that must succeed and return its JSON object, which is one line."""
    status, out, err = cuanto(*words, "--json", **environ)
    assert (status, err, out.count("\n")) == (0, "", 1)
    found: dict[str, Any] = json.loads(out)
    return found


def table(text: str) -> list[list[str]]:
    """Return the cells of the lines of a text, cut where two spaces or more stand."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]


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


class TestDiff:
    """`rates diff`: what changes between two cards."""

    def test_two_days(self) -> None:
        """Exactly the figures that differ are shown, each with both values and the difference."""
        status, out, _ = cuanto("diff", "2026-03-31", "2026-04-01", "--lang", "en")
        assert status == 0
        assert table(out) == [
            ["From the card of 1 Jan 2026 to that of 1 Apr 2026, USD"],
            [""],
            ["Market", "Category", "1 Jan 2026", "1 Apr 2026"],
            ["India", "international authentication", "0.0280", "0.0304", "+8.6 %"],
            ["Pakistan", "utility", "0.0054", "0.0100", "+85.2 %"],
            ["Pakistan", "authentication", "0.0054", "0.0100", "+85.2 %"],
            ["Saudi Arabia", "marketing", "0.0455", "0.0501", "+10.1 %"],
            ["Turkey", "utility", "0.0053", "0.0009", "-83 %"],
            ["Turkey", "authentication", "0.0053", "0.0009", "-83 %"],
        ]

    def test_blank_cells(self) -> None:
        """A price that is not established differs from one that is not sold, and neither has a difference."""
        _, out, _ = cuanto("diff", "2026-07-01", "2026-10-01", "--lang", "en")
        assert ["Egypt", "international authentication", "0.0650", "?"] in table(out)
        assert ["Morocco", "utility", "–", "0.0230"] in table(out)

    def test_other_unit(self) -> None:
        """Comparing conversations with messages says so."""
        _, out, _ = cuanto("diff", "2025-06-30", "2025-07-01", "--lang", "en")
        assert "The first prices conversations, the second messages." in out

    def test_the_same_card(self) -> None:
        """Two days of one card differ in nothing."""
        _, out, _ = cuanto("diff", "2026-10-01", "2026-11-01", "--lang", "en")
        assert out.splitlines()[-1] == "No figure differs."
        assert as_json("diff", "2026-10-01", "2026-11-01")["changes"] == []

    def test_as_json(self) -> None:
        """As JSON, with both cards and null for a blank cell."""
        found = as_json("diff", "2024-05-31", "2024-06-01")
        assert (found["before"]["card"], found["after"]["card"]) == ("2023-06-01", "2024-06-01")
        assert found["changes"] == [
            {"market": "Indonesia", "category": "authentication_international", "before": None, "after": "0.1360"}
        ]

    def test_with_a_file(self, tmp_path: Path) -> None:
        """A file can be compared with a card, whatever the settings."""
        file = tmp_path / "2026-10-01.csv"
        file.write_text(GOOD, "utf-8")
        found = as_json("diff", "2026-10-01", str(file))
        assert found["after"]["source"] == "2026-10-01.csv"
        spain = [one for one in found["changes"] if one["market"] == "Spain"]
        assert [(one["category"], one["before"], one["after"]) for one in spain] == [
            ("authentication", "0.0200", "0.0210"),
            ("service", "0.0200", None),
        ]

    def test_other_currency(self, tmp_path: Path) -> None:
        """Cards in two currencies are not compared."""
        file = tmp_path / "2026-10-01.csv"
        file.write_text(GOOD.replace("USD", "GBP"), "utf-8")
        status, out, err = cuanto("diff", str(file), "2026-10-01", "--lang", "en")
        assert (status, out) == (2, "")
        assert "GBP and USD" in err

    @pytest.mark.parametrize(("before", "after"), [("2022-05-01", "2026-10-01"), ("2026-10-01", "2022-05-01")])
    def test_no_card(self, before: str, after: str) -> None:
        """A day without a card is named."""
        status, out, err = cuanto("diff", before, after, "--lang", "en")
        assert (status, out, err) == (1, "", "No rate card in USD is in force on 1 May 2022.\n")

    def test_neither_day_nor_file(self) -> None:
        """What is neither a day nor a file that can be read is named."""
        status, out, err = cuanto("diff", "yesterday", "2026-10-01")
        assert (status, out) == (2, "")
        assert err.startswith("yesterday: ")


class TestCheck:
    """`rates check`: files before they are used."""

    def test_good(self, tmp_path: Path) -> None:
        """A good file is read back as what it is."""
        (tmp_path / "2026-10-01.csv").write_text(GOOD, "utf-8")
        status, out, _ = cuanto("check", str(tmp_path), "--lang", "en")
        assert status == 0
        assert table(out) == [["From", "Currency", "Per", "Source"], ["1 Oct 2026", "USD", "message", "2026-10-01.csv"]]

    def test_wrong(self, tmp_path: Path) -> None:
        """Every mistake of every file is named with its place, with exit status 1."""
        (tmp_path / "a 2026-10-01.csv").write_text(GOOD + "Narnia,USD,0.1,1e-3,0.1\n", "utf-8")
        (tmp_path / "b.csv").write_text(GOOD, "utf-8")
        status, out, err = cuanto("check", str(tmp_path / "a 2026-10-01.csv"), str(tmp_path / "b.csv"), "--lang", "en")
        assert (status, out) == (1, "")
        assert [line.partition(": ")[0] for line in err.splitlines()] == [
            "a 2026-10-01.csv:3:1",
            "a 2026-10-01.csv:3:4",
            "b.csv",
        ]
        assert "Narnia" in err
        assert "1e-3" in err

    def test_wrong_as_json(self, tmp_path: Path) -> None:
        """As JSON the mistakes come as objects on standard output."""
        (tmp_path / "2026-10-01.csv").write_text(GOOD + "Peru,USD,x,0.03,0.03\n", "utf-8")
        status, out, err = cuanto("check", str(tmp_path), "--json")
        assert (status, err) == (1, "")
        problem = {"code": "bad_number", "file": "2026-10-01.csv", "line": 3, "column": 3, "value": "x"}
        assert json.loads(out) == {"problems": [problem]}

    def test_nothing_to_check(self, tmp_path: Path) -> None:
        """A folder without a card is a mistake."""
        status, _, err = cuanto("check", str(tmp_path), "--lang", "en")
        assert (status, err) == (1, f"{tmp_path}: the folder has no CSV file\n")


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
