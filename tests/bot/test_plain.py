"""Plain text: aligned, wrapped to the width, and readable without colours."""

from __future__ import annotations

import pytest

from bot.plain import render
from bot.replies import Block, BlockKind, Choice, Reply
from locales.formats import NO_BREAK

BOLD, PLAIN = "\033[1m", "\033[0m"


def reply(*blocks: Block, choices: tuple[Choice, ...] = (), link: str | None = None) -> Reply:
    """Return a Spanish reply of some blocks."""
    return Reply(language="es", blocks=blocks, choices=choices, link=link)


def lines(*blocks: Block, width: int = 80, choices: tuple[Choice, ...] = ()) -> list[str]:
    """Return the plain lines of some blocks."""
    return render(reply(*blocks, choices=choices), width=width).split("\n")


def steps(*rows: tuple[str, ...], charged: tuple[bool | None, ...] = ()) -> Block:
    """Return the block of a story."""
    return Block(kind=BlockKind.STEPS, lines=tuple(map(" ".join, rows)), rows=rows, charged=charged)


def table(*rows: tuple[str, ...], notes: tuple[str, ...] = ()) -> Block:
    """Return a table with notes under it."""
    return Block(kind=BlockKind.TABLE, rows=rows, lines=notes)


def test_steps_are_aligned() -> None:
    """The cells of a story stand under one another."""
    assert lines(steps(("9:00", "cliente", "mensaje", "gratis"), ("10:00", "empresa", "plantilla", "se cobra"))) == [
        "9:00   cliente  mensaje    gratis",
        "10:00  empresa  plantilla  se cobra",
    ]


def test_a_long_last_cell_goes_on_in_its_column() -> None:
    """What does not fit goes on under itself, not under the time."""
    found = lines(steps(("9:00", "abre una conversación de utilidad y se cobra entera")), width=32)
    assert found == ["9:00  abre una conversación de", "      utilidad y se cobra entera"]


def test_a_story_on_a_narrow_screen_is_not_aligned() -> None:
    """Where hardly anything is left for the last cell, each row is wrapped as a sentence."""
    found = lines(steps(("lun 23 nov 10:00", "empresa", "plantilla", "gratis (punto de entrada)")), width=40)
    assert found == ["lun 23 nov 10:00 · empresa · plantilla ·", "    gratis (punto de entrada)"]


def test_steps_without_cells_are_lines() -> None:
    """A story that only has lines is shown as lines."""
    assert lines(Block(kind=BlockKind.STEPS, lines=("a → b", "c → d"), charged=(True, False))) == ["a → b", "c → d"]


def test_figures_of_a_table_are_aligned_to_the_right() -> None:
    """Digits stand under digits, with their heading; words stay on the left."""
    found = lines(table(("Lugar", "Precio", "Nota"), ("Chile", "USD 0,0889", "a"), ("Perú", "USD 12,0889", "b")))
    assert found == [
        "Lugar       Precio  Nota",
        "Chile   USD 0,0889  a",
        "Perú   USD 12,0889  b",
    ]


def test_notes_stand_under_their_table() -> None:
    """What a table cannot say in a cell comes after it."""
    assert lines(table(("Precio",), ("sin precio",), notes=("No está publicado.",)))[-1] == "No está publicado."


@pytest.mark.parametrize("width", [30, 40, 80])
def test_paragraphs_are_wrapped(width: int) -> None:
    """Running text keeps to the width and loses no word."""
    text = "La conversación empieza y se cobra cuando se entrega el mensaje de la empresa que la abre."
    found = lines(Block(kind=BlockKind.EXPLANATION, lines=(text,)), width=width)
    assert max(map(len, found)) <= width
    assert " ".join(found) == text


def test_figures_are_not_torn_apart() -> None:
    """A no-break space keeps a figure on one line, and is an ordinary one in the end."""
    text = f"Cuesta exactamente USD{NO_BREAK}0,0436"
    assert lines(Block(kind=BlockKind.PRICE, lines=(text,)), width=24) == ["Cuesta exactamente", "USD 0,0436"]


def test_a_word_longer_than_the_line_is_left_whole() -> None:
    """Links can be clicked even on a narrow screen."""
    address = "https://help.example/a/very/long/address"
    assert address in lines(Block(kind=BlockKind.HANDOFF, lines=(f"Para eso: {address}",)), width=20)


def test_assumptions_are_one_paragraph() -> None:
    """What was assumed takes no line of its own each."""
    assert lines(Block(kind=BlockKind.ASSUMPTIONS, lines=("Uno.", "Dos."))) == ["Uno. Dos."]


def test_choices_stand_under_the_question_they_answer() -> None:
    """The first question is followed by what can be chosen, then come the others."""
    asked = Block(kind=BlockKind.ASK, lines=("¿De qué país?", "¿Cuántos?"))
    countries = (
        Choice(label="México", slot="country", value="MX"),
        Choice(label="Estados Unidos", slot="country", value="US"),
    )
    assert lines(asked, choices=countries) == ["¿De qué país?", "  México · Estados Unidos", "¿Cuántos?"]
    assert lines(asked, choices=countries, width=18) == ["¿De qué país?", "  México ·", "  Estados Unidos", "¿Cuántos?"]


def test_buttons_that_answer_no_question_are_not_shown() -> None:
    """A button such as `today's rules` is for channels that have buttons."""
    verdict = Block(kind=BlockKind.VERDICT, lines=("No se cobra.",))
    assert lines(verdict, choices=(Choice(label="Hoy", slot="when", value="today"),)) == ["No se cobra."]


def test_examples_are_a_list() -> None:
    """Examples have a heading and go on under themselves."""
    found = lines(Block(kind=BlockKind.EXAMPLES, lines=("Por ejemplo:", "uno dos tres", "cuatro")), width=12)
    assert found == ["Por ejemplo:", "  – uno dos", "    tres", "  – cuatro"]


def test_the_link_comes_last() -> None:
    """The link to the kept answer is the last line."""
    verdict = Block(kind=BlockKind.VERDICT, lines=("No se cobra.",))
    assert render(reply(verdict, link="https://x.example/a/1")) == "No se cobra.\nhttps://x.example/a/1"


def test_colour_only_when_asked() -> None:
    """Escape codes appear only where the caller knows a terminal reads them, and every line ends plain."""
    verdict = Block(kind=BlockKind.VERDICT, lines=("No se cobra.",))
    assert render(reply(verdict)) == "No se cobra."
    assert render(reply(verdict), colour=True) == f"{BOLD}No se cobra.{PLAIN}"


def test_what_is_charged_free_or_open_has_its_own_colour() -> None:
    """Three outcomes, three colours; the words are in the line anyway."""
    story = steps(("9:00", "gratis"), ("9:01", "se cobra"), ("9:02", "depende"), charged=(False, True, None))
    found = render(reply(story), colour=True).split("\n")
    assert len({line[:5] for line in found}) == 3
    assert all(line.endswith(PLAIN) for line in found)


def test_nothing_to_say_is_nothing() -> None:
    """A reply without blocks is an empty text, not a blank line."""
    assert render(reply()) == ""
