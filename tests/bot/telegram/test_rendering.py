"""Within Telegram's limits, whatever is said: lengths to the unit, tags whole, nothing that turns the direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import Block, BlockKind, Reply
from bot.telegram.marking import MOST, Line, fitted, size, units
from bot.telegram.rendering import rendered, said
from tests.fakes.telegram.html import text_of

LINK = "https://cuanto.example/a/" + "2" * 26
NOTICE = Line("…", "i")


def _reply(text: str, kind: BlockKind = BlockKind.EXPLANATION, link: str | None = LINK) -> Reply:
    return Reply(language="es", blocks=(Block(kind=kind, lines=(text,)),), link=link)


@pytest.mark.parametrize(("over", "whole"), [(0, True), (1, False)])
@pytest.mark.parametrize("sign", ["x", "é", "💸"])
def test_4096_fit_and_4097_are_cut(sign: str, over: int, whole: bool) -> None:
    """A text of exactly the limit stays whole; one more is cut, and ends with the link either way."""
    room = MOST + over - len(LINK) - 2
    width = units(sign)
    text = sign * (room // width) + "x" * (room % width)
    message = rendered(_reply(text))
    assert units(message.html) <= MOST
    assert (text in message.html) is whole
    assert message.html.endswith("\n" + LINK)
    assert ("sigue en el enlace" in message.html) is not whole


@pytest.mark.parametrize("kind", list(BlockKind))
@pytest.mark.parametrize("link", [LINK, None])
def test_long_blocks_of_every_kind_are_taken(kind: BlockKind, link: str | None) -> None:
    """Ten thousand signs that all need escaping: what is left has all its tags closed."""
    rows = tuple(("<b>&", "&amp;" * 200) for _ in range(30)) if kind is BlockKind.TABLE else ()
    block = Block(kind=kind, lines=("<&>" * 3_400,), rows=rows)
    message = rendered(Reply(language="en", blocks=(block, block), link=link))
    assert text_of(message.html, "HTML")
    assert text_of(message.plain, None)
    assert units(message.html) <= MOST


@given(
    st.lists(st.tuples(st.text(max_size=300), st.sampled_from(["", "b", "i", "pre"])), max_size=12),
    st.integers(60, 500),
)
def test_any_text_fits_with_its_tags_closed(parts: list[tuple[str, str]], most: int) -> None:
    """Whatever is written, in whatever signs: within the limit, taken as HTML, the tail at its end."""
    lines = fitted([Line(text, tag) for text, tag in parts], [Line("END")], NOTICE, most)
    assert size(lines) <= most
    shown = text_of("\n".join(line.html for line in lines), "HTML")
    assert shown.endswith("END")
    assert shown == "\n".join(line.plain for line in lines)


@given(st.text(alphabet="\u202a\u202e\u2066\u2069\u200e\u200f\u061c\x00\x1b\ud83d<>&\"'a", max_size=40))
def test_nothing_unseen_is_shown(text: str) -> None:
    """Signs that turn the writing direction or control a terminal are left out; others are shown as they stand."""
    shown = text_of(rendered(_reply(text + "a")).html, "HTML")
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200e\u200f\u061c\x00\x1b\ud83d")
    assert shown.startswith("".join(sign for sign in text + "a" if sign in "<>&\"'a"))


@pytest.mark.parametrize("text", ["👨‍👩‍👧‍👦", "🏳️‍🌈", "🇲🇽", "e\u0301", "שלום", "العربية", "👍🏽", "1️⃣"])
def test_signs_of_all_kinds_stay_as_they_are(text: str) -> None:
    """Emoji of several parts, flags, accents and right-to-left letters are not touched."""
    assert text in rendered(_reply(text)).html


@given(st.text(min_size=1, max_size=200).filter(str.strip), st.integers(20, 120))
def test_a_cut_line_is_the_longest_that_fits(text: str, room: int) -> None:
    """Of a line as much as fits is kept, with a sign where it ends."""
    part = Line(text * 20, "b").cut(room)
    assert part is None or (units(part.html) <= room and part.text.endswith("…"))


def test_texts_of_ours_have_no_preview_and_keep_their_lines() -> None:
    """A text without a link shows no preview."""
    message = said("a\nb")
    assert (message.html, message.preview) == ("a\nb", None)
