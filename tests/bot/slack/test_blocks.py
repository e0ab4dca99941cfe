"""Answers of every shape and length within Slack's limits."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.replies import Block, BlockKind, Choice, Reply
from bot.slack import limits
from bot.slack.blocks import card, rendered
from bot.slack.buttons import Shown, button
from bot.slack.limits import chunks, cut, fitted, size
from bot.slack.values import MOST_CHARACTERS, Pressed, read
from tests.bot.slack.conftest import buttons, text_of
from tests.fakes.slack.limits import TOTAL, refusal

ID = "abcdefghijkmnpqrstuvwxyz23"
LINK = f"https://cuanto.example/a/{ID}"
SHOWN = Shown(id=ID, picture=f"{LINK}.png", private=True)


def reply(*blocks: Block, choices: tuple[Choice, ...] = (), language: str = "es") -> Reply:
    """Return a reply of some blocks after a verdict."""
    verdict = Block(kind=BlockKind.VERDICT, lines=("Se cobra.",))
    return Reply(language=language, blocks=(verdict, *blocks), choices=choices, link=LINK)


def checked(made: Reply, shown: Shown = SHOWN) -> list[dict[str, Any]]:
    """Return a reply's blocks, which Slack takes, the verdict first and the buttons last."""
    message = rendered(made, shown)
    assert refusal(message.blocks) is None
    assert 0 < len(message.text) <= limits.FALLBACK
    assert "Se cobra." in message.blocks[0]["text"]["text"]
    assert message.blocks[-1]["type"] == "context_actions"
    return message.blocks


@pytest.mark.parametrize("kind", list(BlockKind))
@pytest.mark.parametrize("length", [2_999, 3_000, 3_001, 6_001])
def test_line_of_every_length(kind: BlockKind, length: int) -> None:
    """A line up to a section's limit and one beyond: nothing of it is lost while it all fits."""
    blocks = checked(reply(Block(kind=kind, lines=("Título", "x" * length))))
    if kind is not BlockKind.TABLE:
        assert text_of({"blocks": blocks}).count("x") >= length


@pytest.mark.parametrize("count", [limits.BLOCKS - 5, limits.BLOCKS - 4, limits.BLOCKS, limits.BLOCKS + 1, 400])
def test_blocks_of_every_number(count: int) -> None:
    """Up to fifty, and beyond: the rest is on the page, which is said and linked."""
    made = reply(*(Block(kind=BlockKind.EXPLANATION, lines=(f"párrafo {index}",)) for index in range(count)))
    blocks = checked(made)
    said = text_of({"blocks": blocks})
    assert (f"<{LINK}|" in said) == (f"párrafo {count - 1}" not in said)


@pytest.mark.parametrize("letter", ["x", "ñ", "<", '"', "\n", "🇲🇽", "&"])
def test_total_of_every_letter(letter: str) -> None:
    """Signs that grow when they are escaped count as what they grow to."""
    made = reply(*(Block(kind=BlockKind.RULE, lines=(letter * 900 + ".",)) for _ in range(30)))
    blocks = checked(made)
    assert size(blocks) <= limits.TOTAL < TOTAL


@pytest.mark.parametrize("count", [1, 25, 26, 60])
def test_buttons_of_every_number(count: int) -> None:
    """At most twenty-five, each legible."""
    choices = tuple(Choice(label="L" * 76, slot="country", value=f"{index:02}") for index in range(count))
    found = buttons({"blocks": checked(reply(choices=choices))})
    assert len([name for name in found if name.startswith("choice:")]) == min(count, limits.BUTTONS)


@pytest.mark.parametrize(("length", "fits"), [(MOST_CHARACTERS - 3, True), (MOST_CHARACTERS - 2, False)])
def test_value_of_a_button(length: int, fits: bool) -> None:
    """Two thousand characters are carried and read back; one more is refused by us, not by Slack."""
    pressed = Pressed(id="", slot="x", value="v" * length)
    if fits:
        assert read(button("label", pressed)["value"]) == pressed
    else:
        with pytest.raises(ValueError, match="button"):
            button("label", pressed)


def test_rows_and_columns_of_a_long_table() -> None:
    """A table is set in letters of one width and goes on in the next block; each part is closed."""
    rows = (("Categoría", "Precio"), *((f"país {index}", "USD 0,0436") for index in range(200)))
    blocks = checked(reply(Block(kind=BlockKind.TABLE, rows=rows)))
    parts = [
        block["text"]["text"] for block in blocks if block["type"] == "section" and "país" in block["text"]["text"]
    ]
    assert len(parts) > 1
    assert all(part.startswith("```") and part.endswith("```") for part in parts)


def test_picture_says_what_it_shows() -> None:
    """Its alternative text tells the steps, cut at Slack's limit."""
    steps = Block(kind=BlockKind.STEPS, lines=tuple(f"lun 10:{index:02} se cobra" for index in range(60)) * 4)
    [image] = [block for block in checked(reply(steps)) if block["type"] == "image"]
    assert "lun 10:00 se cobra" in image["alt_text"]
    assert len(image["alt_text"]) <= limits.ALT


def test_answer_that_was_not_kept_has_no_buttons_for_it() -> None:
    """Nothing to copy, attach, share or rate."""
    message = rendered(reply(choices=(Choice(label="México", slot="country", value="MX"),)), Shown(private=True))
    assert list(buttons({"blocks": message.blocks})) == ["choice:country:MX"]
    assert refusal(message.blocks) is None


@pytest.mark.parametrize("language", ["es", "en"])
def test_public_answer_offers_no_sharing(language: str) -> None:
    """Everything else is there, in its language."""
    found = buttons({"blocks": rendered(reply(language=language), Shown(id=ID)).blocks})
    assert set(found) == {"language", "copy", "ticket", "good", "bad"}
    assert found["copy"]["text"]["text"] == {"es": "Copiar enlace", "en": "Copy link"}[language]


def test_card_of_a_long_answer_fits() -> None:
    """A preview has the verdict and the price, and ends in the link."""
    price = Block(kind=BlockKind.PRICE, lines=("USD 0,0436",) * 2_000)
    blocks = card(reply(price), LINK, None)
    assert refusal(blocks) is None
    assert LINK in blocks[-1]["elements"][0]["text"]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=4_000)
BLOCK = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    lines=st.lists(TEXT, min_size=1, max_size=4).map(tuple),
    rows=st.lists(st.tuples(TEXT, TEXT), max_size=4).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(blocks=st.lists(BLOCK, max_size=60), private=st.booleans())
def test_slack_takes_any_reply(blocks: list[Block], private: bool) -> None:
    """Whatever an answer says, Slack takes it, and no sign of it can mention anybody."""
    message = rendered(reply(*blocks), Shown(id=ID, picture=f"{LINK}.png", private=private))
    assert refusal(message.blocks) is None
    assert len(message.text) <= limits.FALLBACK
    for text in (text_of({"blocks": message.blocks}), message.text):
        assert "<!" not in text
        assert "<@" not in text


@given(text=st.text(), most=st.integers(1, 50))
def test_chunks_lose_nothing_but_line_ends(text: str, most: int) -> None:
    """Every piece fits, and together they are the text."""
    pieces = list(chunks(text, most))
    assert all(0 < len(piece) <= most for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


@given(text=st.text(), most=st.integers(1, 50))
def test_cut_keeps_what_fits(text: str, most: int) -> None:
    """A text that fits is itself; another one ends in a sign that something is missing."""
    found = cut(text, most)
    assert len(found) <= most
    assert found == text if len(text) <= most else found.endswith("…")


@pytest.mark.parametrize(("count", "tail"), list(product([0, 1, 49, 50, 51], [0, 1, 3])))
def test_fitted_keeps_the_tail(count: int, tail: int) -> None:
    """The buttons are never what is left out."""
    body = [{"type": "divider", "n": index} for index in range(count)]
    last = [{"type": "divider", "tail": index} for index in range(tail)]
    notice = {"type": "divider", "notice": True}
    found = fitted(body, last, notice)
    assert found[len(found) - tail :] == last
    assert len(found) <= limits.BLOCKS
    assert (notice in found) == (count + tail > limits.BLOCKS)
