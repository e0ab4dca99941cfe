"""`cuanto chat`: a conversation that keeps the thread, and ends when the person leaves."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.bot.terminal import run

TALKS = tomllib.loads((Path(__file__).parents[1] / "cases" / "talks.toml").read_text("utf-8"))["talk"]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["name"])
def test_a_conversation_keeps_the_thread(talk: dict[str, object]) -> None:
    """Each turn's answer contains what it should and nothing that it should not."""
    turns = talk["turns"]
    assert isinstance(turns, list)
    done = run("chat", "--lang", str(talk["lang"]), stdin="\n".join(turn["say"] for turn in turns) + "\n")
    assert done.status == 0
    replies = done.out.strip().split("\n\n")[-len(turns) :]
    assert len(replies) == len(turns)
    for turn, reply in zip(turns, replies, strict=True):
        plain = " ".join(reply.split())
        for words in turn.get("hear", ()):
            assert words in plain, (turn["say"], plain)
        for words in turn.get("not", ()):
            assert words not in plain, (turn["say"], plain)


@pytest.mark.parametrize("word", ["salir", "exit", "QUIT", "adiós", "bye!"])
def test_a_word_of_farewell_ends_it(word: str) -> None:
    """What comes after it is not read."""
    assert "USD" not in run("chat", stdin=f"{word}\ncuanto cuesta marketing en mexico\n").out


def test_the_end_of_input_ends_it() -> None:
    """Ctrl-D at once: a welcome with examples, and goodbye."""
    done = run("chat", stdin="")
    assert done.status == 0
    assert "cuánto cuesta" in done.out


def test_empty_lines_are_passed_over() -> None:
    """Pressing return asks nothing."""
    assert run("chat", stdin="\n\n\n").out == run("chat", stdin="").out
