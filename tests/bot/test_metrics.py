"""What is counted comes out in Prometheus' form, under documented names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics

GUIDE = Path(__file__).parents[2] / "docs" / "store.md"


def _samples(metrics: Metrics) -> dict[str, float]:
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
    }


def test_everything_counted_is_in_the_text() -> None:
    """Each method adds one to its own counter, under the labels it was given."""
    metrics = Metrics()
    metrics.answered("slack", "rate", "es", "embedded")
    metrics.store_failed("keep", "store_gone")
    metrics.event("telegram", "taken")
    metrics.replied("slack", "sent")
    metrics.fell_back("timeout")
    metrics.rated("slack", good=True)
    metrics.rated("slack", good=False)
    metrics.ready(True)
    samples = _samples(metrics)
    assert samples["cuanto_questions_total['embedded', 'es', 'rate', 'slack']"] == 1
    assert samples["cuanto_store_failures_total['keep', 'store_gone']"] == 1
    assert samples["cuanto_events_total['taken', 'telegram']"] == 1
    assert samples["cuanto_replies_total['sent', 'slack']"] == 1
    assert samples["cuanto_recognizer_fallbacks_total['timeout']"] == 1
    assert samples["cuanto_feedback_total['good', 'slack']"] == samples["cuanto_feedback_total['bad', 'slack']"] == 1
    assert samples["cuanto_ready[]"] == 1
    metrics.ready(False)
    assert _samples(metrics)["cuanto_ready[]"] == 0


def test_time_is_measured_even_where_it_fails() -> None:
    """A question or request that raises has taken its time too; a request without a status counts as 500."""
    metrics = Metrics()
    with metrics.asking("slack"):
        pass
    with pytest.raises(KeyError), metrics.asking("slack"):
        raise KeyError
    with metrics.request("/a/{id}", "GET") as status:
        status.append(404)
    with pytest.raises(KeyError), metrics.request("/a/{id}", "GET"):
        raise KeyError
    samples = _samples(metrics)
    assert samples["cuanto_question_seconds_count['slack']"] == 2
    assert samples["cuanto_http_requests_total['/a/{id}', '404', 'GET']"] == 1
    assert samples["cuanto_http_requests_total['/a/{id}', '500', 'GET']"] == 1
    assert samples["cuanto_http_request_seconds_count['/a/{id}']"] == 2


def test_two_services_in_one_process_do_not_mix() -> None:
    """Each instance counts for itself."""
    first, second = Metrics(), Metrics()
    first.fell_back("timeout")
    assert "cuanto_recognizer_fallbacks_total['timeout']" not in _samples(second)


def test_every_name_is_documented() -> None:
    """The guide lists exactly the metrics there are."""
    there = {family.name for family in Metrics().registry.collect()}
    listed = set(re.findall(r"^\| `(cuanto_\w+?)(?:_total)?(?:\{[^}]*\})?` \|", GUIDE.read_text("utf-8"), re.MULTILINE))
    assert listed == there
