"""What holds of every reply, whatever the finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from bot.compose import compose
from bot.findings import Finding
from bot.plain import render
from bot.replies import BlockKind
from intents.requests import EstimateRequest, ScenarioRequest
from locales.formats import NO_BREAK, formats
from pricing.types import EventType, NoPrice, Price
from tests.bot.anyfinding import findings

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MONEY = re.compile(rf"\b[A-Z]{{3}}{NO_BREAK}\d[\d.,{NO_BREAK}]*\d|\b[A-Z]{{3}}{NO_BREAK}\d")
ESCAPE = re.compile("\033\\[\\d+m")


def shown_in(finding: Finding) -> str:
    """Return all that a reply shows in blocks, with its no-break spaces."""
    blocks = compose(finding).blocks
    parts = [line for block in blocks for line in block.lines]
    return "\n".join(parts + [cell for block in blocks for row in block.rows for cell in row])


def allowed_in(finding: Finding) -> set[str]:
    """Return every sum of money of a finding, as its language writes it."""
    write = formats(finding.request.language)
    found = {write.rate(price.amount, price.currency) for price in _prices(finding)}
    return found | {write.total(amount, currency) for amount, currency in _sums(finding)}


def _findings(finding: Finding) -> list[Finding]:
    return [finding, *([finding.today] if finding.today else [])]


def _prices(finding: Finding) -> Iterator[Price]:
    for one in _findings(finding):
        stated = [one.summary.price, *(item.price for item in one.items)]
        stated += [verdict.price for verdict in one.assessment.verdicts] if one.assessment else []
        for price in stated:
            if isinstance(price, Price):
                yield price
            elif isinstance(price, NoPrice) and price.nearest:
                yield price.nearest


def _sums(finding: Finding) -> Iterator[tuple[Decimal, str]]:
    """Yield every total with its currency, and what the totals of the parts come to."""
    for one in _findings(finding):
        currencies = {one.summary.currency, *(price.currency for price in _prices(one))}
        currencies |= {one.assessment.currency} if one.assessment else set()
        totals = [one.summary.total, *(item.total_low for item in one.items), *(item.total_high for item in one.items)]
        totals += [line.total for line in one.comparison] + [line.difference for line in one.comparison]
        totals += [one.assessment.total] if one.assessment else []
        totals += [one.request.budget] if isinstance(one.request, EstimateRequest) else []
        totals.append(sum((item.total_low or Decimal() for item in one.items), Decimal()))
        totals.append(sum((_high(item.total_low, item.total_high) for item in one.items), Decimal()))
        yield from ((abs(total), name) for total in totals if total is not None for name in currencies)


def _high(low: Decimal | None, high: Decimal | None) -> Decimal:
    return high if high is not None else low or Decimal()


@ANY
@given(findings())
def test_every_finding_can_be_said(finding: Finding) -> None:
    """Composing and rendering never fail, and always say something."""
    reply = compose(finding)
    assert reply.language == finding.request.language
    assert render(reply, colour=True, width=60).strip()


@ANY
@given(findings())
def test_no_sum_of_money_is_made_up(finding: Finding) -> None:
    """Every figure of money in a reply is one of the finding's, unrounded."""
    assert set(MONEY.findall(shown_in(finding))) <= allowed_in(finding)


@ANY
@given(findings())
def test_talk_holds_no_price(finding: Finding) -> None:
    """Small talk, declines and errors show no figure of money, whatever else the finding holds."""
    if finding.request.kind in ("smalltalk", "offtopic") or finding.error:
        assert MONEY.findall(shown_in(finding)) == []


@ANY
@given(findings())
def test_every_message_has_its_line(finding: Finding) -> None:
    """A story is told back with one line a message, marked as its verdict says."""
    steps = compose(finding).block(BlockKind.STEPS)
    if steps is None or finding.assessment is None:
        return
    verdicts = finding.assessment.verdicts
    assert len(steps.lines) == len(steps.rows) == len(steps.charged) == len(verdicts)
    assert isinstance(finding.request, ScenarioRequest)
    if not any(_is_unclear(message.type, message.category) for message in finding.request.messages):
        assert steps.charged == tuple(verdict.charged for verdict in verdicts)


def _is_unclear(kind: EventType, category: object) -> bool:
    return kind is EventType.TEMPLATE and category is None


@ANY
@given(findings())
def test_blocks_come_in_one_order(finding: Finding) -> None:
    """Rule, today and assumptions always stand in this order, and buttons ask for what is missing first."""
    reply = compose(finding)
    kinds = [block.kind for block in reply.blocks]
    notes = [kind for kind in kinds if kind in (BlockKind.RULE, BlockKind.TODAY, BlockKind.ASSUMPTIONS)]
    assert notes == [kind for kind in (BlockKind.RULE, BlockKind.TODAY, BlockKind.ASSUMPTIONS) if kind in notes]
    slots = {choice.slot for choice in reply.choices}
    assert len(slots) <= 1
    if BlockKind.ASK in kinds:
        assert slots == {finding.needs[0]}


@ANY
@given(findings())
def test_tables_are_rectangular(finding: Finding) -> None:
    """Every row of a table has as many cells as its heading."""
    for block in compose(finding).blocks:
        assert len({len(row) for row in block.rows}) <= 1


@ANY
@given(findings())
def test_plain_text_is_tidy(finding: Finding) -> None:
    """No trailing spaces, no empty lines, no spaces that look like others, no colour unless it was asked for."""
    text = render(compose(finding))
    assert all(line and line == line.rstrip() for line in text.split("\n"))
    assert NO_BREAK not in text
    assert "\033" not in text


@ANY
@given(findings())
def test_colour_says_nothing(finding: Finding) -> None:
    """Without its colours, a coloured reply is the plain one."""
    reply = compose(finding)
    assert ESCAPE.sub("", render(reply, colour=True)) == render(reply)


@ANY
@given(findings())
def test_lines_keep_to_the_width(finding: Finding) -> None:
    """At eighty characters nothing sticks out."""
    assert max(map(len, render(compose(finding), width=80).split("\n"))) <= 80
