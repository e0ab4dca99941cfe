"""Rules explained: the era's own truth first, then what has become of it by the day of asking."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from bot.compose import compose
from bot.findings import Finding
from bot.replies import BlockKind, Reply
from locales.topics import explain
from tests.bot.replycases import finding_of

LANGUAGES = ("es", "en")


def finding(topic: str, *, era: str = "2023-06", assumed: bool = True, language: str = "en", **case: Any) -> Finding:
    """Return the finding about a rule."""
    found = {"intent": f"rule.{topic}", "topic": topic, "era": era, "assumptions": ["default_era"] if assumed else []}
    return finding_of({**found, **case}, language)


def today(reply: Reply) -> str | None:
    """Return the line about today's rules."""
    block = reply.block(BlockKind.TODAY)
    return block.lines[0] if block else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_is_the_verdict(language: str) -> None:
    """The explanation is split after its first sentence, and nothing of it is lost."""
    reply = compose(finding("free_tier_1000_service", language=language))
    told = explain("free_tier_1000_service", "2023-06", language)
    verdict, rest = reply.block(BlockKind.VERDICT), reply.block(BlockKind.EXPLANATION)
    assert told is not None
    assert verdict is not None
    assert rest is not None
    assert f"{verdict.lines[0]} {rest.lines[0]}" == told.text
    assert rest.lines[1].endswith(told.example[1:])


def test_an_explanation_of_one_sentence_has_only_its_example_below() -> None:
    """Where the verdict says it all, nothing is repeated."""
    block = compose(finding("free_tier_monthly_reset", era="2025-07", assumed=False)).block(BlockKind.EXPLANATION)
    assert block is not None
    assert [line.partition(":")[0] for line in block.lines] == ["Example"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_changed_since_is_said(language: str) -> None:
    """Asked without a date, a rule that is another one today says so in one line."""
    now = explain("free_tier_per_waba", "2026-10", language)
    line = today(compose(finding("free_tier_per_waba", language=language)))
    assert now is not None
    assert line is not None
    assert line.split(", ", 1)[1] == now.text[:1].lower() + now.text[1:].partition(". ")[0] + "."


def test_what_has_not_changed_is_not_said_again() -> None:
    """A rule that still holds has no line about today."""
    assert today(compose(finding("account_time_zone"))) is None
    assert today(compose(finding("business_app"))) is None


def test_who_names_a_date_is_told_about_that_date_only() -> None:
    """Asked about an era by name, today's rules are not added."""
    assert today(compose(finding("free_tier_per_waba", assumed=False))) is None


def test_rules_to_come_are_not_todays() -> None:
    """Asked in 2024, a change of 2026 is not yet said."""
    asked = replace(finding("free_tier_per_waba"), asked_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert today(compose(asked)) is None


@pytest.mark.parametrize(
    ("hour", "says"), [(5, "nothing to share out"), (6, "belong to each phone number")], ids=["before", "after"]
)
def test_today_begins_at_midnight_of_the_account(hour: int, says: str) -> None:
    """On 1 October 2026 at 5:00 UTC it is still September in Mexico City."""
    asked = finding("free_tier_per_waba", timezone="America/Mexico_City")
    line = today(compose(replace(asked, asked_at=datetime(2026, 10, 1, hour, tzinfo=UTC))))
    assert line is not None
    assert says in line


def test_a_topic_without_texts_is_not_made_up() -> None:
    """A topic nobody wrote about is answered with examples of what can be asked."""
    reply = compose(finding("no_such_topic"))
    assert [block.kind for block in reply.blocks] == [BlockKind.VERDICT, BlockKind.EXAMPLES]


def test_rules_are_named_by_id_under_an_explanation() -> None:
    """What was explained is not said again rule by rule."""
    block = compose(finding("fep_72h", rules=["C16", "C17"])).block(BlockKind.RULE)
    assert block is not None
    assert block.lines == ("Rules C16, C17.",)


def test_the_deciding_rules_are_said_before_the_general_ones() -> None:
    """Of the rules of a verdict the two that decided are put into words, the general ones by their ids."""
    case = {
        "intent": "scenario.single",
        "era": "2023-06",
        "rules": ["A1", "C22", "C5", "C8", "C1"],
        "summary": {"opens": True, "charged": True, "category": "utility"},
    }
    block = compose(finding_of(case, "en")).block(BlockKind.RULE)
    assert block is not None
    assert [line[:8] for line in block.lines] == ["Rule C5:", "Rule C8:"]
    assert block.lines[-1].endswith(" Also A1, C22, C1.")


def test_only_general_rules_are_said_by_the_first() -> None:
    """Where nothing but general rules applied, the first of them is put into words."""
    case = {"intent": "rate.lookup", "era": "2023-06", "rules": ["A10", "C22"], "needs": ["country"]}
    block = compose(finding_of(case, "en")).block(BlockKind.RULE)
    assert block is not None
    assert len(block.lines) == 1
    assert block.lines[0].startswith("Rule A10: the market")


def test_a_rule_without_a_sentence_is_still_named() -> None:
    """An id that nobody wrote a sentence for is shown, not hidden."""
    case = {"intent": "rate.lookup", "era": "2023-06", "rules": ["Z9"], "needs": ["country"]}
    block = compose(finding_of(case, "es")).block(BlockKind.RULE)
    assert block is not None
    assert block.lines == ("Regla Z9.",)
