"""Learns the model that judges messages from the example messages: `python -m intents.content.training`.

Used in development only. An example is seen as a question's subject is: without the words that ask, and with the same
features. The same examples give the same bytes.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence

from msgspec import json

from intents.content.features import features
from intents.content.model import WEIGHTS
from intents.content.reasons import LANGUAGES, table, words
from intents.content.subject import subject_of
from intents.fitting import Example, Schedule, fit
from intents.linear import Weights, save

SCHEDULE = Schedule(epochs=20, rate=2.0, dropout=0.4, size=12_000, whole=2.0)
"""Chosen by cross-validation over the examples."""

REPLY = "reply_to_customer"


def learn() -> Weights:
    """Return a model learned from all examples."""
    known = examples()
    return fit(known, SCHEDULE, fingerprint(known))


def fingerprint(known: Sequence[Example]) -> str:
    """Of the examples as they are seen: it changes with their wording, the word lists and the features."""
    return hashlib.sha256(json.encode(known)).hexdigest()


def examples() -> list[Example]:
    """All examples, as the model sees them."""
    return [
        seen(text, reason, language)
        for language in LANGUAGES
        for text, reason in (*written(language), *wrapped(language))
    ]


def written(language: str) -> Iterator[tuple[str, str]]:
    """Yield the example messages of a language, each with the code of its reason."""
    for file in sorted(words(language, "examples").iterdir(), key=lambda file: file.name):
        reason = file.name.removesuffix(".toml")
        for text in table(language, "examples", file.name)["examples"]:
            yield text, reason


def wrapped(language: str) -> Iterator[tuple[str, str]]:
    """Yield every example that is no reply once more, as somebody tells that it is sent."""
    wrappers = table(language, "wrappers.toml")["wrappers"]
    for place, (text, reason) in enumerate(written(language)):
        if reason != REPLY:
            yield f"{wrappers[place % len(wrappers)]} {text}", reason


def seen(text: str, reason: str, language: str) -> Example:
    """Return an example as the model sees it."""
    subject = subject_of(text)
    return Example(tuple(sorted(features((*subject.quoted, *subject.told), language))), reason)


def main() -> None:
    """Learn the model and write it."""
    learned = learn()
    save(learned, WEIGHTS)
    sys.stdout.write(f"{WEIGHTS.name}: {len(learned.features)} features, {len(learned.labels)} labels\n")


if __name__ == "__main__":
    main()
