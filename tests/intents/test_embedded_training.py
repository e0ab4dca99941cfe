"""The packaged weights are those that today's phrases, words and code give, and they are small."""

from __future__ import annotations

import pytest

from intents import embedded, examples, language, linear
from intents.catalog import UNKNOWN
from intents.linear import softmax
from intents.phrases import Phrase
from intents.train import Job, jobs

LARGEST = 1_000_000
"""Bytes of both files together."""


@pytest.fixture(scope="module")
def wanted() -> tuple[Job, Job]:
    """Both models as they should be learned now."""
    return jobs()


def test_weights_are_current(wanted: tuple[Job, Job]) -> None:
    """What was learned from is what there is to learn from; if not, `make train` renews the weights."""
    stale = [job.path.name for job in wanted if linear.load(job.path).fingerprint != job.fingerprint]
    assert stale == []


def test_weights_are_small(wanted: tuple[Job, Job]) -> None:
    """Both files together stay below a megabyte."""
    assert sum(job.path.stat().st_size for job in wanted) < LARGEST


def test_every_example_counts(wanted: tuple[Job, Job]) -> None:
    """Each label of a model is taught, and nothing else is."""
    for job in wanted:
        assert {example.label for example in job.examples} == set(linear.load(job.path).labels)


def test_another_phrase_makes_another_fingerprint(wanted: tuple[Job, Job]) -> None:
    """One example more or less is noticed."""
    for job in wanted:
        less = Job(path=job.path, examples=job.examples[1:], schedule=job.schedule)
        assert less.fingerprint != job.fingerprint


def test_phrases_are_taught_as_they_are_typed() -> None:
    """A phrase is learned as written and in spoiled copies, all for the same intent."""
    taught = examples.of_intents((Phrase("es", "rate.lookup", "¿Cuánto cuesta un mensaje para Perú?"),))
    of_phrase = [example for example in taught if example.label == "rate.lookup"]
    assert len(of_phrase) > 1
    assert any("_msj_" in example.features for example in of_phrase)
    assert {example.label for example in taught} == {"rate.lookup", UNKNOWN}


def test_foreign_sentences_are_foreign() -> None:
    """No sentence that teaches what other languages are is taken for Spanish or English."""
    assert [text for text in examples.foreign() if language.detect(text)[0]] == []


def test_foreign_sentences_are_not_understood() -> None:
    """Nor does any of them get an answer."""
    model = embedded.weights()
    believed = []
    for text in examples.foreign():
        chances = softmax(model.scores(embedded.features(embedded.mark(text))))
        if model.labels[chances.index(max(chances))] != UNKNOWN:
            believed.append(text)
    assert believed == []
