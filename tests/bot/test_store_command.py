"""`cuanto store`: pruning, counting and forgetting from the command line, in both languages."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import bootstrap
from bot.__main__ import dispatch
from bot.cli.context import Context
from bot.settings import Secret, Settings, SettingsError, load
from bot.store.port import Choices, Store
from tests.bot.store.making import NOW, kept, remembered


class Terminal:
    """Runs commands against one data folder and says what they printed."""

    def __init__(self, folder: Path) -> None:
        self.settings: dict[str, Any] = {"cuanto_data_dir": str(folder)}
        self.out = ""
        self.err = ""

    def run(self, *words: str, later: timedelta = timedelta(0)) -> int:
        """Run `cuanto store …` and return its exit status."""
        out, err = io.StringIO(), io.StringIO()
        settings = Settings(**self.settings)
        context = Context(settings=settings, stdin=io.StringIO(), out=out, err=err, clock=lambda: NOW + later)
        status = dispatch(["store", *words], context)
        self.out, self.err = out.getvalue(), err.getvalue()
        return status

    def fill(self, step: Callable[[Store], Awaitable[object]]) -> None:
        """Do something to the store beforehand."""

        async def filled() -> None:
            store = bootstrap.store(Settings(**self.settings))
            await step(store)
            await store.close()

        asyncio.run(filled())


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """An empty data folder."""
    return Terminal(tmp_path / "data")


async def _something(store: Store) -> None:
    await store.keep(kept(tickets=("ZD-1",)))
    await store.remember("c", remembered(), NOW, person="slack:U1")
    await store.choose("slack:U1", Choices(language="en"), NOW)


def test_stats_count_what_is_kept(terminal: Terminal) -> None:
    """Each kind has a line with its number."""
    terminal.fill(_something)
    assert terminal.run("stats") == 0
    assert terminal.out.splitlines() == [
        "respuestas: 1",
        "respuestas borradas: 0",
        "tickets enlazados: 1",
        "conversaciones: 1",
        "eventos: 0",
        "personas con preferencias: 1",
        "valoraciones: 0",
    ]


def test_pruning_goes_by_clock_and_retention(terminal: Terminal) -> None:
    """Right before, nothing is over; then what the settings say is erased, and the numbers are printed."""
    terminal.settings["cuanto_keep_answers_days"] = 30
    terminal.fill(_something)
    assert terminal.run("prune", later=timedelta(days=1, microseconds=-1)) == 0
    assert terminal.out == "respuestas borradas: 0\nconversaciones olvidadas: 0\neventos borrados: 0\n"
    assert terminal.run("prune", later=timedelta(days=30)) == 0
    assert terminal.out == "respuestas borradas: 1\nconversaciones olvidadas: 1\neventos borrados: 0\n"


def test_forgetting_says_how_much_there_was(terminal: Terminal) -> None:
    """A person is forgotten by the name that their channel has for them; a second time there is nothing."""
    terminal.settings["cuanto_default_lang"] = "en"
    terminal.fill(_something)
    assert terminal.run("forget", "slack:U1") == 0
    assert terminal.out == (
        "conversations forgotten: 1\nchoices erased: 1\nratings that no longer say whose they are: 0\n"
    )
    assert terminal.run("forget", "slack:U1") == 0
    assert "conversations forgotten: 0" in terminal.out


@pytest.mark.parametrize(("lang", "words"), [("es", "está dañada"), ("en", "is damaged")])
def test_trouble_is_said_in_words(terminal: Terminal, tmp_path: Path, lang: str, words: str) -> None:
    """A file that is no database ends the command with status 1 and a sentence, not with a traceback."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cuanto.sqlite3").write_text("no database at all, but long enough to look like one" * 40)
    terminal.settings["cuanto_default_lang"] = lang
    assert terminal.run("stats") == 1
    assert words in terminal.err
    assert terminal.out == ""


def test_wrong_setting_is_named_without_its_value(terminal: Terminal) -> None:
    """An address that is none is a matter of the settings: status 2, and no password on the screen."""
    terminal.settings["database_url"] = Secret("mysql://me:pass-word@host/db")
    assert terminal.run("stats") == 2
    assert "DATABASE_URL" in terminal.err
    assert "pass-word" not in terminal.err


@pytest.mark.parametrize("days", ["-1", "36501", "a week", "1.5"])
def test_retention_is_a_whole_number_of_days(days: str) -> None:
    """Nobody keeps answers for less than no time, or for longer than a hundred years; for ever is 0."""
    with pytest.raises(SettingsError) as caught:
        load({"CUANTO_KEEP_ANSWERS_DAYS": days})
    assert caught.value.name == "CUANTO_KEEP_ANSWERS_DAYS"
    assert load({"CUANTO_KEEP_ANSWERS_DAYS": "36500"}).cuanto_keep_answers_days == 36_500


@pytest.mark.parametrize("words", [(), ("nonsense",), ("forget",)])
def test_wrong_usage_is_status_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    """Without a step, or with half of one, nothing is done."""
    with pytest.raises(SystemExit) as caught:
        terminal.run(*words)
    assert caught.value.code == 2
