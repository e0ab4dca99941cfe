"""What Slack refuses of blocks and views. Source: the block reference of docs.slack.dev."""

from __future__ import annotations

import json
from typing import Any

TOTAL = 13_200
KINDS = ("section", "context", "actions", "image", "divider", "header", "context_actions", "input")


def refusal(blocks: list[dict[str, Any]], *, most: int = 50) -> str | None:
    """Return the code that Slack refuses blocks with, or `None` for blocks that it takes."""
    if len(blocks) > most:
        return "invalid_blocks"
    if len(json.dumps(blocks, ensure_ascii=False)) > TOTAL:
        return "msg_blocks_too_long"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    wrong = len(names) != len(set(names)) or any(not _fine(block) for block in blocks)
    return "invalid_blocks" if wrong else None


def _fine(block: dict[str, Any]) -> bool:
    kind = block["type"]
    if kind not in KINDS or len(block.get("block_id", "x")) > 255:
        return False
    if kind == "section":
        return 1 <= len(block["text"]["text"]) <= 3_000 and _text(block["text"]) and _element(block.get("accessory"))
    if kind == "context":
        return 1 <= len(block["elements"]) <= 10 and all(len(one["text"]) <= 2_000 for one in block["elements"])
    if kind == "actions":
        ids = [one["action_id"] for one in block["elements"]]
        return 1 <= len(ids) <= 25 and len(ids) == len(set(ids)) and all(map(_element, block["elements"]))
    if kind == "image":
        return 1 <= len(block["alt_text"]) <= 2_000 and len(block["image_url"]) <= 3_000
    if kind == "context_actions":
        return 1 <= len(block["elements"]) <= 5
    return True


def _text(text: dict[str, Any]) -> bool:
    return text["type"] in ("mrkdwn", "plain_text") and bool(text["text"])


def _element(element: dict[str, Any] | None) -> bool:
    if element is None or element["type"] != "button":
        return True
    fits = 1 <= len(element["text"]["text"]) <= 75 and len(element.get("value", "")) <= 2_000
    return fits and len(element["action_id"]) <= 255
