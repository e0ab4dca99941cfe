"""`make train`: learns both models from phrases, word lists and foreign sentences, and writes their weights.

The same sources give the same bytes. Each file holds a fingerprint of what it was learned from; a test compares it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, json

from intents import embedded, examples, fitting, language, linear, phrases
from intents.fitting import Example, Schedule


class Job(Struct, frozen=True, kw_only=True):
    """One model to be learned."""

    path: Path
    examples: Sequence[Example]
    schedule: Schedule

    @property
    def fingerprint(self) -> str:
        """Of the examples, the schedule and the code that learns: whatever else changes makes no other weights."""
        code = Path(fitting.__file__).read_bytes()
        return hashlib.sha256(json.encode((self.examples, self.schedule)) + code).hexdigest()


def jobs() -> tuple[Job, Job]:
    """Return both models as they should be learned now."""
    known = phrases.load()
    return (
        Job(
            path=embedded.WEIGHTS,
            examples=examples.of_intents(known),
            schedule=Schedule(size=9_000, rate=6.0, whole=2.0),
        ),
        Job(
            path=language.WEIGHTS,
            examples=examples.of_languages(known),
            schedule=Schedule(size=6_000, epochs=8, whole=2.0),
        ),
    )


def train(job: Job) -> linear.Weights:
    """Learn one model."""
    return fitting.fit(job.examples, job.schedule, job.fingerprint)


def main() -> None:
    """Learn both and write them."""
    for job in jobs():
        learned = train(job)
        linear.save(learned, job.path)
        size = job.path.stat().st_size // 1000
        sys.stdout.write(f"{job.path.name}: {len(job.examples)} examples, {len(learned.labels)} labels, {size} kB\n")


if __name__ == "__main__":
    main()
