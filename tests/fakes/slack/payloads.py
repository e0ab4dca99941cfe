"""What Slack sends, as its documentation shows it: events, commands, presses, forms."""

from __future__ import annotations

import itertools
import time
from typing import Any

from tests.fakes.slack.server import BOT_USER, TEAM

CHANNEL, DIRECT, USER = "C1", "D1", "U1"
_numbers = itertools.count(1)


def event(inner: dict[str, Any], *, id: str | None = None, team: str = TEAM, age: float = 0) -> dict[str, Any]:
    """Wrap an event as the Events API does."""
    return {
        "token": "x",
        "team_id": team,
        "api_app_id": "A1",
        "event": inner,
        "type": "event_callback",
        "event_id": id or f"Ev{next(_numbers)}",
        "event_time": int(time.time() - age),
        "authorizations": [{"team_id": team, "user_id": BOT_USER, "is_bot": True}],
    }


def mention(text: str, *, ts: str = "1.1", thread: str | None = None, **more: Any) -> dict[str, Any]:
    """Somebody mentions the app in a channel."""
    inner = {
        "type": "app_mention",
        "user": USER,
        "text": f"<@{BOT_USER}> {text}",
        "ts": ts,
        "channel": CHANNEL,
        "event_ts": ts,
    }
    return inner | ({"thread_ts": thread} if thread else {}) | more


def direct(text: str, *, ts: str = "1.1", thread: str | None = None, **more: Any) -> dict[str, Any]:
    """Somebody writes to the app."""
    inner = {"type": "message", "channel_type": "im", "user": USER, "text": text, "ts": ts, "channel": DIRECT}
    return inner | ({"thread_ts": thread} if thread else {}) | more


def said(text: str, *, ts: str = "1.2", thread: str | None = "1.1", **more: Any) -> dict[str, Any]:
    """Somebody writes in a channel, mentioning nobody."""
    inner = {"type": "message", "channel_type": "channel", "user": USER, "text": text, "ts": ts, "channel": CHANNEL}
    return inner | ({"thread_ts": thread} if thread else {}) | more


def edited(before: dict[str, Any], text: str) -> dict[str, Any]:
    """Somebody changes a message."""
    old = {key: before[key] for key in ("user", "text", "ts", "thread_ts") if key in before} | {"type": "message"}
    new = old | {"text": text, "edited": {"user": USER, "ts": "9.9"}}
    shared = {"channel": before["channel"], "channel_type": before.get("channel_type", "channel"), "hidden": True}
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": new,
        "previous_message": old,
        "ts": "9.9",
    } | shared


def deleted(before: dict[str, Any]) -> dict[str, Any]:
    """Somebody deletes a message."""
    shared = {"channel": before["channel"], "channel_type": before.get("channel_type", "channel"), "hidden": True}
    gone = {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before, "ts": "9.9"}
    return {"type": "message"} | gone | shared


def command(text: str, response_url: str, *, user: str = USER, team: str = TEAM) -> dict[str, Any]:
    """Somebody types `/cuanto …`."""
    return {
        "command": "/cuanto",
        "text": text,
        "team_id": team,
        "user_id": user,
        "channel_id": CHANNEL,
        "response_url": response_url,
        "trigger_id": f"trigger.{next(_numbers)}",
        "api_app_id": "A1",
    }


def press(
    button: dict[str, Any],
    response_url: str,
    *,
    ts: str = "2.1",
    thread: str | None = "1.1",
    private: bool = False,
    user: str = USER,
) -> dict[str, Any]:
    """Somebody presses a button under a message."""
    container = {"type": "message", "message_ts": ts, "channel_id": CHANNEL, "is_ephemeral": private}
    message = {"ts": ts, "bot_id": "BBOT"} | ({"thread_ts": thread} if thread else {})
    return _interactive("block_actions", user) | {
        "actions": [
            {"type": button["type"], "action_id": button["action_id"], "value": button["value"], "block_id": "b"}
        ],
        "container": container,
        "channel": {"id": CHANNEL},
        "message": message,
        "response_url": response_url,
    }


def home_press(button: dict[str, Any], *, user: str = USER) -> dict[str, Any]:
    """Somebody presses a button in the App Home."""
    action = {"type": "button", "action_id": button["action_id"], "value": button["value"], "block_id": "b"}
    return _interactive("block_actions", user) | {"actions": [action], "container": {"type": "view", "view_id": "V1"}}


def view_press(view: dict[str, Any], action_id: str) -> dict[str, Any]:
    """Somebody presses a button in a form."""
    action = {"type": "button", "action_id": action_id, "value": "more", "block_id": "more"}
    return _interactive("block_actions", USER) | {
        "actions": [action],
        "view": {**view, "id": "V1", "hash": "h"},
        "container": {"type": "view", "view_id": "V1"},
    }


def submission(view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Somebody sends a form."""
    filled = {**view, "id": "V1", "hash": "h", "state": {"values": values}}
    return _interactive("view_submission", USER) | {"view": filled}


def suggestion(view: dict[str, Any], action_id: str, typed: str) -> dict[str, Any]:
    """Somebody types into a menu of a form."""
    return _interactive("block_suggestion", USER) | {
        "action_id": action_id,
        "block_id": "country",
        "value": typed,
        "view": view,
    }


def shortcut(text: str, response_url: str) -> dict[str, Any]:
    """Somebody chooses "Price this message" in a message's menu."""
    return _interactive("message_action", USER) | {
        "callback_id": "price_message",
        "channel": {"id": CHANNEL, "name": "general"},
        "message": {"type": "message", "user": "U2", "text": text, "ts": "5.1"},
        "message_ts": "5.1",
        "response_url": response_url,
    }


def step(inputs: dict[str, str]) -> dict[str, Any]:
    """A workflow comes to our step."""
    return {
        "type": "function_executed",
        "function": {"id": "Fn1", "callback_id": "price_scenario"},
        "inputs": inputs,
        "function_execution_id": "Fx1",
        "workflow_execution_id": "Wx1",
        "bot_access_token": "xwfp-token-of-the-step",
        "event_ts": "1.1",
    }


def links(*urls: str) -> dict[str, Any]:
    """Somebody posts links of ours."""
    return {
        "type": "link_shared",
        "channel": CHANNEL,
        "user": "U2",
        "message_ts": "7.1",
        "unfurl_id": "C1.7.1",
        "source": "conversations_history",
        "links": [{"domain": "cuanto.example", "url": url} for url in urls],
    }


def opened(tab: str = "home") -> dict[str, Any]:
    """Somebody opens the app."""
    return {"type": "app_home_opened", "user": USER, "channel": DIRECT, "tab": tab, "event_ts": "1.1"}


def _interactive(kind: str, user: str) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": user, "name": "ana", "team_id": TEAM},
        "api_app_id": "A1",
        "trigger_id": f"trigger.{next(_numbers)}",
        "is_enterprise_install": False,
    }
