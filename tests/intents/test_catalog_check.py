"""`cuanto intents check`: nothing is wrong with what is packaged; every mistake is found and put in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from intents import check
from intents.catalog import LANGUAGES, Catalog, Intent
from intents.check_entities import CODES, of_entities
from intents.check_phrases import FEWEST, LONGEST, normalised, of_phrases, readable
from intents.entities import Section
from intents.phrases import Phrase
from intents.problems import Problem
from locales.translate import translator
from tests.bot.terminal import run

ONE = Catalog(slots={"country": "ISO"}, intents={"rate.lookup": Intent(slots=("country",))})
TWO = Catalog(slots={}, intents={"rate.lookup": Intent(), "rule.calls": Intent()})

Words = dict[str, dict[str, Section]]


def enough(intent: str = "rate.lookup", language: str = "") -> list[Phrase]:
    """As many different phrases as an intent needs, in one language or both."""
    languages = (language,) if language else LANGUAGES
    return [Phrase(name, intent, f"{intent} {name} {number}") for name in languages for number in range(FEWEST)]


def lists(**changes: Mapping[str, Section]) -> dict[str, Words]:
    """Faultless lists in both languages, but for the lists that are given for Spanish."""
    right: Words = {
        "countries": {"names": {"MX": ("México", "mejico")}, "other": {"none": ("nuevo méxico",)}},
        "categories": {"names": {"marketing": ("marketing",)}},
        "entry_points": {"names": {"ctwa_ad": ("anuncio",)}},
        "eras": {"names": {"today": ("hoy",), "2023-06": ("reglas de 2023",)}},
    }
    return {"es": {**right, **{name: dict(sections) for name, sections in changes.items()}}, "en": right}


def test_nothing_is_wrong() -> None:
    """Catalog, phrases and word lists of the package agree."""
    assert check.check() == ()


def test_faultless_sources_have_no_mistakes() -> None:
    """The sources that the other tests break are right before."""
    assert not [*check.of_catalog(ONE), *of_phrases(ONE, enough()), *of_entities(lists())]


@pytest.mark.parametrize(
    ("intent", "code", "value"),
    [
        (Intent(slots=("planet",)), "unknown_slot", "planet"),
        (Intent(slots=("country",), needs=("planet",)), "need_without_slot", "planet"),
    ],
)
def test_mistakes_of_the_catalog(intent: Intent, code: str, value: str) -> None:
    """A slot that there is not, and a need that cannot be filled."""
    broken = Catalog(slots={"country": "ISO"}, intents={"rate.lookup": intent})
    assert list(check.of_catalog(broken)) == [Problem(place="rate.lookup", code=code, value=value)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_few_phrases(language: str) -> None:
    """One phrase less than needed is a mistake of that language."""
    few = [phrase for phrase in enough() if phrase != enough(language=language)[0]]
    (problem,) = of_phrases(ONE, few)
    assert problem == Problem(
        place=f"{language}/rate.lookup", code="few_phrases", value=str(FEWEST - 1), other=str(FEWEST)
    )


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        (Phrase("es", "rate.lokup", "precio de algo"), "unknown_intent"),
        (Phrase("es", "rate.lookup", "¿?"), "empty_phrase"),
        (Phrase("es", "rate.lookup", "a" * (LONGEST + 1)), "long_phrase"),
        (Phrase("es", "rate.lookup", "¿RATE lookup és 3?".replace(" lookup", ".lookup")), "repeated_phrase"),
    ],
)
def test_mistakes_of_a_phrase(phrase: Phrase, code: str) -> None:
    """A phrase of no intent, without words, too long, or there already but for accents and signs."""
    (problem,) = of_phrases(ONE, [*enough(), phrase])
    assert (problem.code, problem.place) == (code, f"es/{phrase.intent}")


def test_a_phrase_of_the_longest_length_is_right() -> None:
    """The bound itself is allowed."""
    assert not list(of_phrases(ONE, [*enough(), Phrase("es", "rate.lookup", "a" * LONGEST)]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_phrase_for_two_intents(language: str) -> None:
    """The same words may not teach two things, not even in two languages."""
    known = [*enough("rate.lookup"), *enough("rule.calls"), Phrase("es", "rate.lookup", "¿Llamadas?")]
    (problem,) = of_phrases(TWO, [*known, Phrase(language, "rule.calls", "llamadas")])
    assert problem == Problem(
        place=f"{language}/rule.calls", code="two_intents", value="llamadas", other="es/rate.lookup"
    )


def test_the_same_phrase_in_both_languages_is_right() -> None:
    """`marketing` is asked in either."""
    shared = [Phrase(language, "rate.lookup", "marketing") for language in LANGUAGES]
    assert not list(of_phrases(ONE, [*enough(), *shared]))


@pytest.mark.parametrize(
    ("one", "other"), [("¿Cuánto?", "cuanto"), ("a  b", "A b!"), ("24 h", "24 h…"), ("España", "espana")]
)
def test_normalised(one: str, other: str) -> None:
    """Accents, capitals, signs and spaces do not tell two phrases apart."""
    assert normalised(one) == normalised(other)


def test_every_unreadable_file_is_named(tmp_path: Path) -> None:
    """A file that cannot be read is one mistake, and the phrases of the others still count."""
    (tmp_path / "es").mkdir()
    paths = [tmp_path / "es" / name for name in ("a.toml", "b.toml", "c.toml")]
    for path, text in zip(paths, ("[one", '[one]\nphrases = ["x"]\n', "one = 1"), strict=True):
        path.write_text(text, "utf-8")
    broken, found = readable(paths)
    assert [(problem.place, problem.code) for problem in broken] == [
        ("es/a.toml", "unreadable"),
        ("es/c.toml", "unreadable"),
    ]
    assert found == [Phrase("es", "b.one", "x")]


@pytest.mark.parametrize(
    ("name", "sections", "code", "value", "other"),
    [
        ("countries", {"names": {}}, "missing_code", "MX", ""),
        ("countries", {"names": {"MX": ("mx", "")}}, "empty_word", "MX", ""),
        ("countries", {"names": {"MX": ("Méx",)}, "careful": {"MX": ("mex",)}}, None, "", ""),
        ("eras", {"names": {"today": ("hoy", "ya"), "2023-06": ("Ya",)}}, "two_codes", "ya", "2023-06, today"),
    ],
)
def test_mistakes_of_a_list(
    name: str, sections: Mapping[str, Section], code: str | None, value: str, other: str
) -> None:
    """A code that only the other language has, an empty word, a word for two codes; the same code twice is right."""
    found = list(of_entities(lists(**{name: sections})))
    wanted = [] if code is None else [Problem(place=f"es/{name}", code=code, value=value, other=other)]
    assert found == wanted


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("countries", "Mexico"), ("countries", "mx"), ("categories", "promo"), ("entry_points", "ad"), ("eras", "2023")],
)
def test_codes_are_canonical(name: str, wrong: str) -> None:
    """A code out of form is a mistake, and the other language lacks it."""
    right = lists()["es"][name]["names"]
    found = list(of_entities(lists(**{name: {"names": {**right, wrong: ("palabra",)}}})))
    assert {(problem.place, problem.code, problem.value) for problem in found} == {
        (f"es/{name}", "unknown_code", wrong),
        (f"en/{name}", "missing_code", wrong),
    }


def test_a_missing_list_is_a_mistake() -> None:
    """Both languages have every list that fills a slot."""
    words = lists()
    words["en"] = {name: sections for name, sections in words["en"].items() if name != "eras"}
    assert list(of_entities(words)) == [Problem(place="en/eras", code="missing_list")]
    assert set(CODES) == set(words["es"])


def test_all_mistakes_at_once() -> None:
    """One mistake does not hide the next."""
    found = of_phrases(
        TWO, [*enough(language="es"), Phrase("es", "nothing.here", ""), Phrase("en", "rate.lookup", "!")]
    )
    assert sorted({problem.code for problem in found}) == ["empty_phrase", "few_phrases", "unknown_intent"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_that_nothing_is_wrong(language: str) -> None:
    """Exit status 0 and a count of none, in the language asked for."""
    done = run("intents", "check", "--lang", language)
    assert (done.status, done.err) == (0, "")
    assert done.out == translator(language).plural("intents.checked", 0, count=0) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_names_every_mistake(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 1, a line for each mistake with its place in front, and their count."""
    say = translator(language)
    problems = (
        Problem(place="es/rate.lookup", code="few_phrases", value="3", other="20"),
        Problem(place="es/rule.calls", code="two_intents", value="{llamadas}", other="es/rate.lookup"),
    )
    monkeypatch.setattr(check, "check", lambda: problems)
    done = run("intents", "check", "--lang", language)
    lines = done.out.splitlines()
    assert (done.status, len(lines)) == (1, 3)
    assert lines[0].startswith("es/rate.lookup: ")
    assert "{llamadas}" in lines[1]
    assert lines[2] == say.plural("intents.checked", 2, count=2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code",
    [
        *("unknown_slot", "need_without_slot", "unreadable", "few_phrases", "unknown_intent", "empty_phrase"),
        *("long_phrase", "two_intents", "repeated_phrase", "missing_list", "missing_code", "unknown_code"),
        *("empty_word", "two_codes"),
    ],
)
def test_every_mistake_has_words(language: str, code: str) -> None:
    """Each code has a text in both languages that is not the code."""
    text = translator(language)(f"intents.problem.{code}", value="V", other="O")
    assert text
    assert code not in text


def test_no_action_is_wrong_usage() -> None:
    """Without saying what to do nothing is done."""
    assert run("intents").status == 2
