"""Training phrases: read in a fixed order, errors naming the file, the packaged ones as people write."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from intents import catalog
from intents.phrases import Phrase, files, load, read


def written(folder: Path, language: str, name: str, text: str) -> Path:
    """A file of phrases."""
    (folder / language).mkdir(exist_ok=True)
    path = folder / language / name
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_a_kind_and_a_table_a_topic(tmp_path: Path) -> None:
    """The folder names the language, the file the kind, the table the topic; lines keep their order."""
    path = written(tmp_path, "es", "rate.toml", '[lookup]\nphrases = ["b", "a"]\n[country]\nphrases = ["c"]\n')
    assert read(path) == (
        Phrase("es", "rate.lookup", "b"),
        Phrase("es", "rate.lookup", "a"),
        Phrase("es", "rate.country", "c"),
    )


def test_files_come_in_order(tmp_path: Path) -> None:
    """Spanish before English, files by name, and nothing but TOML."""
    for language in ("en", "es"):
        for name in ("rule.toml", "rate.toml"):
            written(tmp_path, language, name, f'[one]\nphrases = ["{language} {name}"]\n')
    written(tmp_path, "es", "notes.txt", "not a phrase")
    assert [phrase.text for phrase in load(tmp_path)] == [
        "es rate.toml",
        "es rule.toml",
        "en rate.toml",
        "en rule.toml",
    ]
    assert [path.name for path in files("es", tmp_path)] == ["rate.toml", "rule.toml"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[lookup\n", "line 1"),
        ("[lookup]\n", "phrases"),
        ('[lookup]\nphrases = "one"\n', "array"),
        ("[lookup]\nphrases = [1]\n", "str"),
        ('[lookup]\nphrases = []\nphrase = ["a"]\n', "phrase"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, reason: str) -> None:
    """A file out of shape is an error with its name and what is wrong in it."""
    path = written(tmp_path, "en", "rate.toml", text)
    with pytest.raises(ValueError, match=rf"en/rate\.toml: .*{reason}"):
        read(path)


def test_a_language_without_files_has_no_phrases(tmp_path: Path) -> None:
    """Nothing is made up for a language that is not there."""
    written(tmp_path, "es", "rate.toml", '[lookup]\nphrases = ["a"]\n')
    assert {phrase.language for phrase in load(tmp_path)} == {"es"}


def test_every_intent_is_taught_evenly() -> None:
    """Neither language is taught an intent with less than half as many phrases as the other."""
    counts = Counter((phrase.intent, phrase.language) for phrase in load())
    for intent in catalog.load().intents:
        spanish, english = counts[intent, "es"], counts[intent, "en"]
        assert min(spanish, english) * 2 > max(spanish, english), intent


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_phrases_are_typed_as_people_type(language: str) -> None:
    """At least a quarter begins with a small letter, some ask with a question mark, and some do not."""
    texts = [phrase.text for phrase in load() if phrase.language == language]
    assert sum(text[0].islower() for text in texts) > len(texts) / 4
    assert len(texts) / 10 < sum("?" in text for text in texts) < len(texts)
