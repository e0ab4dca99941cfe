"""Trains the model that judges messages, from the example messages. Used in development only.

Examples are seen as a question's subject is: without the words that ask, and with the same features.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain

from intents.content.features import features
from intents.content.reasons import LANGUAGES, table, words
from intents.content.subject import subject_of
from intents.fitting import Example, Schedule, fit
from intents.linear import Weights

SCHEDULE = Schedule(epochs=20, size=12_000)


REPLY = "reply_to_customer"


def train() -> Weights:
    """Return a model trained on all examples; the same examples always give the same model."""
    rows = [row for language in LANGUAGES for row in (*rows_of(language), *wrapped(language))]
    print_of = hashlib.sha256("\n".join(chain.from_iterable(rows)).encode()).hexdigest()[:16]
    return fit([example_of(text, reason) for text, reason in rows], SCHEDULE, print_of)


def rows_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield the example messages of a language, each with the code of its reason."""
    for file in sorted(words(language, "examples").iterdir(), key=lambda file: file.name):
        reason = file.name.removesuffix(".toml")
        for text in table(language, "examples", file.name)["examples"]:
            yield text, reason


def wrapped(language: str) -> Iterator[tuple[str, str]]:
    """Yield every example that is no reply once more, as somebody tells that it is sent."""
    wrappers = table(language, "wrappers.toml")["wrappers"]
    for place, (text, reason) in enumerate(rows_of(language)):
        if reason != REPLY:
            yield f"{wrappers[place % len(wrappers)]} {text}", reason


def example_of(text: str, reason: str) -> Example:
    """Return an example as the model sees it."""
    subject = subject_of(text)
    return Example(tuple(sorted(features((*subject.quoted, *subject.told)))), reason)
