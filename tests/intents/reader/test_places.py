"""Every country and region of the numbering plan can be named, in both languages and in several ways."""

from __future__ import annotations

import pytest
from babel import Locale

from intents.entities import LANGUAGES, entities
from intents.reader.lexer import mark
from intents.reader.marks import Marked, MarkKind

FRAMES = {"es": "¿cuánto sale un mensaje en {}?", "en": "how much is a message in {}?"}
ELSEWHERE = {("es", "GD"): "ES"}
"""Where people mean another place by the name: Granada is the Spanish city, the island is `isla de Granada`."""
COUNTRIES = sorted(
    {code for section in ("names", "careful", "persons") for code in entities("es", "countries")[section]}
)
NAMED = [(language, code, str(Locale(language).territories[code])) for language in LANGUAGES for code in COUNTRIES]


def _countries(marked: Marked) -> list[object]:
    return [found.value for found in marked.of(MarkKind.COUNTRY)]


def test_all_regions_of_the_numbering_plan() -> None:
    """245 regions have a calling code; each has names in both languages."""
    english = entities("en", "countries")
    assert len(COUNTRIES) == 245
    assert sorted({*english["names"], *english["careful"], *english["persons"]}) == COUNTRIES


@pytest.mark.parametrize(("language", "code", "name"), NAMED)
@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title])
def test_reference_names(language: str, code: str, name: str, change: type[str]) -> None:
    """The names of the Unicode locale data are understood, whatever their case."""
    expected = ELSEWHERE.get((language, code), code)
    assert _countries(mark(FRAMES[language].format(change(name)))) == [expected]


LISTED = [
    (language, name, section, code, word)
    for language in LANGUAGES
    for name in ("countries", "cities", "demonyms")
    for section in ("names", "careful", "persons")
    for code, words in entities(language, name).get(section, {}).items()
    for word in words
]


@pytest.mark.parametrize(("language", "name", "section", "code", "word"), LISTED)
def test_every_listed_word_is_reached(language: str, name: str, section: str, code: str, word: str) -> None:
    """No listed word is hidden behind another list: each gives its country where one is expected."""
    frame = "clientes {}" if name == "demonyms" else FRAMES[language]
    assert _countries(mark(frame.format(word)))[:1] == [code], (name, section)


@pytest.mark.parametrize("code", COUNTRIES)
def test_flags(code: str) -> None:
    """A flag names its country."""
    flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)
    assert _countries(mark(f"marketing {flag}?")) == [code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_regions(language: str) -> None:
    """Every word for several countries is a region, and no country."""
    for code, words in entities(language, "regions")["names"].items():
        for word in words:
            marked = mark(FRAMES[language].format(word))
            assert [found.value for found in marked.of(MarkKind.REGION)] == [code], word
            assert not _countries(marked), word


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("para chilenos y chilenas", ["CL", "CL"]),
        ("a una clienta española", ["ES"]),
        ("clientes ingleses, franceses y alemanes", ["GB", "FR", "DE"]),
        ("marroquíes", ["MA"]),
        ("estadounidenses", ["US"]),
        ("nicaragüenses", ["NI"]),
        ("Brazilians and Colombians", ["BR", "CO"]),
    ],
)
def test_gender_and_number(text: str, codes: list[str]) -> None:
    """A demonym is known in all its forms."""
    assert _countries(mark(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("+52 cuánto sale?", ["MX"]),
        ("numeros +57 y +51", ["CO", "PE"]),
        ("a +1 number", ["US"]),
        ("a +1 829 number", ["DO"]),
        ("+50 clientes", []),
        ("+999 numbers", []),
        ("2 +1", []),
    ],
)
def test_calling_codes(text: str, codes: list[str]) -> None:
    """A calling code with its plus sign names its country, unless it counts something."""
    assert _countries(mark(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Santiago me escribió a las 10 y le contesté", []),
        ("a Santiago le mandé la promo ayer", []),
        ("clientes de Santiago y de Rosario", ["CL", "AR"]),
        ("marketing Jordan, how much?", ["JO"]),
        ("Jordan asked me what it costs", []),
        ("Georgia", ["GE"]),
        ("le escribí a Mauricio el lunes", []),
    ],
)
def test_names_of_people(text: str, codes: list[str]) -> None:
    """A place that is also a person's name counts only where a place was to be expected, or as a bare answer."""
    assert _countries(mark(text)) == codes
