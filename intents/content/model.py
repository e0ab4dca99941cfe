"""The trained model: how likely each reason is for a message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from intents.content.features import features, runs_of, seen_as
from intents.content.kinds import small_words
from intents.content.reasons import UNKNOWN, reasons
from intents.linear import Weights, load, softmax
from intents.reader.marks import Token

CONTESTED = "contested"

WEIGHTS = Path(__file__).parent / "weights.bin"

SHORTEST_TELLING = 3
"""Shorter words say nothing of a message by themselves."""

GOOD_PART = 5
"""Letters of a run that make a word known."""


class Outlook(Struct, frozen=True, kw_only=True):
    """How likely each reason is, from 0 to 1; all together 1."""

    chances: Mapping[str, float]

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest reason of the likeliest group, and how likely that group is."""
        groups: dict[str, float] = defaultdict(float)
        for code, chance in self.chances.items():
            groups[group_of(code)] += chance
        group = max(groups, key=groups.__getitem__)
        members = [code for code in self.chances if group_of(code) == group]
        return max(members, key=self.chances.__getitem__), groups[group]

    def without(self, *codes: str) -> Outlook:
        """The same where some reasons are ruled out."""
        left = {code: chance for code, chance in self.chances.items() if code not in codes}
        whole = sum(left.values())
        return Outlook(chances={code: chance / whole for code, chance in left.items()})

    def mixed_with(self, other: Outlook, share: float) -> Outlook:
        """Both, the other one with that share."""
        return Outlook(
            chances={code: (1 - share) * chance + share * other.chances[code] for code, chance in self.chances.items()}
        )


def group_of(code: str) -> str:
    """The category of a reason, or `contested`, or `unknown`."""
    reason = reasons()[code]
    if reason.category is not None:
        return reason.category.value
    return CONTESTED if reason.contested else UNKNOWN


def outlook(tokens: Sequence[Token], language: str) -> Outlook:
    """Judge the words of a message. Raises `OSError` where the model is missing."""
    weights = trained()
    return Outlook(chances=dict(zip(weights.labels, softmax(weights.scores(features(tokens, language))), strict=True)))


def says_something(token: Token) -> bool:
    """Whether a word could stand for a kind of message at all."""
    return len(token.norm) >= SHORTEST_TELLING and token.norm.isalpha() and token.norm not in small_words()


def known(tokens: Sequence[Token]) -> bool:
    """Whether the model has seen any of these words, or a good part of one."""
    index = trained().index
    return any(
        f"w {token.norm}" in index or any(len(run) >= GOOD_PART and run in index for run in runs_of(token.norm))
        for token in tokens
        if says_something(token)
    )


def telling(tokens: Sequence[Token], code: str) -> list[Token]:
    """Of these words those that speak for a reason by themselves, the strongest first."""
    weights = trained()
    if code not in weights.labels:
        return []
    place = weights.labels.index(code)
    strength = {token: weights.scores([f"w {seen_as(token)}"])[place] for token in tokens if says_something(token)}
    return sorted((token for token in strength if strength[token] > 0), key=lambda token: -strength[token])


@cache
def trained() -> Weights:
    """The model as it was shipped."""
    return load(WEIGHTS)
