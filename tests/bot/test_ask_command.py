"""`cuanto ask`: one question or many, as text or as JSON, and what it says to bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bot.terminal import run, written

FIELDS = {
    "id", "lang", "intent", "era", "rate_card", "verdict", "items", "events", "asked_event", "conversations_opened",
    "needs", "topic", "rules", "today", "text", "link", "recognizer",
}  # fmt: skip
VERDICT = {
    "opens", "category", "charged", "free_reason", "sendable", "amount", "currency", "country", "market", "quantity",
    "billable_quantity", "total",
}  # fmt: skip


def answer(*words: str) -> dict[str, Any]:
    """The answer object of one question."""
    done = run("ask", "--json", *words)
    assert done.status == 0, done.err
    return dict(json.loads(done.out))


def batch(*lines: object, options: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], int, str]:
    """The answers to a batch, its exit status and what it complained about."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = run("ask", "--batch", "-", *options, stdin=text)
    return [json.loads(line) for line in done.out.splitlines()], done.status, done.err


def test_the_answer_object_has_every_field_of_the_contract() -> None:
    """Fields may be added, none may be missing."""
    given = answer("cuanto cuesta una conversacion de utilidad en españa?")
    assert given.keys() >= FIELDS
    assert given["verdict"].keys() >= VERDICT
    assert given["recognizer"].keys() == {"name", "intent", "confidence", "threshold"}


def test_a_price_names_card_market_and_category() -> None:
    """The figure of the default era's last card, as a decimal string."""
    given = answer("how much is a utility conversation to Spain?")
    verdict = given["verdict"]
    assert (verdict["amount"], verdict["market"], verdict["category"]) == ("0.0200", "Spain", "utility")
    assert (given["era"], given["rate_card"], given["lang"]) == ("2023-06", "2024-10-01", "en")


@pytest.mark.parametrize(
    ("options", "era", "card"),
    [
        (("--rules", "2023-06"), "2023-06", "2024-10-01"),
        (("--rules", "2023-06-01"), "2023-06", "2023-06-01"),
        (("--rules", "2024-10-31"), "2023-06", "2024-10-01"),
        (("--rules", "2024-11-01"), "2024-11", "2024-11-01"),
        (("--rules", "2025-06-30"), "2025-04", "2025-04-01"),
        (("--rules", "2025-07-01"), "2025-07", "2025-07-01"),
        (("--rules", "2026-09-30"), "2025-07", "2026-07-01"),
        (("--rules", "2026-10-01"), "2026-10", "2026-10-01"),
    ],
)
def test_rules_are_those_of_the_day(options: tuple[str, ...], era: str, card: str) -> None:
    """Both sides of every change of rules, and the card in force with them."""
    given = answer("precio de utilidad en España", *options)
    assert (given["era"], given["rate_card"]) == (era, card)


def test_a_date_in_the_question_wins_over_the_default() -> None:
    """`julio de 2024` has its own card, and nothing is said of today's rules."""
    given = answer("cuanto costaba marketing en mexico en julio de 2024?")
    assert (given["rate_card"], given["verdict"]["amount"], given["today"]) == ("2024-07-01", "0.0436", None)


def test_todays_rules_are_added_where_they_differ() -> None:
    """The same promo within 24 hours: free then, charged today."""
    given = answer(
        "ayer a las 10 le mande una promo a una clienta y hoy a las 9 le mando otra, me cobran?", "--country", "MX"
    )
    assert (given["verdict"]["charged"], given["verdict"]["free_reason"]) == (False, "same_category_open")
    assert (given["today"]["charged"], given["today"]["amount"]) == (True, "0.0397")


def test_the_same_price_today_is_not_repeated() -> None:
    """Spain's utility rate has not changed: there is nothing to add."""
    assert answer("how much is a utility conversation to Spain?")["today"] is None


def test_options_fill_what_the_question_leaves_open() -> None:
    """Country, language and currency."""
    given = answer(
        "precio de marketing", "--country", "de", "--lang", "en-GB", "--rules", "2026-07-01", "--currency", "EUR"
    )
    assert (given["verdict"]["country"], given["lang"], given["verdict"]["currency"]) == ("DE", "en", "EUR")
    assert given["verdict"]["amount"] is not None


def test_a_currency_without_a_card_has_no_price() -> None:
    """Nothing is converted and no other day's card is used."""
    given = answer("marketing in Germany", "--currency", "GBP")
    assert given["verdict"]["amount"] is None
    assert "0.1365" not in given["text"]


@pytest.mark.parametrize(
    "words",
    [("--currency", "XYZ"), ("--rules", "2021-12-31"), ("--rules", "1999"), ("--timezone", "Mars/Base"),
     ("--lang", "fr"), ("--country", "XX"), ("--now", "2026-11-23T09:00:00"), ("--now", "yesterday")],
)  # fmt: skip
def test_a_wrong_option_is_named(words: tuple[str, str]) -> None:
    """Exit status 2 and a line that names the option, no traceback."""
    done = run("ask", "hola", *words)
    assert done.status == 2
    assert words[0] in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", [(), ("a", "--batch", "-")])
def test_a_question_or_a_batch(words: tuple[str, ...]) -> None:
    """Exactly one of the two."""
    assert run("ask", *words).status == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty_question"), ("   \n", "empty_question"), ("🎉🎉🎉", "empty_question"), ("\x00\x07", "empty_question"),
     ("x" * 100_000, "question_too_long"), ("precio de marketing en mexico en 2021", "unknown_era")],
)  # fmt: skip
@pytest.mark.parametrize("language", ["es", "en"])
def test_what_cannot_be_answered_says_why(text: str, code: str, language: str) -> None:
    """A code for programs, a sentence for people, no figure, status 0."""
    (given,), status, _ = batch({"id": "q", "text": text, "lang": language})
    assert (given["error"], status) == (code, 0)
    assert given["verdict"]["amount"] is None
    assert given["text"].strip()


@pytest.mark.parametrize(
    "text",
    ["quanto custa uma mensagem de marketing no Brasil?", "combien coûte un message?", "كم تكلفة رسالة التسويق؟",
     "这条消息多少钱", "\u202egnitekram", "lorem ipsum dolor sit amet", "asdf qwer zxcv"],
)  # fmt: skip
def test_no_price_without_understanding(text: str) -> None:
    """Other languages and noise get no figure, whatever is made of them."""
    (given,), status, _ = batch({"text": text})
    assert status == 0
    assert given["verdict"]["amount"] is None or given["lang"] in ("es", "en")
    assert "Traceback" not in given["text"]


def test_a_batch_answers_every_line_in_order() -> None:
    """Bad lines get an error object in their place and leave the others alone; only bad JSON changes the status."""
    given, status, complaints = batch(
        {"id": "a", "text": "hola"},
        "{not json",
        '{"id": "n", "text": NaN}',
        {"id": "b", "text": 7},
        {"id": "c"},
        [1],
        {"id": "d", "text": "marketing in Peru", "currency": "XYZ"},
        {"id": "e", "text": "marketing in Peru", "now": "2026-13-01T00:00:00Z"},
        "",
        {"id": "f", "text": "marketing in Peru", "rules": "2024-11"},
    )
    assert [line["id"] for line in given] == ["a", None, None, "b", "c", None, "d", "e", "f"]
    assert [line.get("error", {}) and line["error"]["code"] for line in given[1:8]] == [
        "invalid_json", "invalid_json", "invalid_field", "invalid_field", "invalid_line", "invalid_field",
        "invalid_field",
    ]  # fmt: skip
    assert given[6]["error"]["field"] == "currency"
    assert given[8]["verdict"]["amount"] == "0.0703"
    assert status == 2
    assert ": 2:" in complaints
    assert ": 3:" in complaints


def test_a_batch_without_bad_json_succeeds() -> None:
    """Field errors alone leave the status at 0."""
    _, status, complaints = batch({"text": "hola"}, {"text": None})
    assert (status, complaints) == (0, "")


def test_a_batch_can_be_a_file(tmp_path: Path) -> None:
    """The same from a file; a file that is not there is named."""
    name = written(tmp_path, "lines.jsonl", '{"id": "1", "text": "hola"}\n')
    assert json.loads(run("ask", "--batch", name).out)["id"] == "1"
    missing = run("ask", "--batch", str(tmp_path / "none.jsonl"))
    assert missing.status == 2
    assert "none.jsonl" in missing.err


def test_plain_text_has_no_colour_in_a_pipe() -> None:
    """Escape codes only belong on a terminal."""
    assert "\x1b" not in run("ask", "cuanto cuesta marketing en mexico").out


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    """Never a crash; a figure only ever comes with its card, market and category."""
    given = answer("--", text)
    verdict = given["verdict"]
    if verdict["amount"] is not None:
        assert given["rate_card"]
        assert verdict["market"]
        assert verdict["category"]
