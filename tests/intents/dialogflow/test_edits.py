"""Our TOML files are edited the way a person would: nothing else moves."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import catalog
from intents.dialogflow.edits import CannotEdit, with_intent, with_phrases, with_words

PHRASES = """# How people ask.

[lookup]
# short ones
phrases = [
    "cuanto cuesta",  
    "precio \\"exacto\\"",

    # long ones
    'a cómo sale',
]

[country]
phrases = [
    "precios de méxico",
]
"""
WORDS = """# Names.

[names]
MX = 'México, Méjico'
CI = "Côte d'Ivoire"

[other]
MX = 'nuevo méxico'
"""
PLACES = catalog.HOME / "phrases"


def test_a_phrase_more() -> None:
    """It comes last in its table; comments and the other table stay."""
    found = with_phrases(PHRASES, "lookup", ['dice "hola"'], [])
    assert found == PHRASES.replace("    'a cómo sale',\n", '    \'a cómo sale\',\n    "dice \\"hola\\"",\n')


@pytest.mark.parametrize("text", ["cuanto cuesta", 'precio "exacto"', "a cómo sale"])
def test_a_phrase_less(text: str) -> None:
    """Its line goes, however it was quoted, and no other."""
    found = with_phrases(PHRASES, "lookup", [], [text])
    assert len(found.splitlines()) == len(PHRASES.splitlines()) - 1
    assert text not in tomllib.loads(found)["lookup"]["phrases"]
    assert "# long ones" in found


def test_a_new_table() -> None:
    """An intent that the file does not have yet is added at its end."""
    found = with_phrases(PHRASES, "black_friday", ["oferta", "descuento"], [])
    assert found.startswith(PHRASES)
    assert tomllib.loads(found)["black_friday"] == {"phrases": ["oferta", "descuento"]}


def test_what_is_written_otherwise_is_left_to_people() -> None:
    """Two phrases in one line are not taken apart."""
    source = '[lookup]\nphrases = [\n    "a", "b",\n]\n'
    with pytest.raises(CannotEdit):
        with_phrases(source, "lookup", ["c"], [])


def test_a_table_without_phrases_is_left_to_people() -> None:
    """No list is made up in the table of another intent."""
    with pytest.raises(CannotEdit):
        with_phrases("[lookup]\n\n[country]\nphrases = [\n]\n", "lookup", ["c"], [])


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), unique=True, max_size=4))
def test_adding_and_taking_away(texts: list[str]) -> None:
    """Any text can be added and is read back; taken away again, the file is what it was."""
    new = [text for text in texts if text not in tomllib.loads(PHRASES)["lookup"]["phrases"]]
    grown = with_phrases(PHRASES, "lookup", new, [])
    assert tomllib.loads(grown)["lookup"]["phrases"][3:] == new
    assert with_phrases(grown, "lookup", [], new) == PHRASES


def test_every_file_of_phrases_can_be_edited() -> None:
    """The way our files are written is the way the edits know."""
    for file in sorted(PLACES.glob("*/*.toml")):
        source = file.read_text("utf-8")
        tables = tomllib.loads(source)
        for topic in (next(iter(tables)), next(reversed(tables))):
            first, *others = tables[topic]["phrases"]
            changed = with_phrases(source, topic, ["una frase nueva"], [first])
            assert tomllib.loads(changed)[topic]["phrases"] == [*others, "una frase nueva"]


def test_words() -> None:
    """A synonym more and one less, in the section that was meant."""
    found = with_words(WORDS, "names", "MX", ["la tierra azteca"], ["Méjico"])
    assert found == WORDS.replace("'México, Méjico'", "'México, la tierra azteca'")


def test_words_with_an_apostrophe() -> None:
    """The line is quoted so that it can be read back."""
    found = with_words(WORDS, "names", "CI", ["Costa d'Avorio"], [])
    assert tomllib.loads(found)["names"]["CI"] == "Côte d'Ivoire, Costa d'Avorio"


@pytest.mark.parametrize(
    ("section", "code", "word"), [("names", "XX", "a"), ("none", "MX", "a"), ("names", "MX", "a, b")]
)
def test_words_that_have_no_place(section: str, code: str, word: str) -> None:
    """An unknown code or section, and a word that holds the comma that separates words."""
    with pytest.raises(CannotEdit):
        with_words(WORDS, section, code, [word], [])


def test_an_intent_more() -> None:
    """It stands after the others of its kind, with its slots."""
    source = (catalog.HOME / "catalog.toml").read_text("utf-8")
    found = with_intent(source, "rate.black_friday", ["country"])
    known = catalog.decode(found)
    assert known.intents["rate.black_friday"].slots == ("country",)
    names = list(known.intents)
    assert names[names.index("rate.black_friday") - 1].startswith("rate.")
    assert {name: one for name, one in known.intents.items() if name != "rate.black_friday"} == dict(
        catalog.load().intents
    )


def test_an_intent_without_slots() -> None:
    """One line, like the others without."""
    source = (catalog.HOME / "catalog.toml").read_text("utf-8")
    found = with_intent(source, "rule.new_one", [])
    assert len(found.splitlines()) == len(source.splitlines()) + 1


def test_an_intent_of_no_kind() -> None:
    """There is no place for it."""
    with pytest.raises(CannotEdit):
        with_intent("[slots]\n", "rate.x", [])
