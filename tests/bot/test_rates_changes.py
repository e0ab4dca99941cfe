"""`cuanto rates diff` and `cuanto rates check`: what changes between cards, and files before they are used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.ratesrunning import GOOD, as_json, cuanto, table


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
