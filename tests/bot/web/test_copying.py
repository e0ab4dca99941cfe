"""What is copied for a ticket: the same answer as Markdown, HTML and plain text, whatever stands in it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot import bootstrap
from bot.plain import render
from bot.questions import Question
from bot.replies import Block, BlockKind, Reply
from bot.settings import Settings
from bot.web.copying import Copies, copies_of
from tests.bot.servicing import NOW
from tests.bot.web.serving import STORY

LINK = "https://cuanto.example/a/abc"
ANSWERER = bootstrap.answerer(Settings())
ALLOWED = {"blockquote", "p", "strong", "br", "ul", "li", "table", "tr", "th", "td", "a"}


class Tags(HTMLParser):
    """Which tags a markup has, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.written = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        """Note it."""
        self.written += data


def copies(text: str, language: str = "es") -> Copies:
    """The copies of an answer to a text."""
    reply = ANSWERER.answer(Question(text=text, now=NOW, language=language)).reply
    return copies_of(text, reply, LINK)


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_copy_says_the_same(language: str) -> None:
    """Question, verdict, price, steps, rule and link stand in all three."""
    found = copies(STORY, language)
    figure = "0,0436" if language == "es" else "0.0436"
    for text in (found.markdown, found.html, found.plain):
        assert text.count(figure) == 3
        assert "C5" in text
        assert LINK in text
        assert "que pago por la ultima" in text


def test_markdown_has_marks_where_they_belong() -> None:
    """The question is quoted, the verdict bold, the steps a list, the link bare in its brackets."""
    lines = copies(STORY).markdown.splitlines()
    assert lines[0].startswith("> lunes 9:00")
    assert lines[2].startswith("**Abre una conversación")
    assert len([line for line in lines if line.startswith("- ")]) == 4
    assert lines[-1] == f"<{LINK}>"


def test_a_price_list_is_a_table() -> None:
    """Rows become rows in Markdown and in HTML."""
    found = copies("tarifas de marketing en México, Colombia y Chile")
    assert found.markdown.count("\n| ") >= 4
    assert "| --- | --- |" in found.markdown
    assert found.html.count("<tr>") == 4


def test_what_is_asked_back_is_not_copied() -> None:
    """A ticket gets what is known; questions back and examples are for the conversation."""
    found = copies("¿cuánto cuesta marketing?")
    assert "¿De qué país" not in found.markdown + found.html + found.plain


@given(some.text(), some.lists(some.text(min_size=1), min_size=1, max_size=4))
def test_nothing_in_an_answer_becomes_markup(question: str, lines: list[str]) -> None:
    """Any text, in the question or in the answer, stays text in HTML, and is all there."""
    blocks = tuple(Block(kind=BlockKind.EXPLANATION, lines=(line,)) for line in lines)
    tags = Tags(copies_of(question, Reply(language="es", blocks=blocks), LINK).html)
    assert tags.names <= ALLOWED
    for line in lines:
        assert line.replace("\r\n", "\n").replace("\r", "\n") in tags.written.replace("\r\n", "\n").replace("\r", "\n")


@given(some.text(alphabet="ab*_`<>[]()#\\|- "))
def test_signs_of_markdown_are_escaped(question: str) -> None:
    """Whatever is asked, no emphasis, code, link or tag begins in it, and it is one quoted line."""
    reply = Reply(language="es", blocks=(Block(kind=BlockKind.VERDICT, lines=("ok",)),))
    first = copies_of(question, reply, LINK).markdown.splitlines()[0]
    bare = first.removeprefix("> ").replace("\\\\", "")
    for sign in "*_`<>[]#":
        assert bare.count(sign) == bare.count(f"\\{sign}")


def test_plain_text_is_the_answer_of_the_terminal() -> None:
    """The plain copy is what `cuanto ask` prints, under its question, with the link."""
    reply = ANSWERER.answer(Question(text=STORY, now=NOW)).reply
    assert copies(STORY).plain == f"{STORY}\n\n{render(reply)}\n{LINK}"
