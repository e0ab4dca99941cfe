"""Updates that Telegram was told about although they are not answered yet, on the disk until they are.

Telegram shows a hundred updates at a time. Where all of them wait for chats that take no messages, they are put here,
so that the others can be fetched; a process that dies leaves them to the next one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from bot.logs import logger
from bot.telegram.updates import Json, number_of


class Shelf:
    """A file that only its owner may read, gone as soon as there is nothing on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: dict[int, Json] = {}

    def left(self) -> list[Json]:
        """Return what a process before left; what cannot be read is logged and passed by."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            logger().error("telegram_shelf_unreadable", detail=type(error).__name__)
            return []
        left = [raw for raw in found if number_of(raw) is not None] if isinstance(found, list) else []
        self._held = {raw["update_id"]: raw for raw in left}
        return left

    def put(self, updates: dict[int, Json]) -> bool:
        """Write updates down, synced to the disk; `False` if that is not possible."""
        self._held |= updates
        return self._written()

    def take(self, number: int) -> None:
        """Erase an update that was answered."""
        if self._held.pop(number, None) is not None:
            self._written()

    def _written(self) -> bool:
        try:
            if not self._held:
                self._path.unlink(missing_ok=True)
                return True
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            with open(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(list(self._held.values()), file)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError as error:
            logger().error("telegram_shelf_unwritable", detail=type(error).__name__)
            return False
        return True
