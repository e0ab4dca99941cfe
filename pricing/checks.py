"""What a timeline may not say. `InvalidTimeline` names the field; its `detail` is the reason as a code."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from pricing.errors import InvalidTimeline
from pricing.types import TEMPLATE_CATEGORIES, Category, Event, EventType, Status, Timeline

CATEGORIES = (*TEMPLATE_CATEGORIES, Category.MARKETING_LITE)
"""What a template event may say it is (rules C1, J10)."""
YEARS = (1970, 9000)
"""Before these no time zone is dependable, after them the end of a window might not be a date at all."""

# names of our own: looking a member up on its class takes as long as a call, and this runs for every event
_INBOUND, _TEMPLATE, _FAILED = EventType.INBOUND, EventType.TEMPLATE, Status.FAILED


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
    if event.type is _TEMPLATE:
        if event.category not in CATEGORIES:
            reason = "missing_category" if event.category is None else "not_a_template_category"
            raise InvalidTimeline(reason, field=f"events[{index}].category")
    elif event.category is not None:
        raise InvalidTimeline("contradiction", field=f"events[{index}].category")
    if event.type is not _INBOUND:
        if event.entry_point is not None:
            raise InvalidTimeline("contradiction", field=f"events[{index}].entry_point")
    elif event.status is _FAILED:
        raise InvalidTimeline("contradiction", field=f"events[{index}].status")
    if event.free_entry_point_expires_at is not None:
        in_utc(event.free_entry_point_expires_at, f"events[{index}].free_entry_point_expires_at")
    if event.at.tzinfo is UTC and YEARS[0] <= event.at.year < YEARS[1]:
        return event
    return replace(event, at=in_utc(event.at, f"events[{index}].at"))


def in_utc(instant: datetime, field: str) -> datetime:
    """Return an instant in UTC; raises `InvalidTimeline` for one without an offset or beyond the calendar."""
    if instant.tzinfo is None:
        raise InvalidTimeline("naive_instant", field=field)
    if not YEARS[0] <= instant.year < YEARS[1]:
        raise InvalidTimeline("out_of_range", field=field)
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
