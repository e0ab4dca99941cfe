"""The rules of a day: every rule that changed over time is a value with its first day, read from `rules/*.toml`.

A value is in force from 00:00 of its first day, in the account's time zone (rule A9), until the next one. There is no
fallback: a day before the first rules raises `UnknownEra`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from pricing.errors import UnknownEra
from pricing.types import Category, Device, EntryPoint

PACKAGED = Path(__file__).parent / "rules"


class Judgements(Struct, frozen=True, kw_only=True):
    """Where no source decides and the other choice can be made: see `rules/judgements.toml` for the reasons."""

    conversation_ends_round_up_to_minute: bool
    """Whether the end of a conversation is the next whole minute (J1)."""
    uncertain_free_entry_point_is_free: bool
    """Whether a message that may or may not be inside a free entry point is taken as free (J4)."""
    served_by_partner: bool
    """Whether an account that says nothing reached Meta through a partner (V4)."""


class Citations(Struct, frozen=True, kw_only=True):
    """The rule ids that a verdict names, by what happened; empty where it cannot happen under the rules of the day."""

    customer_wrote: tuple[str, ...]
    not_delivered: tuple[str, ...]
    not_sendable: tuple[str, ...]
    entry_answered: tuple[str, ...]
    free_entry_point_open: tuple[str, ...]
    free_entry_point_volume: tuple[str, ...]
    template_joins: tuple[str, ...]
    template_opens: tuple[str, ...]
    freeform_joins: tuple[str, ...]
    freeform_opens: tuple[str, ...]
    carried_conversation: tuple[str, ...]
    marketing: tuple[str, ...]
    authentication: tuple[str, ...]
    utility: tuple[str, ...]
    service: tuple[str, ...]
    reaction: tuple[str, ...]


class Parameters(Struct, frozen=True, kw_only=True):
    """The rules of one day. What each field means stands above its values in `rules/*.toml`."""

    era: str
    since: date
    """First day on which exactly these rules hold."""
    charged_unit: Literal["conversation", "message"]
    conversation_category: Literal["initiator", "template"]
    conversation_hours: int
    customer_service_window_hours: int
    calls_open_window: bool
    entry_points: tuple[EntryPoint, ...]
    entry_points_unconfirmed: tuple[EntryPoint, ...]
    entry_devices: tuple[Device, ...]
    entry_answer_hours: int
    free_entry_point_hours: int
    free_entry_point_hours_at_most: int
    service_is_free: bool
    service_priced_as: Category
    utility_free_in_window: bool
    carried_conversations: tuple[Category, ...]
    marketing_not_delivered_to: tuple[str, ...]
    marketing_delivery_doubtful_to: tuple[str, ...]
    marketing_lite_apart: bool
    reactions: Literal["no_effect", "exempt"]
    authentication_international_to: tuple[str, ...]
    volume_tiers: tuple[Category, ...]
    free_units: int
    free_units_scope: Literal["account", "number"]
    free_categories_served: tuple[Category, ...]
    free_categories_direct: tuple[Category, ...]
    rules: dict[str, tuple[str, ...]]
    """Parameter name to the ids of the rules that gave its value."""
    cites: Citations
    judgements: Judgements

    def free_categories(self, served_by_partner: bool | None) -> tuple[Category, ...]:
        """Return which categories the monthly allowance covers (V4); `None` takes the default of the judgement."""
        served = self.judgements.served_by_partner if served_by_partner is None else served_by_partner
        return self.free_categories_served if served else self.free_categories_direct


class Era(Struct, frozen=True, kw_only=True):
    """A name for the days from `first` to `last`, both included."""

    name: str
    first: date
    last: date
    """`date.max` for the era that has not ended."""
    as_of: date
    """The day whose rules and card the name stands for: the last, or an earlier one that speaks for the era."""


class Ruleset:
    """Everything in a folder of rule files. Immutable once read."""

    def __init__(self, eras: tuple[Era, ...], segments: tuple[Parameters, ...]) -> None:
        self.eras = eras
        self.segments = segments
        """The rules in order of time, one entry for each day on which any of them changes."""
        self._firsts = tuple(segment.since for segment in segments)

    def at(self, day: date) -> Parameters:
        """Return the rules in force on a day of the account's calendar. Raises `UnknownEra` before the first."""
        position = bisect_right(self._firsts, day)
        if position == 0:
            raise UnknownEra(day.isoformat())
        return self.segments[position - 1]

    def era(self, name: str) -> Era:
        """Return an era by name; raises `UnknownEra`."""
        for era in self.eras:
            if era.name == name:
                return era
        raise UnknownEra(name)

    def resolve(self, rules: str) -> date:
        """Return the day whose rules and rate card an era or an ISO date stands for. Raises `UnknownEra`."""
        if not _is_date(rules):
            return self.era(rules).as_of
        try:
            day = date.fromisoformat(rules)
        except ValueError:
            raise UnknownEra(rules) from None
        self.at(day)
        return day


def _is_date(rules: str) -> bool:
    # date.fromisoformat alone would also take 20240301 and 2024-W10-5
    return len(rules) == 10 and rules.isascii() and rules.replace("-", "").isdigit() and rules[4] == rules[7] == "-"


@lru_cache(maxsize=1)
def packaged() -> Ruleset:
    """Return the rules that come with cuanto."""
    from pricing.rulefiles import load  # reads files: not before somebody asks for rules

    return load(PACKAGED)


def at(day: date) -> Parameters:
    """Return the packaged rules of a day; raises `UnknownEra` before the first."""
    return packaged().at(day)


def resolve(rules: str) -> date:
    """Return the day that an era or an ISO date stands for in the packaged rules; raises `UnknownEra`."""
    return packaged().resolve(rules)


def eras() -> tuple[Era, ...]:
    """Return the packaged eras, oldest first."""
    return packaged().eras


@lru_cache(maxsize=64)
def hours(count: int) -> timedelta:
    """Return so many hours as a time span; remembered, as it is asked for with every message."""
    return timedelta(hours=count)
