"""Pictures: what they show, in words and shapes, for every kind of story; PNG on a machine without fonts."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from html import escape
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from bot import bootstrap
from bot.answer import Answer
from bot.picture import Scene, card_svg, png, scene_of, timeline_svg
from bot.picture.pixels import _FONTS
from bot.picture.scene import Bar, Mark
from bot.questions import Question
from bot.settings import Settings
from tests.bot.servicing import NOW
from tests.cases.load import cases

ANSWERER = bootstrap.answerer(Settings())
STORIES = {story["name"]: story for story in cases("web/pictures.toml")["story"]}
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("es", "en")
FORMS = {"charged": "rect", "free": "circle"}
"""The others are paths of different directions."""
LAST = "lunes 9 am mandé marketing y martes 10 am mandé utilidad a un cliente de México. ¿cuánto pago por la última?"


def answered(text: str, language: str = "es") -> Answer:
    """An answer to a text."""
    return ANSWERER.answer(Question(text=text, now=NOW, language=language))


def scene(text: str) -> Scene:
    """The picture of a story."""
    answer = answered(text)
    found = scene_of(answer.object, answer.finding.request, "UTC")
    assert found is not None
    return found


def drawn(text: str, language: str = "es") -> ElementTree.Element:
    """A picture as a tree."""
    return ElementTree.fromstring(timeline_svg(scene(text), language))


def words(tree: ElementTree.Element) -> list[str]:
    """Every line of text in a picture."""
    return [element.text or "" for element in tree.iter(f"{SVG}text")]


def bar(one: Bar, start: datetime) -> str:
    """A bar as the cases write it."""
    return f"{one.kind} {one.category or '-'} {hours(one.start, start)}→{hours(one.end, start)}"


def hours(at: datetime | None, start: datetime) -> str:
    """Hours after the start, `?` where nobody said."""
    return "?" if at is None else f"{(at - start) / timedelta(hours=1):g}"


def mark(one: Mark) -> str:
    """A mark as the cases write it."""
    if one.unsettled:
        return "unsettled"
    if one.type in ("inbound", "call"):
        return "customer"
    if not one.sendable:
        return "blocked"
    return {True: "charged", False: "free", None: "depends"}[one.charged]


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_shown_as_it_was_priced(name: str) -> None:
    """Windows, conversations and messages stand where the rules put them."""
    found = scene(STORIES[name]["text"])
    assert [bar(one, found.start) for one in found.bars] == STORIES[name]["bars"]
    assert [mark(one) for one in found.marks] == STORIES[name]["marks"]


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_mark_and_its_words(name: str, language: str) -> None:
    """Each message is one shape; charged ones have their price, free ones their reason, beside them and in the text."""
    tree = drawn(STORIES[name]["text"], language)
    shapes = [element for element in tree.iter() if "mark" in element.get("class", "").split()]
    assert len(shapes) == len(STORIES[name]["marks"])
    described = tree.find(f"{SVG}desc")
    assert described is not None
    told = " ".join(words(tree))
    for kind, spanish, english in (("charged", "se cobra USD", "charged USD"), ("free", "gratis:", "free:")):
        wanted = spanish if language == "es" else english
        assert (described.text or "").count(wanted) >= STORIES[name]["marks"].count(kind)
        assert told.replace("\u00a0", " ").count(wanted) >= STORIES[name]["marks"].count(kind)


@pytest.mark.parametrize("name", STORIES)
def test_kinds_differ_without_colour(name: str) -> None:
    """In black and white a charged message is a square, a free one a ring, the customer's a triangle, and so on."""
    tree = drawn(STORIES[name]["text"])
    shapes = [element for element in tree.iter() if "mark" in element.get("class", "").split()]
    found = [shape.tag.removeprefix(SVG) for shape in shapes]
    assert found == [FORMS.get(kind, "path") for kind in STORIES[name]["marks"]]


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_out_of_the_picture(name: str, language: str) -> None:
    """Every shape and the beginning of every text lie inside the frame, which is 600 wide."""
    tree = drawn(STORIES[name]["text"], language)
    _, _, width, height = map(float, tree.attrib["viewBox"].split())
    assert width == 600
    for element in tree.iter():
        for key, most in (("x", width), ("x1", width), ("cx", width), ("y", height), ("y2", height), ("cy", height)):
            if key in element.attrib:
                assert 0 <= float(element.attrib[key]) <= most, element.attrib


def test_the_message_asked_about_stands_out() -> None:
    """A band lies behind the one that the question is about, and behind no other."""
    tree = drawn(
        "lunes 9 am mandé marketing y martes 10 am mandé utilidad a un cliente de México. ¿cuánto pago por la última?"
    )
    assert len([one for one in tree.iter() if one.get("class") == "asked"]) == 1


def test_hours_that_nobody_said_are_not_shown() -> None:
    """Without times the axis counts hours, and messages are first and then."""
    told = words(drawn("ya tengo una de marketing abierta y mando otra plantilla de marketing, ¿me cobran?"))
    assert "+0 h" in told
    assert any(line.startswith("primero") for line in told)
    assert not any(":00" in line for line in told)


@pytest.mark.parametrize("text", ["hola", "¿cuánto cuesta marketing en México?", "¿cómo funciona la ventana?"])
def test_where_nothing_happens_there_is_no_timeline(text: str) -> None:
    """Prices and rules have no picture of time; their preview has the words alone."""
    answer = answered(text)
    assert scene_of(answer.object, answer.finding.request, "UTC") is None
    card = ElementTree.fromstring(card_svg(answer.reply, None))
    assert words(card)


def test_the_zone_of_the_account_sets_the_clock() -> None:
    """The same instants are told in the account's time zone."""
    answer = answered(STORIES["free entry point"]["text"])
    for zone, clock in (("UTC", "lun 09:00"), ("America/Mexico_City", "lun 03:00")):
        found = scene_of(answer.object, answer.finding.request, zone)
        assert found is not None
        assert any(clock in line for line in words(ElementTree.fromstring(timeline_svg(found, "es"))))


def test_markup_in_names_is_text() -> None:
    """A currency or category of an own card that looks like markup stays text."""
    found = scene(STORIES["two conversations and a window"]["text"])
    svg = timeline_svg(replace(found, currency="<b>&\"'"), "es")
    assert "<b>" not in svg
    assert any("<b>&" in line for line in words(ElementTree.fromstring(svg)))


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_that_come_along_are_enough(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With our two files text is drawn; without them, and no font of the system is ever used, it would be missing."""
    answer = answered(STORIES["two conversations and a window"]["text"], language)
    found = scene_of(answer.object, answer.finding.request, "UTC")
    svg = card_svg(answer.reply, found)
    with_fonts = png(svg, width=600)
    monkeypatch.setattr("bot.picture.pixels._FONTS", [])
    without = png(svg, width=600)
    assert size(with_fonts) == size(without)
    assert len(with_fonts) > 2 * len(without)


def test_each_sign_of_the_texts_is_in_the_fonts() -> None:
    """No sign of a preview is missing from the font: drawn alone, each leaves more than an empty box's marks."""
    signs = sorted({sign for text in _texts() for sign in text if not sign.isspace()})
    blank = _drawn_sign("\u4e00")
    missing = [sign for sign in signs if _drawn_sign(sign) == blank]
    assert missing == []
    assert len(_FONTS) == 2


def _texts() -> list[str]:
    found: list[str] = []
    for language in LANGUAGES:
        for story in STORIES.values():
            answer = answered(story["text"], language)
            current = scene_of(answer.object, answer.finding.request, "UTC")
            found += words(ElementTree.fromstring(card_svg(answer.reply, current)))
    return found


def _drawn_sign(sign: str) -> bytes:
    text: Any = f'<text x="4" y="24" font-size="20" font-family="Noto Sans">{escape(sign)}</text>'
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{text}</svg>', width=32)


def test_a_story_without_end_stays_a_small_picture() -> None:
    """Hundreds of messages make a tall picture, but never one of more than 8000 pixels."""
    found = scene(STORIES["two conversations and a window"]["text"])
    long = replace(found, marks=found.marks * 150)
    width, height = size(png(card_svg(answered("hola").reply, long), width=1200))
    assert height <= 8000
    assert width < 1200


def test_what_is_no_picture_is_refused() -> None:
    """Markup that is none raises an error of its own kind."""
    with pytest.raises(ValueError, match=r".+"):
        png("<nothing", width=10)
