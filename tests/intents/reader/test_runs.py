"""The kept runs of the word lists are a copy, never another truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from intents.reader.runs import FILE, build, encode, load, runs, sections


def test_kept_runs_are_current() -> None:
    """The file was made from the lists as they stand: `python -m intents.reader.runs` makes it anew."""
    assert FILE.read_bytes() == encode(build())


@pytest.mark.parametrize("kept", [None, encode(replace(build(), checksum=1, sections={}))])
def test_lists_decide(tmp_path: Path, kept: bytes | None) -> None:
    """A file that is missing, or older than the lists, changes nothing of what is read."""
    file = tmp_path / "runs.json"
    if kept is not None:
        file.write_bytes(kept)
    assert load(file) == build()


def test_a_current_file_is_believed(tmp_path: Path) -> None:
    """With the checksum of the lists a file is taken as it is, without parsing them."""
    file = tmp_path / "runs.json"
    kept = replace(build(), sections={"animals names": ((("polar", "bear"), "bear"),)})
    file.write_bytes(encode(kept))
    assert load(file) == kept


def test_both_languages_are_together() -> None:
    """The runs of a section come from both languages, with adjectives in all their forms."""
    assert {("estados", "unidos"), ("united", "states")} <= {
        run for run, code in runs("countries", "names") if code == "US"
    }
    assert {("chilena",), ("chilenos",), ("chileans",)} <= {
        run for run, code in runs("demonyms", "names") if code == "CL"
    }


def test_sections_are_known() -> None:
    """Every section is listed once; one that is not there has no runs."""
    assert len(set(sections())) == len(sections()) > 20
    assert runs("countries", "planets") == ()
