"""Stories: who wrote what and when, read from the way people tell it."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.requests import Message
from intents.understanding import Setting, read, story_of
from pricing.types import Category, Device, EntryPoint, EventType, Status

CASES = Path(__file__).parents[2] / "cases" / "stories"
SETTING = Setting(now=datetime(2026, 11, 23, 21, tzinfo=UTC), zone=ZoneInfo("UTC"), language="es")
LETTERS = {Category.MARKETING: "m", Category.UTILITY: "u", Category.AUTHENTICATION: "a", None: "t"}


def stories() -> list[Any]:
    """Every story of both languages, named by its text."""
    rows = [row for file in sorted(CASES.glob("*.toml")) for row in tomllib.loads(file.read_text("utf-8"))["story"]]
    return [pytest.param(row, id=row["text"][:60]) for row in rows]


def written(message: Message, first: datetime) -> str:
    """A message as the cases write it."""
    minutes = int((message.at - first) / timedelta(minutes=1))
    return f"{letter(message)}+{minutes}{'!' if message.status is Status.FAILED else ''}"


def letter(message: Message) -> str:
    """Who sends what, as the cases write it."""
    if message.type is EventType.INBOUND:
        if message.device is Device.WEB:
            return "cweb"
        return {EntryPoint.CTWA_AD: "cad", EntryPoint.PAGE_CTA: "cpage", None: "c"}[message.entry_point]
    if message.type is EventType.REACTION:
        return "r"
    return "f" if message.type is EventType.FREEFORM else LETTERS[message.category]


@pytest.mark.parametrize("case", stories())
def test_a_story_is_read_message_by_message(case: dict[str, Any]) -> None:
    """Every message, its sender, category, way in, fate and distance in time are as told."""
    story, asked, copies = story_of(read(case["text"], SETTING))
    assert [written(message, story.messages[0].at) for message in story.messages] == case["messages"]
    assert asked == case.get("asked", story.sent[-1] if story.sent else asked)
    assert copies == case.get("copies", 1)


@pytest.mark.parametrize("case", stories())
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: f"hola buenas, {text}",
        lambda text: f"{text} pls",
        lambda text: text.replace("á", "a").replace("é", "e").replace("ó", "o").replace("ñ", "n").replace("í", "i"),
    ],
    ids=["capitals", "small", "greeting", "pls", "no accents"],
)
def test_how_it_is_typed_changes_nothing(case: dict[str, Any], change: Any) -> None:
    """Capitals, accents, a greeting or a `pls` leave the messages as they are."""
    plain, _, _ = story_of(read(case["text"], SETTING))
    typed, _, _ = story_of(read(change(case["text"]), SETTING))
    assert [letter(m) for m in typed.messages] == [letter(m) for m in plain.messages]


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    """No text makes the reader fail, and messages never go back in time by themselves."""
    story, asked, copies = story_of(read(text, SETTING))
    assert copies >= 1
    assert asked is None or 0 <= asked < len(story.messages)
