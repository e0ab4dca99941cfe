"""What a timeline may not say. `InvalidTimeline` names the field; its `detail` is the reason as a code."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from msgspec.structs import replace

from pricing.errors import InvalidTimeline
from pricing.types import TEMPLATE_CATEGORIES, Category, EntryPoint, Event, EventType, Status, Timeline

CATEGORIES = (*TEMPLATE_CATEGORIES, Category.MARKETING_LITE)
"""What a template event may say it is (rules C1, J10)."""
FIRST_YEAR, LAST_YEAR = 1970, 8999
"""Before these no time zone is dependable, after them the end of a window might not be a date at all."""

POSSIBLE = frozenset(
    [
        *product([EventType.INBOUND], [None], [None, *EntryPoint], [Status.DELIVERED]),
        (EventType.CALL, None, None, Status.DELIVERED),
        *product([EventType.TEMPLATE], CATEGORIES, [None], Status),
        *product([EventType.FREEFORM, EventType.REACTION], [None], [None], Status),
    ]
)
"""The type, category, entry point and status that go together."""


def checked(timeline: Timeline) -> list[Event]:
    """Return the events with their instants in UTC. Raises `InvalidTimeline`."""
    if timeline.free_used is not None and timeline.free_used < 0:
        raise InvalidTimeline("out_of_range", field="free_used")
    if any(used.units < 0 for used in timeline.volumes_used):
        raise InvalidTimeline("out_of_range", field="volumes_used")
    for index, start in enumerate(timeline.business.authentication_international):
        in_utc(start.start, f"business.authentication_international[{index}].start")
    return [_checked(event, index) for index, event in enumerate(timeline.events)]


def _checked(event: Event, index: int) -> Event:
    if (event.type, event.category, event.entry_point, event.status) not in POSSIBLE:
        reason, field = _impossible(event)
        raise InvalidTimeline(reason, field=f"events[{index}].{field}")
    if event.free_entry_point_expires_at is not None:
        in_utc(event.free_entry_point_expires_at, f"events[{index}].free_entry_point_expires_at")
    if event.at.tzinfo is UTC and FIRST_YEAR <= event.at.year <= LAST_YEAR:
        return event
    return replace(event, at=in_utc(event.at, f"events[{index}].at"))


def _impossible(event: Event) -> tuple[str, str]:
    """Return why an event contradicts itself, and in which field."""
    if event.type is EventType.TEMPLATE and event.category not in CATEGORIES:
        return ("missing_category" if event.category is None else "not_a_template_category"), "category"
    if event.type is not EventType.TEMPLATE and event.category is not None:
        return "contradiction", "category"
    if event.type is not EventType.INBOUND and event.entry_point is not None:
        return "contradiction", "entry_point"
    return "contradiction", "status"


def in_utc(instant: datetime, field: str) -> datetime:
    """Return an instant in UTC; raises `InvalidTimeline` for one without an offset or beyond the calendar."""
    if instant.tzinfo is None:
        raise InvalidTimeline("naive_instant", field=field)
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise InvalidTimeline("out_of_range", field=field)
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
