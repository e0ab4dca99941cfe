"""A reply in blocks: what every channel renders in its own look, in the same order with the same words."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class BlockKind(StrEnum):
    """What a block is for, so that a channel can give it its look."""

    VERDICT = "verdict"  # first line: pasteable to a customer
    PRICE = "price"  # figure, market, card date, how well attested
    STEPS = "steps"  # one line a message
    TABLE = "table"  # rows of cells, the first row heads them
    RULE = "rule"  # why, with the rule's id
    EXPLANATION = "explanation"  # running text
    TODAY = "today"  # what today's rules give
    ASSUMPTIONS = "assumptions"
    ASK = "ask"  # what is asked back
    EXAMPLES = "examples"  # questions that can be asked
    HANDOFF = "handoff"  # where to go instead


class Block(Struct, frozen=True, kw_only=True):
    """Some lines that belong together; a table has rows instead, and its lines are notes under it.

    Steps have both: each line stands in `rows` once more as time, who, what and outcome, for channels that align them.
    Inside figures and dates stand no-break spaces, so that no channel wraps there.
    """

    kind: BlockKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    charged: tuple[bool | None, ...] = ()
    """For steps: whether each line is charged, for channels that colour them."""


class Choice(Struct, frozen=True, kw_only=True):
    """A button: pressing it asks the same question with one thing set."""

    label: str
    slot: str
    """`country`, `category`, `language`, `when` …"""
    value: str


class Reply(Struct, frozen=True, kw_only=True):
    """An answer in words."""

    language: str
    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...] = ()
    link: str | None = None

    def block(self, kind: BlockKind) -> Block | None:
        """Return the first block of a kind, if there is one."""
        return next((block for block in self.blocks if block.kind is kind), None)
